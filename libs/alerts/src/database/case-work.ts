// Work beside a case in one transaction: the case is locked first (one order of locks for all), the work is done on the
// tables of its tasks, and the case gets its new version, stage, milestones, timeline entries and fact.
import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import type { AlertKind, AlertState, Outcome, Severity, TimelineAction } from '#libs/contracts';
import {
  Database,
  DomainError,
  FactWaker,
  RETURNING_FACT,
  SealedText,
  newId,
  type Fact,
  type Tx,
} from '#libs/platform';
import { inTerritory, territoryValues } from './scope.sql.ts';
import { standOf, type ActorRef } from './transition.store.ts';
import { refusalFor } from '../use-cases/refusal.ts';

/** The case as its work finds it, locked until the transaction ends. */
export interface CaseRow extends QueryResultRow {
  id: string;
  number: string;
  kind: AlertKind;
  severity: Severity;
  state: AlertState;
  version: number;
  elder_id: string | null;
  other_elder_ids: string[];
  home_id: string | null;
  device_key: string | null;
  community_code: string | null;
  lng: number | null;
  lat: number | null;
  drill: boolean;
  outcome: Outcome | null;
  received_at: Date;
  rescue_called_at: Date | null;
  no_rescue_reason: string | null;
  review_due: boolean;
  held_at: Date | null;
  told_at: Date | null;
  resolved_by: string | null;
  fold_key: string;
  presses: number;
  handover_to: string | null;
  claimed_by: string | null;
  holds_claim: boolean;
}

/** One thing that happened, for the timeline. */
export interface Entry {
  action: TimelineAction;
  note?: string | null;
  /** Ids and codes only. */
  data?: Record<string, unknown>;
}

export interface CaseChange<R> {
  entries: Entry[];
  /** Further assignments to the case; may use $5… for `values`. */
  set?: string;
  values?: unknown[];
  result: R;
}

export interface CaseCommand {
  alertId: string;
  /** Null: the clock or a responder; the caller has checked that they may. */
  actor: ActorRef | null;
  /** Who stands in the timeline where it is not the actor, e.g. a responder's account. */
  by?: string | null;
  origin: 'console' | 'responder' | 'clock' | 'api' | 'telephony';
  /** Only the holder of a living claim may (fencing); else everybody in whose territory it is. */
  holder?: boolean;
  states: readonly AlertState[];
}

const CASE_COLUMNS = `a.id, a.number, a.kind, a.severity, a.state, a.version, a.elder_id, a.other_elder_ids, a.home_id,
  a.device_key, a.community_code, a.lng, a.lat, a.drill, a.outcome, a.received_at, a.claimed_by, a.rescue_called_at, a.no_rescue_reason, a.review_due,
  a.held_at, a.told_at, a.resolved_by, a.fold_key, a.presses, a.handover_to`;

/** The furthest task of case `a` and the first time of each leg, from the tables of its tasks. */
const PROGRESS_SQL = `
  task_stage = CASE
    WHEN EXISTS (SELECT 1 FROM dispatch_tasks d WHERE d.alert_id = a.id AND d.state IN ('onScene', 'atDoorNoAnswer', 'left')) THEN 'onScene'
    WHEN EXISTS (SELECT 1 FROM dispatch_tasks d WHERE d.alert_id = a.id AND d.state = 'enRoute') THEN 'enRoute'
    WHEN EXISTS (SELECT 1 FROM dispatch_tasks d WHERE d.alert_id = a.id AND d.state = 'accepted') THEN 'accepted'
    WHEN EXISTS (SELECT 1 FROM dispatch_tasks d WHERE d.alert_id = a.id AND d.state = 'offered') THEN 'dispatched'
    WHEN EXISTS (SELECT 1 FROM call_tasks c WHERE c.alert_id = a.id) THEN 'verifying' END,
  call_started_at = coalesce(a.call_started_at, (SELECT min(c.started_at) FROM call_tasks c WHERE c.alert_id = a.id)),
  voice_at = coalesce(a.voice_at, (SELECT min(c.voice_at) FROM call_tasks c WHERE c.alert_id = a.id)),
  rescue_called_at = coalesce(a.rescue_called_at, (SELECT min(r.called_at) FROM rescue_tasks r WHERE r.alert_id = a.id)),
  dispatched_at = coalesce(a.dispatched_at, (SELECT min(d.offered_at) FROM dispatch_tasks d WHERE d.alert_id = a.id)),
  accepted_at = coalesce(a.accepted_at, (SELECT min(d.accepted_at) FROM dispatch_tasks d WHERE d.alert_id = a.id)),
  en_route_at = coalesce(a.en_route_at, (SELECT min(d.en_route_at) FROM dispatch_tasks d WHERE d.alert_id = a.id)),
  on_scene_at = coalesce(a.on_scene_at, (SELECT min(d.on_scene_at) FROM dispatch_tasks d WHERE d.alert_id = a.id))`;

@Injectable()
export class CaseWork {
  constructor(
    private readonly database: Database,
    private readonly sealed: SealedText,
    private readonly waker: FactWaker,
  ) {}

  /**
   * Locks the case, lets `work` do what it does in the same transaction, and writes what it says. Refused with ALERT.… codes
   * if the case is unknown or out of the territory, in another state, or (with `holder`) not the actor's.
   */
  async on<R>(command: CaseCommand, work: (tx: Tx, found: CaseRow) => Promise<CaseChange<R>>): Promise<R> {
    const facts: Fact[] = [];
    const result = await this.database.transaction(async (tx) => {
      facts.length = 0;
      return this.within(tx, command, work, facts);
    });
    this.waker.wake(facts);
    return result;
  }

  /** The same inside of a transaction of the caller, who wakes with `facts` once it is committed. */
  async within<R>(
    tx: Tx,
    command: CaseCommand,
    work: (tx: Tx, found: CaseRow) => Promise<CaseChange<R>>,
    facts: Fact[],
  ): Promise<R> {
    const found = await this.locked(tx, command);
    const change = await work(tx, found);
    // Nothing happened: no new version (e.g. the same order twice).
    if (change.entries.length === 0 && change.set === undefined) return change.result;
    const [last] = change.entries.slice(-1);
    const [row] = await tx.query<{ fact: Fact }>(
      `WITH done AS (
         UPDATE alerts a SET version = a.version + 1, ${PROGRESS_SQL}${change.set ? `, ${change.set}` : ''}
         WHERE a.id = $1::uuid RETURNING a.id, a.version),
       entries AS (
         INSERT INTO alert_timeline (id, alert_id, version, action, account_id, origin, note_sealed, data)
         SELECT e.id, done.id, done.version, e.action, $2::uuid, $3::text, e.note_sealed, e.data
         FROM done CROSS JOIN jsonb_to_recordset($4::jsonb) AS e (id uuid, action text, note_sealed text, data jsonb)),
       fact AS (
         INSERT INTO facts (kind, subject, change, data)
         SELECT 'alert', id::text, '${last?.action ?? 'changed'}', jsonb_build_object('version', version) FROM done ${RETURNING_FACT})
       SELECT fact FROM fact`,
      [
        found.id,
        command.by === undefined ? (command.actor?.accountId ?? null) : command.by,
        command.origin,
        JSON.stringify(
          change.entries.map(({ action, note, data }) => ({
            id: newId(),
            action,
            note_sealed: note ? this.sealed.seal(note) : null,
            data: data ?? {},
          })),
        ),
        ...(change.values ?? []),
      ],
    );
    if (row) facts.push(row.fact);
    return change.result;
  }

  /** Another case that the work speaks of, locked as well. Throws ALERT.NOT_FOUND. */
  async look(tx: Tx, alertId: string, actor: ActorRef | null): Promise<CaseRow> {
    const scope = actor ? `AND ${inTerritory('a', 3, 4)}` : '';
    const [row] = await tx.query<CaseRow>(
      `SELECT ${CASE_COLUMNS},
         coalesce(a.state = 'claimed' AND a.claimed_by = $2::uuid AND a.lease_until > clock_timestamp(), false) AS holds_claim
       FROM alerts a WHERE a.id = $1::uuid ${scope} FOR NO KEY UPDATE`,
      [alertId, actor?.accountId ?? null, ...(actor ? territoryValues(actor.territory) : [])],
    );
    if (!row) throw new DomainError('ALERT.NOT_FOUND');
    return row;
  }

  private async locked(tx: Tx, { alertId, actor, holder, states }: CaseCommand): Promise<CaseRow> {
    const row = await this.look(tx, alertId, actor);
    // A resolved case has no lease any more; who may act on it is told by its states.
    if (
      holder &&
      actor &&
      !row.holds_claim &&
      (row.state === 'raised' || row.state === 'claimed' || !states.includes(row.state))
    ) {
      throw refusalFor('work', await standOf(tx, alertId, actor), actor);
    }
    if (!states.includes(row.state)) throw new DomainError('ALERT.WRONG_STATE', { state: row.state });
    return row;
  }
}
