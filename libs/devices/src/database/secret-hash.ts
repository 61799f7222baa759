// Device secrets in Mosquitto's own form `$7$101$salt$hash` (PBKDF2-SHA512): one column serves both brokers.
import { pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);

const ITERATIONS = 101;
const SALT_BYTES = 12;
const HASH_BYTES = 64;

/** 256 random bits as text that every device can type: 43 letters, digits, - and _. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(secret, salt, ITERATIONS, HASH_BYTES, 'sha512');
  return `$7$${ITERATIONS}$${salt.toString('base64')}$${hash.toString('base64')}`;
}

/** False for a wrong secret and for a stored text of another form. Runs in libuv's pool, not on the event loop. */
export async function secretMatches(secret: string | Buffer, stored: string): Promise<boolean> {
  const [, suite, rounds, salt, hash] = stored.split('$');
  const iterations = Number(rounds);
  if (suite !== '7' || !salt || !hash || !Number.isInteger(iterations) || iterations < 1 || iterations > 1_000_000)
    return false;
  const wanted = Buffer.from(hash, 'base64');
  if (wanted.length === 0) return false;
  const given = await derive(secret, Buffer.from(salt, 'base64'), iterations, wanted.length, 'sha512');
  return timingSafeEqual(given, wanted);
}
