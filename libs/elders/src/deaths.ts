// A death, in the transaction of whoever found it out: from then on nothing expects this person to answer.
import { Injectable } from '@nestjs/common';
import { appendFacts, type Sql } from '#libs/platform';

@Injectable()
export class Deaths {
  /** Once: a second report changes nothing. */
  async record(sql: Sql, elderId: string): Promise<void> {
    const rows = await sql.query(
      'UPDATE elders SET died_at = clock_timestamp() WHERE id = $1::uuid AND died_at IS NULL RETURNING id',
      [elderId],
    );
    if (rows.length > 0) await appendFacts(sql, [{ kind: 'elder', subject: elderId, change: 'died' }]);
  }
}
