// A responder's own tasks with what they may see: the case, the address and what helps at the door while the task is open.
import { Inject, Injectable } from '@nestjs/common';
import type { AlertKind, AlertView, DoorStepView, HelperSheet, ResponderTask } from '#libs/contracts';
import { Elders, UNREADABLE } from '#libs/elders';
import { Homes } from '#libs/places';
import { maySeeConditions } from '#libs/staff';
import { Database, DomainError, SETTINGS, SealedText, type Settings } from '#libs/platform';
import {
  DISPATCH_COLUMNS,
  doorStepsSql,
  type DispatchViewRow,
  type DoorStepViewRow,
} from '../database/case-tasks.query.ts';
import { OPEN_DISPATCH, ROOT_OF_TASK_SQL, UNDER_WAY } from '../database/dispatch.store.ts';
import { dispatchViewOf, doorStepViewOf } from '../task-view.ts';
import { AlertViews } from './alert-views.ts';

/** A task, whose it is, and the case that it hangs on now (another one if it was merged). */
export interface OwnTask {
  responderId: string;
  alertId: string;
  open: boolean;
  task: ResponderTask;
}

interface OwnTaskRow extends DispatchViewRow {
  root: string;
  others: number;
  automatic: boolean;
  holds_key: boolean;
  /** Null: none yet, or the task has ended. */
  door_steps: DoorStepViewRow[] | null;
}

/** Fire, gas: helpers stay outside and keep others away. */
const STAY_OUTSIDE: readonly AlertKind[] = ['smoke', 'gas', 'co'];

const OPEN_SQL = `d.state IN ('offered', 'accepted', 'enRoute', 'onScene', 'atDoorNoAnswer')`;

const ownTasksSql = (where: string): string => `
  SELECT to_json(v) AS view FROM (
    SELECT ${DISPATCH_COLUMNS}, ${ROOT_OF_TASK_SQL} AS root, q.automatic,
      (SELECT count(*)::int FROM dispatch_tasks o WHERE o.alert_id = d.alert_id AND o.id <> d.id
        AND o.state IN ('accepted', 'enRoute', 'onScene', 'atDoorNoAnswer')) AS others,
      EXISTS (SELECT 1 FROM responder_homes k JOIN alerts a ON a.home_id = k.home_id
        WHERE a.id = d.alert_id AND k.responder_id = d.responder_id AND k.holds_key) AS holds_key,
      CASE WHEN ${OPEN_SQL} THEN ${doorStepsSql(`o.alert_id IN (d.alert_id, ${ROOT_OF_TASK_SQL})`)} END AS door_steps
    FROM dispatch_tasks d JOIN responders r ON r.id = d.responder_id JOIN dispatch_rounds q ON q.id = d.round_id
    WHERE ${where}
  ) AS v ORDER BY v.offered_at, v.id`;

const CASES_CHANGED_SQL = `SELECT subject::uuid FROM facts WHERE id > $2 AND kind = 'alert'`;

@Injectable()
export class ResponderTasks {
  constructor(
    private readonly database: Database,
    private readonly views: AlertViews,
    private readonly elders: Elders,
    private readonly homes: Homes,
    private readonly sealed: SealedText,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Open tasks of these responders, and in whatever state those of theirs that are named in `also`. */
  async of(responderIds: readonly string[], also: readonly string[] = []): Promise<OwnTask[]> {
    if (responderIds.length === 0) return [];
    const where = `d.responder_id = ANY($1::uuid[]) AND (${OPEN_SQL} OR d.id = ANY($2::uuid[]))`;
    return this.read(where, [responderIds, also], 'own-tasks');
  }

  /** Throws TASK.NOT_FOUND for tasks that are unknown or somebody else's. */
  async one(responderId: string, taskId: string): Promise<OwnTask> {
    const [own] = await this.read(
      'd.responder_id = $1::uuid AND d.id = $2::uuid',
      [responderId, taskId],
      'own-task-view',
    );
    if (!own) throw new DomainError('TASK.NOT_FOUND');
    return own;
  }

  /** Those that changed, or whose case did, after this place in the fact log; ended ones too. */
  async changedSince(responderId: string, seq: number): Promise<OwnTask[]> {
    return this.read(
      `d.responder_id = $1::uuid AND (
         d.id IN (SELECT subject::uuid FROM facts WHERE id > $2 AND kind = 'dispatch')
         OR (${OPEN_SQL} AND (d.alert_id IN (${CASES_CHANGED_SQL}) OR ${ROOT_OF_TASK_SQL} IN (${CASES_CHANGED_SQL}))))`,
      [responderId, seq],
      'own-tasks-changed-since',
    );
  }

  /** What they are asked or have taken on. `underWay`: only the latter. */
  async haveOpen(responderId: string, underWay: boolean): Promise<boolean> {
    const rows = await this.database.query(
      'SELECT 1 FROM dispatch_tasks WHERE responder_id = $1::uuid AND state = ANY($2::text[]) LIMIT 1',
      [responderId, underWay ? UNDER_WAY : OPEN_DISPATCH],
      'own-open-task',
    );
    return rows.length > 0;
  }

  private async read(where: string, values: unknown[], name: string): Promise<OwnTask[]> {
    const rows = (await this.database.query<{ view: OwnTaskRow }>(ownTasksSql(where), values, name)).map(
      ({ view }) => view,
    );
    const open = rows.filter((row) => OPEN_DISPATCH.includes(row.state));
    const alerts = new Map(
      (await this.views.byIds([...new Set(open.map((row) => row.root))])).map((alert) => [alert.id, alert]),
    );
    return Promise.all(
      rows.map(async (row) => {
        const isOpen = OPEN_DISPATCH.includes(row.state);
        const alert = isOpen ? (alerts.get(row.root) ?? null) : null;
        return {
          responderId: row.responder_id,
          alertId: row.root,
          open: isOpen,
          task: {
            task: dispatchViewOf(row, this.sealed),
            alert,
            help: alert && (await this.helpFor(row, alert)),
            othersOnTheWay: row.others,
            nobodyAnswered: row.automatic,
            doorSteps: this.doorOf(row),
          },
        };
      }),
    );
  }

  /** One door for all who help. Free words about it may tell of conditions, so they are for those who see these. */
  private doorOf(row: OwnTaskRow): DoorStepView[] {
    const sees = maySeeConditions(row.responder_kind);
    return (row.door_steps ?? []).map((step) =>
      doorStepViewOf(sees ? step : { ...step, note_sealed: null }, this.sealed),
    );
  }

  private async helpFor(row: OwnTaskRow, alert: AlertView): Promise<HelperSheet> {
    const residents = (alert.home?.residents ?? []).map(({ id }) => id);
    const named = [...(alert.elder ? [alert.elder.id] : []), ...alert.otherElders.map(({ id }) => id)];
    // Where nobody is named it may be anybody who lives there.
    const about = named.length > 0 ? named : residents;
    const [cards, homes] = await Promise.all([
      this.elders.card([...new Set([...about, ...residents])], true),
      this.homes.byIds(alert.home ? [alert.home.id] : []),
    ]);
    const home = alert.home ? homes.get(alert.home.id) : undefined;
    const people = cards.filter((card) => about.includes(card.id));
    // One rule for what is personal. A son or daughter nearby helps as a neighbour does: they have the number already, and
    // relatives in dispute must not learn it here.
    const sees = maySeeConditions(row.responder_kind);
    const notes = cards.flatMap((card) => card.sensitive?.doorAndKeyNotes ?? []);
    const all = (of: 'conditions' | 'allergies' | 'phones'): string[] | null =>
      sees ? [...new Set(people.flatMap((person) => person.sensitive?.[of] ?? []))] : null;
    const [first] = people;
    return {
      floor: home?.floor ?? null,
      hasLift: home?.hasLift ?? null,
      location: home?.location ?? alert.location,
      doorAndKeyNotes: notes.length > 0 ? [...new Set(notes)].join('\n') : null,
      holdsKey: row.holds_key,
      conditions: all('conditions'),
      allergies: all('allergies'),
      reach: first ? { hearing: first.reach.hearing, dialect: first.reach.dialect } : null,
      stayOutside: STAY_OUTSIDE.includes(alert.kind),
      centrePhone: this.settings.CENTRE_PHONE,
      // What cannot be read cannot be dialled.
      phones: all('phones')?.filter((phone) => phone !== UNREADABLE) ?? null,
    };
  }
}
