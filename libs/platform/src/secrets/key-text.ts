// Keys as settings and keys.json write them: base64 of 32 bytes, for encryption under an id.

const KEY = /^[A-Za-z0-9+/_-]{43}=?$/;
const KEY_ID = /^[^\s:,]+$/;

/** 32 bytes; null if the text is not exactly that. */
export const keyOf = (base64: string): Buffer | null => (KEY.test(base64) ? Buffer.from(base64, 'base64') : null);

/** `keyId:base64` pairs, comma-separated, in their order; null if one is wrong or an id comes twice. */
export function keyRingOf(text: string): Map<string, Buffer> | null {
  const ring = new Map<string, Buffer>();
  for (const pair of text.split(',')) {
    const [id = '', base64 = '', ...more] = pair.trim().split(':');
    const key = keyOf(base64);
    if (!KEY_ID.test(id) || !key || more.length > 0 || ring.has(id)) return null;
    ring.set(id, key);
  }
  return ring;
}
