// Who a connection is: username and secret against the credentials, with a short memory for what was right.
import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DEVICE_KEY_PATTERN } from '#libs/contracts';
import { Credentials, secretMatches } from '#libs/devices';
import { GroupCommit, LOG, type Log } from '#libs/platform';

export type SignIn = 'ok' | 'badCredentials' | 'notAuthorized' | 'unavailable';

const KEEP_MS = 60_000;
const MOST_KEPT = 20_000;

@Injectable()
export class DeviceSignIn {
  /** By username: the digest of the secret that was right, and until when that is believed. */
  private readonly known = new Map<string, { digest: string; until: number }>();
  /** A town that reconnects at once asks for thousands of credentials: they are read by the hundred. */
  private readonly lookUp = new GroupCommit<string, string | null>({
    maxBatch: 500,
    parallel: 2,
    commit: async (usernames) => {
      const hashes = await this.credentials.of(usernames);
      return usernames.map((username) => hashes.get(username) ?? null);
    },
    poison: (_, error) => Promise.reject(error instanceof Error ? error : new Error('credentials could not be read')),
  });

  constructor(
    private readonly credentials: Credentials,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Client id, username and device key are one and the same. Never rejects. */
  async check(clientId: string, username: string | undefined, secret: Buffer | undefined): Promise<SignIn> {
    if (!username || !secret || !DEVICE_KEY_PATTERN.test(username)) return 'badCredentials';
    try {
      if (!(await this.isRight(username, secret))) return 'badCredentials';
    } catch (error) {
      this.log.warn({ err: error }, 'credentials could not be read');
      return 'unavailable';
    }
    return clientId === username ? 'ok' : 'notAuthorized';
  }

  /** The secret was replaced or revoked. */
  forget(username: string): void {
    this.known.delete(username);
  }

  private async isRight(username: string, secret: Buffer): Promise<boolean> {
    const digest = createHash('sha256').update(secret).digest('base64');
    const known = this.known.get(username);
    if (known && known.digest === digest && known.until > Date.now()) return true;
    const hash = await this.lookUp.submit(username);
    if (hash === null || !(await secretMatches(secret, hash))) return false;
    this.keep(username, digest);
    return true;
  }

  private keep(username: string, digest: string): void {
    this.known.delete(username);
    this.known.set(username, { digest, until: Date.now() + KEEP_MS });
    // The oldest goes first: a map keeps the order in which it was filled.
    if (this.known.size > MOST_KEPT) for (const oldest of [...this.known.keys()].slice(0, 1)) this.known.delete(oldest);
  }
}
