// Somebody who was not found in a quarter of an hour is searched for by 110 (domain rule 5): where nobody has called it, the
// case is escalated, once, whether it is claimed or still waits.
import { Inject, Injectable } from '@nestjs/common';
import { Database, SETTINGS, type Settings } from '#libs/platform';
import { CaseWork } from '../database/case-work.ts';
import { SEARCHED_FOR, SEARCHING_STATES } from '../domain/search-sheet.ts';

const BATCH = 100;

@Injectable()
export class WarnThatPoliceIsDue {
  constructor(
    private readonly database: Database,
    private readonly work: CaseWork,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Warns of every case for which it is time now; answers how many. Any process may call it at any time. */
  async run(): Promise<number> {
    // No territory: the clock looks at all of them.
    const due = await this.database.query<{ id: string }>(
      `SELECT a.id FROM alerts a WHERE ${STILL_DUE} ORDER BY a.received_at LIMIT ${BATCH}`,
      [SEARCHED_FOR, SEARCHING_STATES, this.settings.SEARCH_POLICE_MS],
      'police-due',
    );
    let warned = 0;
    for (const { id } of due) if (await this.warn(id)) warned++;
    return warned;
  }

  private async warn(alertId: string): Promise<boolean> {
    return this.work.on({ alertId, actor: null, origin: 'clock', states: SEARCHED_WHILE }, async (tx) => {
      // Behind the lock: another process may have been first, or somebody has called 110 meanwhile.
      const [still] = await tx.query(`SELECT 1 FROM alerts a WHERE ${STILL_DUE} AND a.id = $4`, [
        SEARCHED_FOR,
        SEARCHING_STATES,
        this.settings.SEARCH_POLICE_MS,
        alertId,
      ]);
      if (!still) return { entries: [], result: false };
      return {
        entries: [{ action: 'policeDue' as const }],
        set: `police_warned_at = clock_timestamp(), escalated_at = coalesce(a.escalated_at, clock_timestamp())`,
        result: true,
      };
    });
  }
}

/** One that was found or ended between the look and the lock is no fault. */
const SEARCHED_WHILE = ['raised', 'claimed', 'resolved', 'closed', 'merged'] as const;

const STILL_DUE = `a.kind = ANY($1::text[]) AND a.state = ANY($2::text[]) AND a.police_warned_at IS NULL
  AND a.received_at <= clock_timestamp() - $3::bigint * interval '1 millisecond'
  AND NOT EXISTS (SELECT 1 FROM rescue_tasks r WHERE r.alert_id = a.id AND r.service = '110')`;
