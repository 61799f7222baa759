// For specs: everything that dispatching needs on one database, with candidates that the spec names itself.
import { randomUUID } from 'node:crypto';
import type { CandidateView, CandidatesAnswer, ReasonAgainst, ResponderKind, Severity } from '#libs/contracts';
import { Elders, PersonalData } from '#libs/elders';
import { Homes } from '#libs/places';
import {
  Clock, DomainError, FactWaker, SealedText, readSettings, type Database, type Fact, type Settings,
} from '#libs/platform'; // prettier-ignore
import { CaseWork } from '../database/case-work.ts';
import { DispatchWork } from '../database/dispatch-work.ts';
import type { ActorRef } from '../database/transition.store.ts';
import { AlertViews } from '../use-cases/alert-views.ts';
import { AnswerDispatch, type ResponderRef } from '../use-cases/answer-dispatch.ts';
import { CaseTasksView } from '../use-cases/case-tasks-view.ts';
import { Claims } from '../use-cases/claims.ts';
import { DispatchTasks } from '../use-cases/dispatch-tasks.ts';
import type { FindCandidates } from '../use-cases/find-candidates.ts';
import { LoneNight } from '../use-cases/lone-night.ts';
import { OfferDispatch } from '../use-cases/offer-dispatch.ts';
import { RecallDispatch } from '../use-cases/recall-dispatch.ts';
import { ResponderTasks } from '../use-cases/responder-tasks.ts';
import { shippedLadders } from '../use-cases/shipped-ladders.ts';
import { SweepDispatch } from '../use-cases/sweep-dispatch.ts';
import type { TerritoryInSql } from '../territory.ts';
import { aVillage, type Village } from './builders.ts';

export interface Helper extends ResponderRef {
  name: string;
  kind: ResponderKind;
  stationId: string | null;
}

export const aCandidate = (
  { responderId, name, kind, stationId }: Helper,
  over: Partial<CandidateView> = {},
): CandidateView => ({
  responder: { id: responderId, name, kind, facility: stationId ? { id: stationId, name: '试验站' } : null },
  minutes: 5,
  metres: 800,
  travel: 'ebike',
  openTasks: 0,
  holdsKey: false,
  locationAgeSeconds: 60,
  reasonsFor: ['nearest'],
  reasonsAgainst: [],
  ...over,
});

/** Candidates are whom the spec says, best first. */
export class NamedCandidates implements Pick<FindCandidates, 'for'> {
  candidates: CandidateView[] = [];
  leftOut: CandidateView[] = [];
  proposed: string[] | null = null;
  /** All of them come later than promised. */
  late = false;

  put(helpers: readonly Helper[], leftOut: [Helper, ReasonAgainst][] = []): void {
    this.candidates = helpers.map((helper) => aCandidate(helper));
    this.leftOut = leftOut.map(([helper, reason]) => aCandidate(helper, { reasonsAgainst: [reason] }));
    this.proposed = null;
    this.late = false;
  }

  for(_territory: TerritoryInSql | null, alertId: string): Promise<CandidatesAnswer> {
    return Promise.resolve({
      alertId,
      at: '2026-03-01T10:00:00+08:00',
      limitSeconds: 900,
      mode: 'parallel',
      candidates: this.candidates,
      proposed: this.proposed ?? this.candidates.map((candidate) => candidate.responder.id),
      leftOut: this.leftOut,
      nobodyInReach: this.late || this.candidates.length === 0,
      stayOutside: false,
      routing: 'estimate',
    });
  }
}

export const HOME_AT = { lng: 119.81, lat: 28.89 };
const TOP: TerritoryInSql = { codes: ['330723001001'], includesUnplaced: true };
let numbers = 0;

export class DispatchDesk {
  readonly sealed = new SealedText({ encryption: new Map([['t', Buffer.alloc(32, 1)]]), index: Buffer.alloc(32, 2) });
  readonly waker = new FactWaker();
  readonly settings: Settings;
  readonly candidates = new NamedCandidates();
  readonly views: AlertViews;
  readonly claims: Claims;
  readonly offers: OfferDispatch;
  readonly answers: AnswerDispatch;
  readonly recalls: RecallDispatch;
  readonly sweeper: SweepDispatch;
  readonly caseTasks: CaseTasksView;
  readonly own: ResponderTasks;
  readonly anna: ActorRef;
  readonly bert: ActorRef;

  private constructor(
    readonly database: Database,
    readonly village: Village,
    settings: Partial<Settings>,
  ) {
    this.settings = { ...readSettings({}), LEASE_MS: 600_000, ...settings };
    const { sealed, waker } = this;
    const work = new DispatchWork(database, new CaseWork(database, sealed, waker), waker);
    const tasks = new DispatchTasks(database, sealed);
    const clock = new Clock();
    this.views = new AlertViews(database, sealed, clock, this.settings);
    this.claims = new Claims(
      database,
      waker,
      this.views,
      new LoneNight(shippedLadders(), this.settings),
      this.settings,
    );
    this.offers = new OfferDispatch(work, this.candidates, tasks, sealed, this.settings);
    this.answers = new AnswerDispatch(work, sealed, this.settings);
    this.recalls = new RecallDispatch(work, tasks, sealed);
    this.sweeper = new SweepDispatch(database, work, this.settings);
    this.caseTasks = new CaseTasksView(database, sealed);
    const elders = new Elders(database, clock, new PersonalData(sealed));
    const homes = new Homes(database, sealed);
    this.own = new ResponderTasks(database, this.views, elders, homes, sealed, this.settings);
    const [anna, bert] = village.operators;
    this.anna = { accountId: anna, territory: TOP };
    this.bert = { accountId: bert, territory: TOP };
  }

  /** On a database that has no village yet. Days have no check-ins unless the settings say so. */
  static async on(database: Database, settings: Partial<Settings> = {}): Promise<DispatchDesk> {
    const village = await aVillage(database);
    await database.query('UPDATE homes SET lng = $2, lat = $3 WHERE id = $1', [
      village.homeId,
      HOME_AT.lng,
      HOME_AT.lat,
    ]);
    return new DispatchDesk(database, village, { ...byDay(), ...settings });
  }

  /** Other settings over the same tables. */
  with(settings: Partial<Settings>): DispatchDesk {
    return new DispatchDesk(this.database, this.village, { ...this.settings, ...settings });
  }

  async aHelper(name: string, kind: ResponderKind = 'stationStaff', stationId: string | null = null): Promise<Helper> {
    const [responderId, accountId] = [randomUUID(), randomUUID()];
    await this.database.query(
      `INSERT INTO accounts (id, username, name, role, password_hash) VALUES ($1, $2, $3, 'responder', 'none')`,
      [accountId, accountId, name],
    );
    await this.database.query(
      `INSERT INTO responders (id, name, kind, account_id, facility_id, division_code, travel)
       VALUES ($1, $2, $3, $4, $5, '330723001001', 'ebike')`,
      [responderId, name, kind, accountId, stationId],
    );
    return { responderId, accountId, name, kind, stationId };
  }

  async aStation(): Promise<string> {
    const id = randomUUID();
    await this.database.query(
      `INSERT INTO facilities (id, type, name, division_code, address) VALUES ($1, 'homeCareCentre', '试验站', '330723001001', '试验路')`,
      [id],
    );
    return id;
  }

  /** Written as a row: how cases come to be is not asked here. */
  async aCase(over: { severity?: Severity; claimedBy?: ActorRef; kind?: string } = {}): Promise<string> {
    const id = randomUUID();
    await this.database.query(
      `INSERT INTO alerts (id, number, kind, severity, state, fold_key, source, elder_id, home_id, community_code, raised_at,
         received_at, last_press_at, last_received_at)
       VALUES ($1, $2, $3, $4, 'raised', $5, 'device', $6, $7, $8, now(), now(), now(), now())`,
      [
        id, `260301-${String(++numbers).padStart(5, '0')}`, over.kind ?? 'sos', over.severity ?? 'P1', `spec:${id}`,
        this.village.elderIds[0], this.village.homeId, this.village.communityCode,
      ],
    ); // prettier-ignore
    if (over.claimedBy) await this.claims.claim(id, over.claimedBy);
    return id;
  }

  /** Claimed by Anna and offered to these, best first; answers the ids of the tasks of whoever was asked. */
  async offered(
    helpers: readonly Helper[],
    severity: Severity = 'P1',
  ): Promise<{ alertId: string; taskIds: string[] }> {
    this.candidates.put(helpers);
    const alertId = await this.aCase({ severity, claimedBy: this.anna });
    return { alertId, taskIds: (await this.offers.offer(alertId, this.anna, {})).map((task) => task.id) };
  }

  /** `responder name: state`, with `lead` where they lead, in the order of the offers. */
  async stand(alertId: string): Promise<string[]> {
    const { dispatches } = await this.caseTasks.of(TOP, alertId);
    return dispatches.map(({ responder, state, lead, endedAt }) =>
      `${responder.name}: ${state}${lead && endedAt === null ? ' lead' : ''}`);
  } // prettier-ignore

  /** Actions of the timeline after the raise. */
  async timeline(alertId: string): Promise<string[]> {
    const { items } = await this.views.timeline(TOP, alertId, { page: 1, pageSize: 200 });
    return items.map(({ action }) => action);
  }

  async facts(kind: Fact['kind'], where: 'subject' | 'alert', id: string): Promise<Fact[]> {
    const column = where === 'subject' ? 'subject' : `data ->> 'alertId'`;
    const rows = await this.database.query<{ fact: Fact }>(
      `SELECT to_json(f) AS fact FROM facts f WHERE kind = $1 AND ${column} = $2 ORDER BY id`,
      [kind, id],
    );
    return rows.map(({ fact }) => fact);
  }

  /** As if that much time had gone by for the offers that are open. */
  async runOut(alertId: string): Promise<void> {
    await this.database.query(
      `UPDATE dispatch_tasks SET version = version + 1, expires_at = clock_timestamp() - interval '1 second'
       WHERE alert_id = $1 AND state = 'offered'`,
      [alertId],
    );
  }

  async checkInIsDue(taskId: string): Promise<void> {
    await this.database.query(
      `UPDATE dispatch_tasks SET version = version + 1, check_in_due_at = clock_timestamp() - interval '1 second' WHERE id = $1`,
      [taskId],
    );
  }
}

export const ALWAYS_NIGHT = { CHECK_IN_FROM: '00:00', CHECK_IN_TO: '00:00' };

/** An hour that is not now: no check-ins. */
function byDay(): Pick<Settings, 'CHECK_IN_FROM' | 'CHECK_IN_TO'> {
  const hour = (hours: number): string => `${String((new Date().getUTCHours() + 8 + hours) % 24).padStart(2, '0')}:00`;
  return { CHECK_IN_FROM: hour(11), CHECK_IN_TO: hour(12) };
}

/** The code and details of what was refused. */
export const refused = async (what: Promise<unknown>): Promise<{ code: string; details: Record<string, unknown> }> =>
  what.then(
    () => ({ code: 'nothing was refused', details: {} }),
    (error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      return { code: error.code, details: error.details ?? {} };
    },
  );
