// The lone operator's night: who is called by mobile, and what is told where nobody is on duty at all.
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, newId, type Settings, type Tx } from '#libs/platform';
import { Ladders, type WaitingCase } from './ladders.ts';

/** A case whose step `operatorMobile` has just been fired. */
export interface CallsMobiles {
  alert_id: string;
  community_code: string | null;
  version: number;
}

interface WaitingRow extends Record<string, unknown>, Omit<WaitingCase, 'communityCode'> {
  id: string;
  community_code: string | null;
}

/** Clocks of their own, and what sounds in a room where nobody sits. */
const OF_THE_ROOM: ReadonlySet<string> = new Set(['undisplayed', 'undisplayedPhone', 'ringAgain', 'remind']);

@Injectable()
export class LoneNight {
  constructor(
    @Inject(Ladders) private readonly ladders: Pick<Ladders, 'operatorsOnDuty' | 'stepsOfNobody'>,
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

  /**
   * Cases that wait again with the chain they were raised with: where nobody is on duty any more, each rung of the lone
   * operator's ladder comes no later than there. What was frozen stays frozen, and is what begins anew another time.
   */
  async waitAgain(tx: Tx, alertIds: readonly string[]): Promise<void> {
    if (alertIds.length === 0) return;
    const rows = await tx.query<WaitingRow>(
      'SELECT id, kind, severity, community_code FROM alerts WHERE id = ANY($1::uuid[])',
      [alertIds],
      'cases-that-wait-again',
    );
    const steps = rows.flatMap(({ id, kind, severity, community_code: communityCode }) =>
      (this.ladders.stepsOfNobody({ kind, severity, communityCode }) ?? [])
        .filter((step) => !OF_THE_ROOM.has(step.kind))
        .map((step) => ({ alert: id, ...step })),
    );
    if (steps.length > 0) await tx.query(SOONER_SQL, [JSON.stringify(steps)], 'steps-of-nobody');
  }

  /** What comes next keeps its frozen time: the duty phone rings at thirty seconds anyway, since nobody has shown the case. */
  private async nobody(tx: Tx, { alert_id, version }: CallsMobiles): Promise<void> {
    await tx.query(
      `INSERT INTO alert_timeline (id, alert_id, version, action, origin, data)
       VALUES ($1, $2, $3, 'nobodyToRing', 'clock', '{"step":"operatorMobile"}')`,
      [newId(), alert_id, version],
    );
  }
}

/** $1 steps {alert, kind, afterMs}: none of them is due later than that from now. */
const SOONER_SQL = `
  WITH given AS (
    SELECT g.alert, g.kind, clock_timestamp() + g."afterMs" * interval '1 millisecond' AS due_at
    FROM jsonb_to_recordset($1::jsonb) AS g (alert uuid, kind text, "afterMs" bigint)),
  sooner AS (
    UPDATE alert_steps s SET due_at = least(s.due_at, g.due_at) FROM given g
    WHERE s.alert_id = g.alert AND s.kind = g.kind AND s.done_at IS NULL AND s.until = 'claimed'
    RETURNING s.alert_id, s.kind)
  INSERT INTO alert_steps (id, alert_id, kind, until, due_at)
  SELECT gen_random_uuid(), g.alert, g.kind, 'claimed', g.due_at FROM given g
  WHERE NOT EXISTS (SELECT 1 FROM sooner s WHERE s.alert_id = g.alert AND s.kind = g.kind)`;
