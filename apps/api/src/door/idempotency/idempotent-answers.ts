// Which writing calls were answered under which key: status and the id of the resource, never the answer itself.
import { Injectable } from '@nestjs/common';
import { Clock, Database } from '#libs/platform';

export interface StoredAnswer {
  requestDigest: string;
  /** Null as long as the first call has not been answered. */
  status: number | null;
  /** Id of the resource to show again. */
  location: string | null;
}

/** A call without an answer for this long died with its process; its repeat may run. */
const GIVEN_UP_MS = 60_000;

@Injectable()
export class IdempotentAnswers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** True if the key is now ours to answer; false if another call holds or held it. */
  async reserve(accountId: string, key: string, requestDigest: string): Promise<boolean> {
    const now = this.clock.now();
    const rows = await this.database.query(
      `INSERT INTO idempotent_answers AS a (account_id, key, request_digest, created_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (account_id, key) DO UPDATE SET created_at = $4
         WHERE a.status IS NULL AND a.created_at < $5 AND a.request_digest = $3
       RETURNING key`,
      [accountId, key, requestDigest, now, new Date(now.getTime() - GIVEN_UP_MS)],
    );
    return rows.length > 0;
  }

  async find(accountId: string, key: string): Promise<StoredAnswer | null> {
    const [row] = await this.database.query<{ request_digest: string; status: number | null; location: string | null }>(
      'SELECT request_digest, status, location FROM idempotent_answers WHERE account_id = $1 AND key = $2',
      [accountId, key],
      'idempotent-answer',
    );
    return row ? { requestDigest: row.request_digest, status: row.status, location: row.location } : null;
  }

  async answered(accountId: string, key: string, status: number, location: string | null): Promise<void> {
    await this.database.query(
      'UPDATE idempotent_answers SET status = $3, location = $4 WHERE account_id = $1 AND key = $2',
      [accountId, key, status, location],
    );
  }

  /** A refused call changed nothing: its key is free again. */
  async release(accountId: string, key: string): Promise<void> {
    await this.database.query('DELETE FROM idempotent_answers WHERE account_id = $1 AND key = $2 AND status IS NULL', [
      accountId,
      key,
    ]);
  }
}
