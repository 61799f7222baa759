// Passwords of people: argon2id, a few at a time so that a rush of sign-ins leaves the thread pool to others.
import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '#libs/platform';

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** A hash of the same cost that no password fits: an unknown user takes as long as a known one. */
export const HASH_OF_NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$87Rwjq4eOqcpsa3ZOXE4mA$/9t7IdWwKiZq/HKr8jijwBiVDf882vdTdrtbNvL1pko';

const MOST_AT_ONCE = 3;
const MOST_WAITING = 1_000;
let active = 0;
const waiting: (() => void)[] = [];

/** argon2id in PHC text form. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, COST));

/** False also for a hash that cannot be read. Throws COMMON.UNAVAILABLE when too many wait already. */
export const fitsPassword = (passwordHash: string, password: string): Promise<boolean> =>
  inTurn(() => verify(passwordHash, password).catch(() => false));

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (active >= MOST_AT_ONCE) {
    if (waiting.length >= MOST_WAITING) throw new DomainError('COMMON.UNAVAILABLE');
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else active++;
  try {
    return await work();
  } finally {
    // The place goes straight to the next one in line.
    const next = waiting.shift();
    if (next) next();
    else active--;
  }
}
