// How we and the call centre's telephony know each other's messages: HMAC-SHA256 over time and body (docs/telephony.md).
import { createHmac, timingSafeEqual } from 'node:crypto';

export const TIMESTAMP_HEADER = 'x-yinling-timestamp';
export const SIGNATURE_HEADER = 'x-yinling-signature';

/** A message that is older, or that far ahead, is no longer taken: it may have been kept by somebody. */
const FRESH_SECONDS = 300;

/** `timestamp`: whole seconds since 1970 (UTC), as the header has it. Lower-case hex. */
export const signatureOf = (secret: string, timestamp: string, body: string | Buffer): string =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');

export interface SignedMessage {
  timestamp: unknown;
  signature: unknown;
  body: Buffer;
}

export function isSigned(secret: string, { timestamp, signature, body }: SignedMessage, now: Date): boolean {
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false;
  if (typeof signature !== 'string' || !/^[0-9a-f]{64}$/i.test(signature)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > FRESH_SECONDS) return false;
  return timingSafeEqual(Buffer.from(signature, 'hex'), Buffer.from(signatureOf(secret, timestamp, body), 'hex'));
}
