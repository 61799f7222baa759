// When the pending steps of cases fall due: what the jobs that make the clock prompt are made from.
import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';

@Injectable()
export class StepTimes {
  constructor(private readonly database: Database) {}

  /** Times in ms, each once, rounded up to `togetherMs`: one look at what is due serves all steps of that time. */
  async of(alertIds: readonly string[], togetherMs: number): Promise<number[]> {
    if (alertIds.length === 0) return [];
    const rows = await this.database.query<{ due_ms: string }>(
      `SELECT DISTINCT (ceil(extract(epoch FROM s.due_at) * 1000 / $2::numeric) * $2::numeric)::bigint AS due_ms
       FROM alert_steps s WHERE s.alert_id = ANY($1::uuid[]) AND s.done_at IS NULL ORDER BY 1`,
      [alertIds, togetherMs],
      'step-times',
    );
    return rows.map((row) => Number(row.due_ms));
  }
}
