// Public rescue beside the dispatch: what 120, 119, 110 and the gas company were asked, and what became of it.
import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import type {
  NoRescueReason,
  RescueService,
  RescueState,
  RescueTaskView,
  RescueWay,
  TimelineAction,
} from '#libs/contracts';
import { DomainError, SealedText, newId, type Sql } from '#libs/platform';
import { RESCUE_COLUMNS, viewsSql, type RescueViewRow } from '../database/case-tasks.query.ts';
import { CaseWork, type CaseChange, type CaseCommand } from '../database/case-work.ts';
import type { ActorRef } from '../database/transition.store.ts';
import { RESCUE_LIFE } from '../domain/task-lifecycles.ts';
import { rescueViewOf } from '../task-view.ts';

export interface RescueCall {
  service: RescueService;
  way?: RescueWay;
  /** Their own number of the case. */
  reference?: string;
  unit?: string;
  etaAt?: Date;
}

/** A rescue is named by its id, or by its service: the latest call of that service is meant. */
export type RescueNamed = { taskId: string } | { service: RescueService };

export type RescueNews =
  | { verb: 'arrived'; unit?: string }
  | { verb: 'takenTo'; takenTo: string; unit?: string }
  | { verb: 'refused'; reason: string };

/** What is decided by. */
interface RescueRow extends QueryResultRow {
  id: string;
  state: RescueState;
  service: RescueService;
  way: RescueWay;
  reference: string | null;
  unit: string | null;
  eta_at: Date | null;
}

const ROWS_SQL = 'SELECT r.id, r.state, r.service, r.way, r.reference, r.unit, r.eta_at FROM rescue_tasks r';

/** While it is handled, by its holder; where it is handled already, what is heard later is still written down. */
const STATES: CaseCommand['states'] = ['claimed', 'resolved'];

const DONE: Readonly<Record<RescueNews['verb'], TimelineAction>> = {
  arrived: 'rescueArrived',
  takenTo: 'rescueTakenTo',
  refused: 'rescueRefused',
};

@Injectable()
export class RecordPublicRescue {
  constructor(
    private readonly work: CaseWork,
    private readonly sealed: SealedText,
  ) {}

  /**
   * A service was called. While a call of the same service is open, this is news of that one (their number, unit, time of
   * arrival), never a second row: two rows would look like two ambulances.
   */
  async called(alertId: string, actor: ActorRef, call: RescueCall): Promise<RescueTaskView> {
    return this.on(alertId, actor, async (sql) => {
      const open = await this.latest(sql, alertId, call.service);
      if (!open || RESCUE_LIFE.final.includes(open.state)) return this.begin(sql, alertId, actor, call);
      const told = {
        way: call.way ?? open.way,
        reference: call.reference ?? open.reference,
        unit: call.unit ?? open.unit,
        eta: call.etaAt ?? open.eta_at,
      };
      const isNews =
        told.way !== open.way ||
        told.reference !== open.reference ||
        told.unit !== open.unit ||
        told.eta?.getTime() !== open.eta_at?.getTime();
      // The same order twice, e.g. because its answer was lost.
      if (!isNews) return { entries: [], result: open.id };
      await sql.query(
        `UPDATE rescue_tasks SET version = version + 1, way = $2, reference = $3, unit = $4, eta_at = $5 WHERE id = $1`,
        [open.id, told.way, told.reference, told.unit, told.eta],
      );
      const data = { taskId: open.id, service: open.service, way: told.way, again: true };
      return { entries: [{ action: 'rescueCalled', data }], result: open.id };
    });
  }

  /** Nobody needs to be called, and why: kept for the end of the case. Throws TASK.WRONG_STATE once somebody was called. */
  async notNeeded(alertId: string, actor: ActorRef, reason: NoRescueReason): Promise<void> {
    await this.work.on({ alertId, actor, origin: 'console', holder: true, states: ['claimed'] }, (_, found) => {
      if (found.rescue_called_at !== null) throw new DomainError('TASK.WRONG_STATE', { state: 'called' });
      const isNews = found.no_rescue_reason !== reason;
      const asked = { action: 'rescueAsked', data: { noRescueReason: reason } } as const;
      const change = isNews ? { entries: [asked], set: 'no_rescue_reason = $5', values: [reason] } : { entries: [] };
      return Promise.resolve({ ...change, result: undefined });
    });
  }

  /** Throws TASK.NOT_FOUND, and TASK.WRONG_STATE with the state that it is in. */
  async heard(alertId: string, actor: ActorRef, which: RescueNamed, news: RescueNews): Promise<RescueTaskView> {
    return this.on(alertId, actor, async (sql) => {
      const found =
        'taskId' in which
          ? await this.byId(sql, alertId, which.taskId)
          : await this.latest(sql, alertId, which.service);
      if (!found) throw new DomainError('TASK.NOT_FOUND');
      const { from, to } = RESCUE_LIFE.transitions[news.verb];
      if (!from.includes(found.state)) throw new DomainError('TASK.WRONG_STATE', { state: found.state });
      await sql.query(
        `UPDATE rescue_tasks SET version = version + 1, state = $2, unit = coalesce($3, unit),
           arrived_at = CASE WHEN $2 = 'arrived' THEN clock_timestamp() ELSE arrived_at END,
           taken_at = CASE WHEN $2 = 'takenTo' THEN clock_timestamp() END, taken_to = $4, refused_sealed = $5
         WHERE id = $1`,
        [
          found.id,
          to,
          news.verb === 'refused' ? null : (news.unit ?? null),
          news.verb === 'takenTo' ? news.takenTo : null,
          news.verb === 'refused' ? this.sealed.seal(news.reason) : null,
        ],
      );
      const note = news.verb === 'takenTo' ? news.takenTo : news.verb === 'refused' ? news.reason : null;
      const data = { taskId: found.id, service: found.service };
      return { entries: [{ action: DONE[news.verb], note, data }], result: found.id };
    });
  }

  private async on(
    alertId: string,
    actor: ActorRef,
    change: (sql: Sql) => Promise<CaseChange<string>>,
  ): Promise<RescueTaskView> {
    return this.work.on({ alertId, actor, origin: 'console', holder: true, states: STATES }, async (tx) => {
      const { result, ...written } = await change(tx);
      const [row] = await tx.query<{ view: RescueViewRow }>(
        viewsSql(`SELECT ${RESCUE_COLUMNS} FROM rescue_tasks s WHERE s.id = $1`),
        [result],
      );
      if (!row) throw new Error('a rescue that was just written is gone');
      return { ...written, result: rescueViewOf(row.view, this.sealed) };
    });
  }

  private async begin(sql: Sql, alertId: string, actor: ActorRef, call: RescueCall): Promise<CaseChange<string>> {
    const id = newId();
    const way = call.way ?? 'separate';
    await sql.query(
      `INSERT INTO rescue_tasks (id, alert_id, state, service, called_by, way, reference, unit, eta_at)
       VALUES ($1, $2, '${RESCUE_LIFE.initial}', $3, $4, $5, $6, $7, $8)`,
      [id, alertId, call.service, actor.accountId, way, call.reference ?? null, call.unit ?? null, call.etaAt ?? null],
    );
    return {
      entries: [{ action: 'rescueCalled', data: { taskId: id, service: call.service, way } }],
      // Whatever was said before: it was needed after all. Of 110: it was due, and now it is on its way.
      set: `no_rescue_reason = NULL${call.service === '110' ? ', police_warned_at = NULL' : ''}`,
      result: id,
    };
  }

  private async latest(sql: Sql, alertId: string, service: RescueService): Promise<RescueRow | null> {
    const [row] = await sql.query<RescueRow>(
      `${ROWS_SQL} WHERE r.alert_id = $1 AND r.service = $2 ORDER BY r.called_at DESC, r.id DESC LIMIT 1`,
      [alertId, service],
    );
    return row ?? null;
  }

  private async byId(sql: Sql, alertId: string, taskId: string): Promise<RescueRow | null> {
    const [row] = await sql.query<RescueRow>(`${ROWS_SQL} WHERE r.alert_id = $1 AND r.id = $2`, [alertId, taskId]);
    return row ?? null;
  }
}
