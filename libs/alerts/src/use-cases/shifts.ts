// Operators on shift: what makes a console count as available.
import { Injectable } from '@nestjs/common';
import { Database, newId } from '#libs/platform';

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

  /** Shifts whose process died with them: ended when its beat has stopped for a minute. */
  async endOrphaned(): Promise<void> {
    await this.database.query(
      `UPDATE operator_shifts s SET ended_at = clock_timestamp()
       WHERE s.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM process_beats b
         WHERE b.process_id = split_part(s.connection_id, '/', 1) AND b.beat_at > now() - interval '60 seconds')`,
    );
  }
}
