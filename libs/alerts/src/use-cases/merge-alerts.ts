// Two cases that are one emergency: one goes into the other, which takes its presses and people.
import { Injectable } from '@nestjs/common';
import { DomainError, type Tx } from '#libs/platform';
import { lockPlacesOfCase } from '../database/case-places.ts';
import { CaseWork, type CaseRow } from '../database/case-work.ts';
import { DispatchWork } from '../database/dispatch-work.ts';
import { recallAllOf } from '../database/recall-all.ts';
import { cancelSteps } from '../database/steps.store.ts';
import type { ActorRef } from '../database/transition.store.ts';
import { FollowUps } from './follow-ups.ts';

@Injectable()
export class MergeAlerts {
  constructor(
    private readonly work: DispatchWork,
    private readonly cases: CaseWork,
    private readonly followUps: FollowUps,
  ) {}

  /**
   * `alertId` goes into `into`, which must be raised or claimed and of the same home, person or emergency key. A claimed
   * case is given away by its holder only. What has ended goes only into a newer case, within a day.
   */
  async merge(alertId: string, into: string, actor: ActorRef): Promise<void> {
    if (alertId === into) throw new DomainError('ALERT.CANNOT_MERGE', { reason: 'same' });
    await this.work.alone(async ({ tx, facts }) => {
      // No press of the case that goes may look for it while its keys change hands.
      await lockPlacesOfCase(tx, alertId);
      // One order of locks for all: two who merge the same pair in both directions must not wait for each other.
      await tx.query('SELECT id FROM alerts WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE', [
        [alertId, into],
      ]);
      // It may have got one more place since it was asked for them; what waits in a circle then is undone and done again.
      await lockPlacesOfCase(tx, alertId);
      const gone = await this.cases.within(
        tx,
        { alertId, actor, origin: 'console', states: ['raised', 'claimed', 'resolved', 'closed'] },
        async (_, found) => {
          const target = await this.target(tx, into, found, actor);
          await cancelSteps(tx, found.id);
          facts.push(...(await recallAllOf(tx, found.id, 'merged', actor.accountId)));
          await this.followUps.cancelOf(tx, found.id);
          return {
            entries: [{ action: 'merged', data: { into: target.id } }],
            set: `state = 'merged', merged_into = $5::uuid, claimed_by = NULL, claimed_at = NULL, lease_until = NULL,
              handover_to = NULL, review_due = false`,
            values: [target.id],
            result: found,
          };
        },
        facts,
      );
      await this.cases.within(
        tx,
        { alertId: into, actor, origin: 'console', states: ['raised', 'claimed'] },
        async () => ({
          entries: [{ action: 'mergedHere', data: { from: gone.id } }],
          set: TAKE_SQL,
          values: [gone.id],
          result: undefined,
        }),
        facts,
      );
    });
  }

  private async target(tx: Tx, into: string, from: CaseRow, actor: ActorRef): Promise<CaseRow> {
    if (from.state === 'claimed' && !from.holds_claim) {
      throw new DomainError(from.claimed_by === actor.accountId ? 'ALERT.CLAIM_LOST' : 'ALERT.NOT_YOURS');
    }
    const target = await this.cases.look(tx, into, actor);
    if (target.state !== 'raised' && target.state !== 'claimed') {
      throw new DomainError('ALERT.WRONG_STATE', { state: target.state });
    }
    const reason = unlike(from, target);
    if (reason) throw new DomainError('ALERT.CANNOT_MERGE', { reason });
    return target;
  }
}

const DAY_MS = 24 * 3_600_000;

/** Why these two are not one emergency; null if they may be. */
function unlike(from: CaseRow, into: CaseRow): 'elsewhere' | 'older' | 'tooOld' | 'lessUrgent' | null {
  const people = (one: CaseRow): string[] => [...(one.elder_id ? [one.elder_id] : []), ...one.other_elder_ids];
  const sameHome = from.home_id !== null && from.home_id === into.home_id;
  const samePerson = people(from).some((id) => people(into).includes(id));
  // Where nobody knows who or where it is, the people at the desk do.
  const unknown = from.home_id === null && people(from).length === 0;
  if (!sameHome && !samePerson && !unknown && from.fold_key !== into.fold_key) return 'elsewhere';
  // An emergency must not disappear in something that may wait.
  if (from.severity === 'P1' && into.severity !== 'P1') return 'lessUrgent';
  if (from.state !== 'resolved' && from.state !== 'closed') return null;
  if (into.received_at < from.received_at) return 'older';
  return into.received_at.getTime() - from.received_at.getTime() > DAY_MS ? 'tooOld' : null;
}

/** What was told when it was raised comes along where this case knows nothing of it. */
const told = (column: string): string =>
  `${column} = coalesce(a.${column}, (SELECT g.${column} FROM alerts g WHERE g.id = $5::uuid))`;

/** $5: the case that was merged into this one. Its people and keys come along, so that their next press joins here. */
const TAKE_SQL = `
  ${told('reported_sealed')}, ${told('caller_sealed')}, ${told('missing_sealed')},
  presses = a.presses + (SELECT g.presses FROM alerts g WHERE g.id = $5::uuid),
  last_press_at = greatest(a.last_press_at, (SELECT g.last_press_at FROM alerts g WHERE g.id = $5::uuid)),
  last_received_at = greatest(a.last_received_at, (SELECT g.last_received_at FROM alerts g WHERE g.id = $5::uuid)),
  urgency = greatest(a.urgency, (SELECT g.urgency FROM alerts g WHERE g.id = $5::uuid)),
  other_elder_ids = ARRAY(
    SELECT DISTINCT e FROM alerts g, unnest(a.other_elder_ids || g.other_elder_ids || g.elder_id) AS e
    WHERE g.id = $5::uuid AND e IS NOT NULL AND e IS DISTINCT FROM a.elder_id),
  joined_keys = ARRAY(
    SELECT DISTINCT k FROM alerts g, unnest(a.joined_keys || g.joined_keys || g.fold_key || ('device:' || g.device_key)
      || ARRAY(SELECT 'elder:' || e FROM unnest(g.other_elder_ids || g.elder_id) AS e)) AS k
    WHERE g.id = $5::uuid AND k IS NOT NULL)`;
