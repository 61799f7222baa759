// Which kind of picture these bytes are, told by the bytes alone: what a sender calls them counts for nothing. Pure.

export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

const PNG_HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG_HEAD = Buffer.from([0xff, 0xd8, 0xff]);
const JPEG_END = Buffer.from([0xff, 0xd9]);

/** Null for anything else, and for pictures of which the end is missing. */
export function imageTypeOf(bytes: Buffer): ImageType | null {
  if (startsWith(bytes, JPEG_HEAD)) return bytes.lastIndexOf(JPEG_END) > JPEG_HEAD.length ? 'image/jpeg' : null;
  if (startsWith(bytes, PNG_HEAD)) return pngIsWhole(bytes) ? 'image/png' : null;
  if (latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 12) === 'WEBP') {
    return bytes.readUInt32LE(4) + 8 <= bytes.length && latin(bytes, 12, 15) === 'VP8' ? 'image/webp' : null;
  }
  return null;
}

const startsWith = (bytes: Buffer, head: Buffer): boolean => bytes.subarray(0, head.length).equals(head);
const latin = (bytes: Buffer, from: number, to: number): string => bytes.toString('latin1', from, to);

/** Chunks follow each other, IHDR first, until IEND. */
function pngIsWhole(bytes: Buffer): boolean {
  for (let at = PNG_HEAD.length, first = true; at + 12 <= bytes.length; first = false) {
    const name = latin(bytes, at + 4, at + 8);
    if (first && name !== 'IHDR') return false;
    if (name === 'IEND') return true;
    at += 12 + bytes.readUInt32BE(at);
  }
  return false;
}
