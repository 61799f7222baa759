// Rounds and tasks of sending somebody: written inside of a transaction that has locked the case (CaseWork).
import type { QueryResultRow } from 'pg';
import type { CandidatesAnswer, CandidateView, DispatchState } from '#libs/contracts';
import { DomainError, RETURNING_FACT, newId, type Fact, type FactRow, type Sql } from '#libs/platform';
import type { OfferMode } from '../domain/offer-plan.ts';
import { DISPATCH_LIFE } from '../domain/task-lifecycles.ts';

export type DispatchVerb = keyof typeof DISPATCH_LIFE.transitions;

/** Taken on and not ended. */
export const UNDER_WAY: readonly DispatchState[] = ['accepted', 'enRoute', 'onScene', 'atDoorNoAnswer'];
export const OPEN_DISPATCH: readonly DispatchState[] = ['offered', ...UNDER_WAY];

export interface DispatchRow extends QueryResultRow {
  id: string;
  alert_id: string;
  round_id: string;
  responder_id: string;
  state: DispatchState;
  version: number;
  lead: boolean | null;
  accepted_at: Date | null;
  on_scene_at: Date | null;
  check_in_due_at: Date | null;
  check_in_overdue: boolean;
  /** Offered, and its time is over. */
  run_out: boolean;
  /** To be heard of, and silent for too long. */
  silent: boolean;
  /** The server's time. */
  now: Date;
}

export const isUnderWay = (task: DispatchRow): boolean => UNDER_WAY.includes(task.state);
export const isOpenOffer = (task: DispatchRow): boolean => task.state === 'offered';

/** Every dispatch task of the case, in the order of the offers. */
export const dispatchesOf = (sql: Sql, alertId: string): Promise<DispatchRow[]> =>
  sql.query<DispatchRow>(
    `SELECT id, alert_id, round_id, responder_id, state, version, lead, accepted_at, on_scene_at, check_in_due_at,
       check_in_overdue, state = 'offered' AND expires_at <= clock_timestamp() AS run_out,
       coalesce(check_in_due_at <= clock_timestamp() AND NOT check_in_overdue, false) AS silent,
       clock_timestamp() AS now
     FROM dispatch_tasks WHERE alert_id = $1::uuid ORDER BY offered_at, id`,
    [alertId],
    'dispatches-of-case',
  );

/** The case that a task belongs to now: merged ones lead to the one that took them. */
export const ROOT_OF_TASK_SQL = `(WITH RECURSIVE up AS (
    SELECT a.id, a.merged_into FROM alerts a WHERE a.id = d.alert_id
    UNION ALL SELECT a.id, a.merged_into FROM up JOIN alerts a ON a.id = up.merged_into)
  SELECT id FROM up WHERE merged_into IS NULL)`;

export interface NewRound {
  alertId: string;
  mode: OfferMode;
  accountId: string | null;
  answer: CandidatesAnswer;
  overrideSealed: string | null;
  waiting: string[];
  automatic: boolean;
}

/** What is kept of the candidates: ids, minutes and reasons, no names. */
const keptOf = (candidate: CandidateView): object => ({
  responderId: candidate.responder.id,
  minutes: candidate.minutes,
  metres: candidate.metres,
  travel: candidate.travel,
  openTasks: candidate.openTasks,
  locationAgeSeconds: candidate.locationAgeSeconds,
  reasonsFor: candidate.reasonsFor,
  reasonsAgainst: candidate.reasonsAgainst,
});

export async function writeRound(sql: Sql, round: NewRound): Promise<string> {
  const id = newId();
  const { at, limitSeconds, nobodyInReach, routing, proposed, candidates, leftOut } = round.answer;
  const kept = {
    at,
    limitSeconds,
    nobodyInReach,
    routing,
    proposed,
    candidates: candidates.map(keptOf),
    leftOut: leftOut.map(keptOf),
  };
  await sql.query(
    `INSERT INTO dispatch_rounds (id, alert_id, mode, account_id, candidates, override_sealed, waiting, automatic)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7::uuid[], $8)`,
    [id, round.alertId, round.mode, round.accountId, JSON.stringify(kept), round.overrideSealed, round.waiting, round.automatic],
    'write-round',
  ); // prettier-ignore
  return id;
}

export interface RoundRow extends QueryResultRow {
  id: string;
  mode: OfferMode;
  waiting: string[];
  automatic: boolean;
  account_id: string | null;
  usable: string[];
}

export async function roundOf(sql: Sql, roundId: string): Promise<RoundRow> {
  const [round] = await sql.query<RoundRow>(
    `SELECT id, mode, waiting::text[] AS waiting, automatic, account_id,
       ARRAY(SELECT c ->> 'responderId' FROM jsonb_array_elements(candidates -> 'candidates') AS c) AS usable
     FROM dispatch_rounds WHERE id = $1::uuid`,
    [roundId],
    'round',
  );
  if (!round) throw new Error('a task without its round');
  return round;
}

/** Nobody is asked on behalf of these rounds any more. */
export const stopLines = (sql: Sql, alertId: string): Promise<unknown> =>
  sql.query(`UPDATE dispatch_rounds SET waiting = '{}' WHERE alert_id = $1::uuid AND waiting <> '{}'`, [alertId]);

export const setWaiting = (sql: Sql, roundId: string, waiting: string[]): Promise<unknown> =>
  sql.query('UPDATE dispatch_rounds SET waiting = $2::uuid[] WHERE id = $1::uuid', [roundId, waiting]);

/** `first`: nobody was asked in this case before; the devices that pressed are told. */
export async function writeOffers(
  sql: Sql,
  offer: {
    alertId: string;
    roundId: string;
    responderIds: string[];
    offeredBy: string | null;
    offerMs: number;
    first: boolean;
  },
): Promise<{
  taskIds: string[];
  facts: Fact[];
}> /* prettier-ignore */ {
  const taskIds = offer.responderIds.map(() => newId());
  const rows = await sql.query<FactRow>(
    `WITH made AS (
       INSERT INTO dispatch_tasks (id, alert_id, round_id, responder_id, state, offered_by, expires_at)
       SELECT o.id, $1::uuid, $2::uuid, o.responder_id, 'offered', $5::uuid,
         clock_timestamp() + $6::integer * interval '1 millisecond'
       FROM unnest($3::uuid[], $4::uuid[]) AS o (id, responder_id) RETURNING id, alert_id, responder_id)
     INSERT INTO facts (kind, subject, change, data)
     SELECT 'dispatch', id::text, 'offered', jsonb_build_object('alertId', alert_id, 'responderId', responder_id)
       || CASE WHEN $7::boolean AND id = $3[1] THEN '{"first":true}'::jsonb ELSE '{}' END
     FROM made ${RETURNING_FACT}`,
    [offer.alertId, offer.roundId, taskIds, offer.responderIds, offer.offeredBy, offer.offerMs, offer.first],
    'write-offers',
  );
  return { taskIds, facts: rows.map(({ fact }) => fact) };
}

export interface TaskChange {
  /** Null: the state stays, something else is told. */
  verb: DispatchVerb | null;
  /** What the fact says where the state stays. */
  change?: string;
  /** Further assignments; may use $5… for `values`. */
  set?: string;
  values?: unknown[];
  /** For the fact, beside alert and responder. */
  data?: Record<string, unknown>;
}

/** Compare-and-set on state and version. Throws TASK.WRONG_STATE with details {state}. */
export async function changeTask(sql: Sql, task: DispatchRow, how: TaskChange): Promise<Fact> {
  const edge = how.verb ? DISPATCH_LIFE.transitions[how.verb] : { from: [task.state], to: task.state };
  if (!edge.from.includes(task.state)) throw new DomainError('TASK.WRONG_STATE', { state: task.state });
  const ends = DISPATCH_LIFE.final.includes(edge.to) ? ', ended_at = clock_timestamp(), check_in_due_at = NULL' : '';
  const [row] = await sql.query<FactRow>(
    `WITH done AS (
       UPDATE dispatch_tasks SET version = version + 1, state = '${edge.to}'${ends}${how.set ? `, ${how.set}` : ''}
       WHERE id = $1::uuid AND version = $2::integer AND state = $3::text RETURNING id, alert_id, responder_id)
     INSERT INTO facts (kind, subject, change, data)
     SELECT 'dispatch', id::text, '${how.verb ? edge.to : (how.change ?? 'changed')}',
       jsonb_build_object('alertId', alert_id, 'responderId', responder_id) || $4::jsonb
     FROM done ${RETURNING_FACT}`,
    [task.id, task.version, task.state, JSON.stringify(how.data ?? {}), ...(how.values ?? [])],
  );
  if (!row) throw new DomainError('TASK.WRONG_STATE', { state: task.state });
  return row.fact;
}

/** The lead has gone (`gone`): whoever accepted first of those under way leads now. */
export async function passLeadOn(sql: Sql, tasks: readonly DispatchRow[], gone: DispatchRow): Promise<Fact[]> {
  if (!gone.lead) return [];
  const [next] = tasks
    .filter((task) => task.id !== gone.id && isUnderWay(task))
    .sort((a, b) => (a.accepted_at?.getTime() ?? 0) - (b.accepted_at?.getTime() ?? 0));
  return next ? [await changeTask(sql, next, { verb: null, change: 'leads', set: 'lead = true' })] : [];
}
