// Ending a case: resolved (handled), closed (archived) with a coded outcome; what an ending brings with it in one transaction.
import { Inject, Injectable } from '@nestjs/common';
import type { AlertState, Ending, Role } from '#libs/contracts';
import { DomainError, SETTINGS, type Fact, type Settings, type Tx } from '#libs/platform';
import type { CaseRow, Entry } from '../database/case-work.ts';
import { DispatchWork } from '../database/dispatch-work.ts';
import { recallAllOf } from '../database/recall-all.ts';
import { cancelSteps } from '../database/steps.store.ts';
import type { ActorRef } from '../database/transition.store.ts';
import { isHeldEnding } from '../domain/held.ts';
import { endingRefusal, needsReview } from '../domain/outcomes.ts';
import { FollowUps } from './follow-ups.ts';
import { ToldDeaths } from './told-deaths.ts';

export interface EndingActor extends ActorRef {
  role: Role;
}

@Injectable()
export class CloseAlert {
  constructor(
    private readonly cases: DispatchWork,
    private readonly followUps: FollowUps,
    private readonly deaths: ToldDeaths,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Handled: from claimed, by its holder. What a supervisor has to review waits for them. */
  async resolve(alertId: string, actor: EndingActor, ending: Ending): Promise<void> {
    await this.cases.on(
      { alertId, actor, origin: 'console', holder: true, states: ['claimed'] },
      async (tx, found, facts) => {
        refuse(ending, found);
        const review = needsReview(ending, found.severity);
        const brought = await this.bringAlong(tx, found, ending, actor, facts);
        if (review) await this.armReview(tx, found.id);
        return {
          entries: [{ action: 'resolved', note: ending.note ?? null, data: codesOf(ending) }, ...brought],
          set: `state = 'resolved', lease_until = NULL, resolved_at = clock_timestamp(), resolved_by = $5::uuid,
            review_due = $6::boolean, handover_to = NULL, ${ENDING_SET(7)}`,
          values: [actor.accountId, review, ...endingValues(ending, found)],
          result: undefined,
        };
      },
    );
  }

  /**
   * Archived: from claimed by its holder, or from resolved. What needs a review is archived by a supervisor, once it is
   * resolved: everybody else gets ALERT.REVIEW_REQUIRED.
   */
  async close(alertId: string, actor: EndingActor, ending: Ending): Promise<void> {
    await this.cases.on(
      { alertId, actor, origin: 'console', holder: true, states: ['claimed', 'resolved'] },
      async (tx, found, facts) => {
        refuse(ending, found);
        const review = needsReview(ending, found.severity) || found.review_due;
        if (review && (actor.role !== 'supervisor' || found.state !== 'resolved')) {
          throw new DomainError('ALERT.REVIEW_REQUIRED', { state: found.state, next: reviewStep(found.state) });
        }
        const brought = await this.bringAlong(tx, found, ending, actor, facts);
        const entries: Entry[] = [{ action: 'closed', note: ending.note ?? null, data: codesOf(ending) }, ...brought];
        if (review) entries.unshift({ action: 'reviewed' });
        return {
          entries,
          set: `state = 'closed', lease_until = NULL, closed_at = clock_timestamp(), closed_by = $5::uuid, review_due = false,
            handover_to = NULL, ${ENDING_SET(6)}`,
          values: [actor.accountId, ...endingValues(ending, found)],
          result: undefined,
        };
      },
    );
  }

  /** What ends with a case, and what begins; answers what else is to stand in its timeline. */
  private async bringAlong(tx: Tx, found: CaseRow, ending: Ending, actor: ActorRef, facts: Fact[]): Promise<Entry[]> {
    await cancelSteps(tx, found.id);
    facts.push(...(await recallAllOf(tx, found.id, 'closed', actor.accountId)));
    // Once: a case that was resolved first has its follow-ups already; another outcome at archive makes them anew.
    if (found.state === 'claimed' || found.outcome !== ending.outcome) {
      await this.followUps.cancelOf(tx, found.id);
      await this.followUps.plan(tx, found, ending);
    }
    if (ending.outcome === 'foundDead' && found.elder_id !== null) await this.deaths.tell(tx, found.id, found.elder_id);
    // The review found that it was not so.
    const lives = found.outcome === 'foundDead' && ending.outcome !== 'foundDead';
    return lives ? this.deaths.takeBack(tx, found, actor.accountId) : [];
  }

  private async armReview(tx: Tx, alertId: string): Promise<void> {
    await tx.query(
      `INSERT INTO alert_steps (id, alert_id, kind, until, due_at)
       VALUES (gen_random_uuid(), $1, 'reviewOverdue', 'ended', clock_timestamp() + $2::bigint * interval '1 millisecond')`,
      [alertId, this.settings.REVIEW_OVERDUE_MS],
    );
  }
}

const reviewStep = (state: AlertState): 'resolve' | 'supervisor' => (state === 'resolved' ? 'supervisor' : 'resolve');

function refuse(ending: Ending, found: CaseRow): void {
  const refusal = endingRefusal(ending, {
    severity: found.severity,
    drill: found.drill,
    rescueSaid: found.rescue_called_at !== null || found.no_rescue_reason !== null,
  });
  if (!refusal) return;
  const { code, reason } = refusal;
  throw new DomainError(code, { outcome: ending.outcome, ...(reason ? { reason } : {}) });
}

/** What the timeline keeps of an ending: codes only. */
const codesOf = ({ note: _note, ...codes }: Ending): Record<string, unknown> => ({ ...codes });

/** Assignments of endingValues(), the first of which is `$n`; what an earlier ending said stays where nothing is said now. */
const ENDING_SET = (
  n: number,
): string => `outcome = $${n}::text, detail = coalesce($${n + 1}::text, CASE WHEN a.outcome = $${n}::text THEN a.detail END),
  injury = coalesce($${n + 2}::text, a.injury), cause = coalesce($${n + 3}::text, a.cause), proof = coalesce($${n + 4}::text, a.proof),
  no_rescue_reason = coalesce($${n + 5}::text, a.no_rescue_reason), retry_at = $${n + 6}::timestamptz,
  held_at = CASE WHEN $${n + 7}::boolean THEN coalesce(a.held_at, clock_timestamp()) ELSE a.held_at END`;

const endingValues = (ending: Ending, found: CaseRow): unknown[] => [
  ending.outcome,
  ending.detail ?? null,
  ending.injury ?? null,
  ending.cause ?? null,
  ending.proof ?? null,
  ending.noRescueReason ?? null,
  ending.retryAt ?? null,
  isHeldEnding(ending, found.kind),
];
