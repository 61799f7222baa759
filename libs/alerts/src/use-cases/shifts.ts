// Operators on shift: what makes a console count as available.
import { Injectable } from '@nestjs/common';
import type { OperatorOnDuty } from '#libs/contracts';
import { Database, newId } from '#libs/platform';
import { rfc3339 } from '../alert-view.ts';

@Injectable()
export class Shifts {
  constructor(private readonly database: Database) {}

  /** One open shift for each connection; starting again only tells whether sound is proven now. */
  async start(accountId: string, connectionId: string, audible: boolean): Promise<void> {
    await this.database.query(
      `WITH running AS (
         UPDATE operator_shifts SET audible = $4 WHERE account_id = $2 AND connection_id = $3 AND ended_at IS NULL RETURNING 1)
       INSERT INTO operator_shifts (id, account_id, connection_id, audible)
       SELECT $1, $2, $3, $4 WHERE NOT EXISTS (SELECT 1 FROM running)`,
      [newId(), accountId, connectionId, audible],
    );
  }

  async end(accountId: string, connectionId: string): Promise<void> {
    await this.database.query(
      `UPDATE operator_shifts SET ended_at = clock_timestamp()
       WHERE account_id = $1 AND connection_id = $2 AND ended_at IS NULL`,
      [accountId, connectionId],
    );
  }

  /** At a console that is heard. */
  async isOnDuty(accountId: string): Promise<boolean> {
    const rows = await this.database.query(
      'SELECT 1 FROM operator_shifts WHERE account_id = $1::uuid AND ended_at IS NULL LIMIT 1',
      [accountId],
    );
    return rows.length > 0;
  }

  /** Who is on duty now, and for whom they hold how much; the caller picks those of its territory. */
  async onDuty(): Promise<OperatorOnDuty[]> {
    const rows = await this.database.query<Omit<OperatorOnDuty, 'since'> & { since: Date }>(
      `SELECT c.id, c.name, c.role, bool_or(s.audible) AS audible, min(s.started_at) AS since,
         (SELECT count(*)::int FROM alerts a WHERE a.state = 'claimed' AND a.claimed_by = c.id) AS claims
       FROM operator_shifts s JOIN accounts c ON c.id = s.account_id WHERE s.ended_at IS NULL
       GROUP BY c.id, c.name, c.role ORDER BY c.name, c.id`,
    );
    return rows.map((row) => ({ ...row, since: rfc3339(row.since) }));
  }

  /** Shifts whose process died with them: ended when its beat has stopped for a minute. */
  async endOrphaned(): Promise<void> {
    await this.database.query(
      `UPDATE operator_shifts s SET ended_at = clock_timestamp()
       WHERE s.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM process_beats b
         WHERE b.process_id = split_part(s.connection_id, '/', 1) AND b.beat_at > now() - interval '60 seconds')`,
    );
  }
}
