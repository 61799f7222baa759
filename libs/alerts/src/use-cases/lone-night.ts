// The lone operator's night: who is called by mobile, and what happens at once where nobody is on duty at all.
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, newId, type Settings, type Tx } from '#libs/platform';
import { Ladders } from './ladders.ts';

/** A case whose step `operatorMobile` has just been fired. */
export interface CallsMobiles {
  alert_id: string;
  community_code: string | null;
  version: number;
  /** A rung that comes after it was fired together with it: nothing is left that could be waited for. */
  overtaken: boolean;
}

@Injectable()
export class LoneNight {
  constructor(
    @Inject(Ladders) private readonly ladders: Pick<Ladders, 'operatorsOnDuty'>,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async callOperators(tx: Tx, of: CallsMobiles): Promise<void> {
    const onDuty = this.ladders.operatorsOnDuty(of.community_code);
    if (onDuty.length === 0) {
      await this.nobody(tx, of);
      return;
    }
    await tx.query(
      `INSERT INTO telephony_orders (id, kind, purpose, alert_id, to_sealed, account_id, state)
       SELECT gen_random_uuid(), 'announce', 'operatorMobile', $1, a.mobile_sealed, a.id,
         CASE WHEN a.mobile_sealed IS NOT NULL AND $3 THEN 'queued' ELSE 'noTelephony' END
       FROM accounts a WHERE a.id = ANY($2::uuid[])`,
      [of.alert_id, onDuty, this.settings.TELEPHONY_URL !== null],
    );
  }

  /** Time that was meant for somebody to answer is not waited out where nobody rings: what comes next is due now. */
  private async nobody(tx: Tx, { alert_id, version, overtaken }: CallsMobiles): Promise<void> {
    await tx.query(
      `INSERT INTO alert_timeline (id, alert_id, version, action, origin, data)
       VALUES ($1, $2, $3, 'nobodyToRing', 'clock', '{"step":"operatorMobile"}')`,
      [newId(), alert_id, version],
    );
    if (overtaken) return;
    await tx.query(
      `UPDATE alert_steps s SET due_at = clock_timestamp()
       WHERE ${RUNGS} AND s.due_at = (SELECT min(s.due_at) FROM alert_steps s WHERE ${RUNGS}) AND s.due_at > clock_timestamp()`,
      [alert_id],
      'next-step-now',
    );
  }
}

/** What the case $1 still has to climb; the wait for a display is a clock of its own. */
const RUNGS = `s.alert_id = $1::uuid AND s.done_at IS NULL AND s.until = 'claimed' AND s.kind NOT IN ('undisplayed', 'undisplayedPhone')`;
