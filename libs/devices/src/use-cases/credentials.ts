// Credentials of devices: issued once, shown once, revoked at any time; brokers learn of it by facts.
import { Injectable } from '@nestjs/common';
import type { IssuedSecret } from '#libs/contracts';
import type { Territory } from '#libs/places';
import { Database, DomainError, FactWaker, appendFacts, type Sql } from '#libs/platform';
import { hashSecret, newSecret } from '../database/secret-hash.ts';
import { FindDevices } from './find-devices.ts';

export interface Credential {
  username: string;
  /** `$7$101$salt$hash`. */
  secretHash: string;
}

@Injectable()
export class Credentials {
  constructor(
    private readonly database: Database,
    private readonly devices: FindDevices,
    private readonly waker: FactWaker,
  ) {}

  /** Makes a new secret, the only time that it is shown; an older one stops to work. Throws DEVICE.NOT_FOUND. */
  async issue(territory: Territory, deviceId: string): Promise<IssuedSecret> {
    const { key } = await this.devices.one(territory, deviceId);
    const secret = newSecret();
    const hash = await hashSecret(secret);
    await this.database.transaction(async (tx) => {
      await this.write(tx, [{ username: key, secretHash: hash }]);
      await appendFacts(tx, [{ kind: 'device', subject: key, change: 'secretIssued' }]);
    });
    this.waker.wake();
    return { deviceKey: key, username: key, clientId: key, secret };
  }

  /** The device is cut off at once. Throws DEVICE.NOT_FOUND, DEVICE.NO_SECRET. */
  async revoke(territory: Territory, deviceId: string): Promise<void> {
    const { key } = await this.devices.one(territory, deviceId);
    await this.database.transaction(async (tx) => {
      const rows = await tx.query(
        'UPDATE device_credentials SET revoked_at = now() WHERE username = $1 AND revoked_at IS NULL RETURNING username',
        [key],
      );
      if (rows.length === 0) throw new DomainError('DEVICE.NO_SECRET');
      await appendFacts(tx, [{ kind: 'device', subject: key, change: 'secretRevoked' }]);
    });
    this.waker.wake();
  }

  /** Stores known secrets (demo, import); the usernames need not be in the registry. */
  async store(secrets: readonly { username: string; secret: string }[], sql: Sql = this.database): Promise<void> {
    const credentials = await Promise.all(
      secrets.map(async ({ username, secret }) => ({ username, secretHash: await hashSecret(secret) })),
    );
    await this.write(sql, credentials);
    await appendFacts(
      sql,
      secrets.map(({ username }) => ({ kind: 'device', subject: username, change: 'secretIssued' })),
    );
  }

  /** Valid credentials of these usernames; unknown and revoked ones are left out. */
  async of(usernames: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.query<{ username: string; hash: string }>(
      `SELECT username, secret_hash AS hash FROM device_credentials
       WHERE username = ANY($1::text[]) AND revoked_at IS NULL`,
      [usernames],
      'credentials-of',
    );
    return new Map(rows.map((row) => [row.username, row.hash]));
  }

  /** All valid ones, by username: what an external broker's password file holds. */
  async all(): Promise<Credential[]> {
    return this.database.query<Credential & Record<string, unknown>>(
      `SELECT username, secret_hash AS "secretHash" FROM device_credentials WHERE revoked_at IS NULL ORDER BY username`,
    );
  }

  private async write(sql: Sql, credentials: readonly Credential[]): Promise<void> {
    await sql.query(
      `INSERT INTO device_credentials (username, secret_hash) SELECT * FROM unnest($1::text[], $2::text[])
       ON CONFLICT (username) DO UPDATE SET secret_hash = excluded.secret_hash, issued_at = now(), revoked_at = NULL`,
      [credentials.map((one) => one.username), credentials.map((one) => one.secretHash)],
    );
  }
}
