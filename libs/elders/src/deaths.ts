// A death, in the transaction of whoever found it out: from then on nothing expects this person to answer.
import { Injectable } from '@nestjs/common';
import { appendFacts, type Sql } from '#libs/platform';

@Injectable()
export class Deaths {
  /** Once: a second report changes nothing. `toldBy`: e.g. `alert:018f…`. */
  async record(sql: Sql, elderId: string, toldBy: string): Promise<void> {
    const rows = await sql.query(
      `UPDATE elders SET died_at = clock_timestamp(), death_told_by = $2
       WHERE id = $1::uuid AND died_at IS NULL RETURNING id`,
      [elderId, toldBy],
    );
    if (rows.length > 0) await appendFacts(sql, [{ kind: 'elder', subject: elderId, change: 'died' }]);
  }

  /**
   * It was a mistake of whoever told it: answers since when the elder was held for dead (as PostgreSQL writes it). Null if
   * somebody else has told it, or stands for it still (`stillToldBy`).
   */
  async takeBack(sql: Sql, elderId: string, toldBy: string, stillToldBy: string | null): Promise<string | null> {
    const [row] = await sql.query<{ died_at: string }>(
      `WITH told AS (
         SELECT id, died_at::text AS died_at FROM elders WHERE id = $1::uuid AND death_told_by = $2 FOR NO KEY UPDATE)
       UPDATE elders e SET death_told_by = $3, died_at = CASE WHEN $3::text IS NOT NULL THEN e.died_at END
       FROM told WHERE e.id = told.id RETURNING told.died_at`,
      [elderId, toldBy, stillToldBy],
    );
    if (!row || stillToldBy !== null) return null;
    await appendFacts(sql, [{ kind: 'elder', subject: elderId, change: 'deathTakenBack' }]);
    return row.died_at;
  }
}
