// What a responder answers and does: accept, decline, on the way, there, nobody opens, left, all is well. Own tasks only.
import { Inject, Injectable } from '@nestjs/common';
import { DECLINE_REASONS, type LngLat, type ToldLocation } from '#libs/contracts';
import { metresBetween } from '#libs/places';
import { DomainError, SETTINGS, SealedText, type Fact, type Settings, type Tx } from '#libs/platform';
import { askTheNext, type Consequence } from '../database/ask-the-next.ts';
import type { CaseRow } from '../database/case-work.ts';
import { DispatchWork } from '../database/dispatch-work.ts';
import {
  changeTask, dispatchesOf, isUnderWay, passLeadOn, stopLines, type DispatchRow, type DispatchVerb, type TaskChange,
} from '../database/dispatch.store.ts'; // prettier-ignore
import { arrivalOf, type Arrival } from '../domain/arrival.ts';
import { nextCheckIn, type CheckInRule } from '../domain/check-in.ts';

/** Who answers: a responder by the account of their phone. */
export interface ResponderRef {
  responderId: string;
  accountId: string;
}

interface AtTask {
  tx: Tx;
  found: CaseRow;
  facts: Fact[];
  task: DispatchRow;
  /** All of the case, `task` among them, as they were before. */
  tasks: DispatchRow[];
}

const HEARD = 'check_in_due_at = $5::timestamptz, check_in_overdue = false';

@Injectable()
export class AnswerDispatch {
  private readonly checkIns: CheckInRule;

  constructor(
    private readonly work: DispatchWork,
    private readonly sealed: SealedText,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.checkIns = { from: settings.CHECK_IN_FROM, to: settings.CHECK_IN_TO, everyMs: settings.CHECK_IN_MS };
  }

  /** The first to accept leads; whoever accepts after them is second. Throws TASK.EXPIRED, TASK.WRONG_STATE. */
  async accept(me: ResponderRef, taskId: string): Promise<void> {
    await this.at(me, taskId, async (at) => {
      refuseRunOut(at.task);
      refuseClosed(at);
      const lead = !at.tasks.some((task) => task.lead && isUnderWay(task));
      await this.step(at, 'accept', `accepted_at = clock_timestamp(), lead = $6::boolean, ${HEARD}`, [lead]);
      await stopLines(at.tx, at.task.alert_id);
      return { entries: [entry('accepted', at.task, { lead })], set: 'nobody_in_reach_at = NULL' };
    });
  }

  /** `reason` is one of the codes, or free words, which are kept sealed. Throws TASK.EXPIRED, TASK.WRONG_STATE. */
  async decline(me: ResponderRef, taskId: string, reason: string | null): Promise<void> {
    await this.at(me, taskId, async (at) => {
      refuseRunOut(at.task);
      const code = DECLINE_REASONS.find((known) => known === reason) ?? 'other';
      const words = reason !== null && reason !== code ? reason : null;
      at.facts.push(
        await changeTask(at.tx, at.task, {
          verb: 'decline',
          set: 'reason = $5::text, note_sealed = $6::text',
          values: [code, words && this.sealed.seal(words)],
        }),
      );
      const next = await askTheNext(at.tx, at.found, at.task.alert_id, at.task.round_id, this.settings, at.facts);
      const declined = { ...entry('declined', at.task, { reason: code }), note: words };
      return { ...next, entries: [declined, ...next.entries] };
    });
  }

  async enRoute(me: ResponderRef, taskId: string): Promise<void> {
    await this.at(me, taskId, async (at) => {
      refuseClosed(at);
      await this.step(at, 'enRoute', `en_route_at = clock_timestamp(), ${HEARD}`);
      return { entries: [entry('enRoute', at.task, {})] };
    });
  }

  /** Where and when is checked and marked, never refused. */
  async onScene(me: ResponderRef, taskId: string, location: ToldLocation | null): Promise<void> {
    await this.at(me, taskId, async (at) => {
      const { withinM, doubtful } = await this.arrival(at, location);
      // Nobody stood there before: the devices that pressed are told.
      const first = at.tasks.every((task) => task.on_scene_at === null);
      await this.step(
        at,
        'onScene',
        `on_scene_at = clock_timestamp(), arrived_within_m = $6::double precision, arrival_doubtful = $7::boolean, ${HEARD}`,
        [withinM, doubtful],
        first ? { first } : {},
      );
      return { entries: [entry('onScene', at.task, { arrivedWithinM: withinM, doubtful })] };
    });
  }

  async atDoorNoAnswer(me: ResponderRef, taskId: string): Promise<void> {
    await this.at(me, taskId, async (at) => {
      await this.step(at, 'atDoorNoAnswer', `at_door_no_answer_at = clock_timestamp(), ${HEARD}`);
      return { entries: [entry('atDoorNoAnswer', at.task, {})] };
    });
  }

  /** A lead that leaves hands on to whoever accepted next. */
  async left(me: ResponderRef, taskId: string, reason: string | null): Promise<void> {
    await this.at(me, taskId, async (at) => {
      at.facts.push(
        await changeTask(at.tx, at.task, {
          verb: 'left',
          set: 'note_sealed = coalesce($5::text, note_sealed)',
          values: [reason && this.sealed.seal(reason)],
        }),
        ...(await passLeadOn(at.tx, at.tasks, at.task)),
      );
      return { entries: [{ ...entry('left', at.task, {}), note: reason }] };
    });
  }

  /** All is well; by day it only says so. */
  async checkIn(me: ResponderRef, taskId: string): Promise<void> {
    await this.at(me, taskId, async (at) => {
      if (!isUnderWay(at.task)) throw new DomainError('TASK.WRONG_STATE', { state: at.task.state });
      at.facts.push(await changeTask(at.tx, at.task, { ...this.heard(at), verb: null, change: 'checkedIn' }));
      return { entries: [entry('checkedIn', at.task, {})] };
    });
  }

  /** A note of the responder on the case, while they are under way or there. */
  async note(me: ResponderRef, taskId: string, text: string): Promise<void> {
    await this.at(me, taskId, ({ task }) => {
      if (!isUnderWay(task)) throw new DomainError('TASK.WRONG_STATE', { state: task.state });
      return Promise.resolve({ entries: [{ ...entry('noted', task, {}), note: text }] });
    });
  }

  private async step(
    at: AtTask,
    verb: DispatchVerb,
    set: string,
    values: unknown[] = [],
    data: Record<string, unknown> = {},
  ): Promise<void> {
    const heard = this.heard(at);
    at.facts.push(await changeTask(at.tx, at.task, { verb, set, values: [...heard.values, ...values], data }));
  }

  /** Whatever a helper does says that they are well: the time to the next word begins anew. */
  private heard({ task }: AtTask): Pick<TaskChange, 'set'> & { values: unknown[] } {
    return { set: HEARD, values: [nextCheckIn(task.now, this.checkIns)] };
  }

  private at(me: ResponderRef, taskId: string, work: (at: AtTask) => Promise<Consequence>): Promise<void> {
    const states = ['raised', 'claimed', 'resolved', 'closed'] as const;
    const command = { actor: null, by: me.accountId, origin: 'responder', states } as const;
    return this.work.onTask(taskId, me.responderId, command, async (tx, found, facts, alertId) => {
      const tasks = await dispatchesOf(tx, alertId);
      const task = tasks.find((one) => one.id === taskId);
      if (!task) throw new DomainError('TASK.NOT_FOUND');
      const { entries, set } = await work({ tx, found, facts, task, tasks });
      return { entries, set: [...(set ? [set] : []), NO_LONGER_SILENT].join(), values: [alertId], result: undefined };
    });
  }

  private async arrival({ tx, found, task }: AtTask, told: ToldLocation | null): Promise<Arrival> {
    const [home] = await tx.query<{ lng: number | null; lat: number | null }>(
      'SELECT lng, lat FROM homes WHERE id = $1::uuid',
      [found.home_id],
    );
    const place = placeOf(home) ?? placeOf(found);
    const metres = place && told ? metresBetween(place, told) : null;
    const at = told?.at ? new Date(told.at) : null;
    return arrivalOf({ metres, accuracyM: told?.accuracy ?? null, at }, task.now, this.settings.ARRIVED_WITHIN_M);
  }
}

/** Kept for the case as long as somebody on it has not been heard of. */
export const NO_LONGER_SILENT = `helper_silent_at = CASE WHEN EXISTS (SELECT 1 FROM dispatch_tasks d
  WHERE d.alert_id IN (a.id, $5::uuid) AND d.check_in_overdue AND d.ended_at IS NULL) THEN a.helper_silent_at END`;

const placeOf = (row: { lng: number | null; lat: number | null } | undefined): LngLat | null =>
  row && row.lng !== null && row.lat !== null ? { lng: row.lng, lat: row.lat } : null;

const entry = <A extends string>(action: A, task: DispatchRow, data: Record<string, unknown>) => ({
  action,
  data: { taskId: task.id, responderId: task.responder_id, ...data },
});

function refuseRunOut(task: DispatchRow): void {
  if (task.run_out || task.state === 'expired') throw new DomainError('TASK.EXPIRED');
}

/** Nobody sets out for a case that has ended; whoever is there may still say how it went. */
function refuseClosed({ found, task }: AtTask): void {
  if (found.state === 'closed' && (task.state === 'offered' || task.state === 'accepted')) {
    throw new DomainError('ALERT.WRONG_STATE', { state: found.state });
  }
}
