// 无人接警: the step of the ladder that sends somebody by itself. Offer and step in one commit: it is neither lost nor doubled.
import { Injectable } from '@nestjs/common';
import { Database, DomainError } from '#libs/platform';
import { DispatchWork } from '../database/dispatch-work.ts';
import { OfferDispatch } from './offer-dispatch.ts';

const LOCK = 7_233_007;
const BATCH = 50;

interface Due {
  step_id: string;
  alert_id: string;
}

@Injectable()
export class OfferWhenNobodyAnswers {
  constructor(
    private readonly database: Database,
    private readonly work: DispatchWork,
    private readonly offers: OfferDispatch,
  ) {}

  /** One case that fails does not hold the others up; its error comes at the end. */
  async run(): Promise<number> {
    const due = await this.database.query<Due & Record<string, unknown>>(
      `SELECT s.id AS step_id, a.id AS alert_id FROM alert_steps s JOIN alerts a ON a.id = s.alert_id
       WHERE s.done_at IS NULL AND s.due_at <= clock_timestamp() AND s.kind = 'autoOffer' AND a.state = 'raised'
       ORDER BY s.due_at LIMIT ${BATCH}`,
      [],
      'auto-offers-due',
    );
    const failures: unknown[] = [];
    for (const one of due) await this.offer(one).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
    return due.length;
  }

  private async offer({ step_id, alert_id }: Due): Promise<void> {
    await this.work.alone(async (open) => {
      const [lock] = await open.tx.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [LOCK]);
      if (!lock?.mine) return;
      const command = { alertId: alert_id, actor: null, origin: 'clock' as const, states: ['raised' as const] };
      const due = await this.work
        .on(
          command,
          async (tx) => {
            const fired = await tx.query(
              `UPDATE alert_steps SET done_at = clock_timestamp(), outcome = 'fired' WHERE id = $1 AND done_at IS NULL RETURNING 1`,
              [step_id],
            );
            if (fired.length === 0) return { entries: [], result: false };
            return {
              entries: [{ action: 'stepFired' as const, data: { step: 'autoOffer' } }],
              set: `fired_steps = a.fired_steps || 'autoOffer', escalated_at = coalesce(a.escalated_at, clock_timestamp()),
                rung_at = clock_timestamp()`,
              result: true,
            };
          },
          open,
        )
        // Claimed at this very moment: then there is nobody to stand in for.
        .catch((error: unknown) => {
          if (error instanceof DomainError && error.code === 'ALERT.WRONG_STATE') return false;
          throw error;
        });
      if (due) await this.offers.offerAutomatically(alert_id, open);
    });
  }
}
