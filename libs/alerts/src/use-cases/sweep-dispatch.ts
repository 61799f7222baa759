// What the clock does to dispatches: offers run out and the next in line is asked; helpers at night who are not heard of.
// Due times live in the database; any process may call this at any time, and only one does the work at once.
import { Inject, Injectable } from '@nestjs/common';
import { Database, SETTINGS, type Settings } from '#libs/platform';
import { askTheNext } from '../database/ask-the-next.ts';
import type { CaseChange, CaseRow, Entry } from '../database/case-work.ts';
import { DispatchWork, type OpenTransaction } from '../database/dispatch-work.ts';
import {
  ROOT_OF_TASK_SQL,
  UNDER_WAY,
  changeTask,
  dispatchesOf,
  isUnderWay,
  type DispatchRow,
} from '../database/dispatch.store.ts';
import { isCheckInTime, nextCheckIn, type CheckInRule } from '../domain/check-in.ts';

const SWEEP_LOCK = 7_233_020;
const BATCH = 500;

export interface SweptDispatch {
  expired: number;
  silent: number;
}

interface DueCase {
  alertId: string;
  root: string;
}

@Injectable()
export class SweepDispatch {
  private readonly checkIns: CheckInRule;

  constructor(
    private readonly database: Database,
    private readonly work: DispatchWork,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.checkIns = { from: settings.CHECK_IN_FROM, to: settings.CHECK_IN_TO, everyMs: settings.CHECK_IN_MS };
  }

  /** Does everything that is due now, case by case. One that fails does not hold the others up; its error comes at the end. */
  async run(): Promise<SweptDispatch> {
    const total: SweptDispatch = { expired: 0, silent: 0 };
    const failures: unknown[] = [];
    for (const due of await this.due()) {
      try {
        const swept = await this.work.alone((open) => this.oneCase(open, due));
        // Another process is at it.
        if (!swept) break;
        total.expired += swept.expired;
        total.silent += swept.silent;
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
    return total;
  }

  /** When the next offer runs out or the next helper has to be heard of; null if nothing waits. */
  async nextDue(): Promise<Date | null> {
    const [row] = await this.database.query<{ due: Date | null }>(
      `SELECT least(
         (SELECT min(expires_at) FROM dispatch_tasks WHERE state = 'offered'),
         (SELECT min(check_in_due_at) FROM dispatch_tasks
          WHERE check_in_due_at IS NOT NULL AND NOT check_in_overdue AND ended_at IS NULL)) AS due`,
      [],
      'next-dispatch-due',
    );
    return row?.due ?? null;
  }

  private async due(): Promise<DueCase[]> {
    // By night also those who set out before it began.
    const unwatched = `SELECT alert_id FROM dispatch_tasks WHERE state = ANY($2::text[])
      AND state IN ('offered', 'accepted', 'enRoute', 'onScene', 'atDoorNoAnswer') AND check_in_due_at IS NULL AND $1::boolean`;
    return this.database.query<DueCase & Record<string, unknown>>(
      `SELECT DISTINCT d.alert_id AS "alertId", ${ROOT_OF_TASK_SQL} AS root FROM (
         (SELECT alert_id FROM dispatch_tasks WHERE state = 'offered' AND expires_at <= clock_timestamp()
          ORDER BY expires_at LIMIT ${BATCH})
         UNION (SELECT alert_id FROM dispatch_tasks WHERE check_in_due_at <= clock_timestamp()
          AND check_in_due_at IS NOT NULL AND NOT check_in_overdue AND ended_at IS NULL ORDER BY check_in_due_at LIMIT ${BATCH})
         UNION (${unwatched} LIMIT ${BATCH})) AS d`,
      [isCheckInTime(new Date(), this.checkIns), UNDER_WAY],
      'dispatch-due',
    );
  }

  private async oneCase(open: OpenTransaction, { alertId, root }: DueCase): Promise<SweptDispatch | null> {
    const [lock] = await open.tx.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [SWEEP_LOCK]);
    if (!lock?.mine) return null;
    const command = {
      alertId: root,
      actor: null,
      origin: 'clock',
      states: ['raised', 'claimed', 'resolved', 'closed'],
    } as const;
    return this.work.on(command, (tx, found, facts) => this.sweep({ tx, facts }, found, alertId), open);
  }

  private async sweep(
    { tx, facts }: OpenTransaction,
    found: CaseRow,
    alertId: string,
  ): Promise<CaseChange<SweptDispatch>> {
    const tasks = await dispatchesOf(tx, alertId);
    const entries: Entry[] = [];
    const set = new Set<string>();
    const rounds = new Set<string>();
    const swept: SweptDispatch = { expired: 0, silent: 0 };
    for (const task of tasks) {
      const data = { taskId: task.id, responderId: task.responder_id };
      if (task.run_out) {
        facts.push(await changeTask(tx, task, { verb: 'expire' }));
        entries.push({ action: 'expired', data });
        rounds.add(task.round_id);
        swept.expired++;
      } else if (isUnderWay(task) && task.silent) {
        facts.push(await changeTask(tx, task, { verb: null, change: 'helperSilent', set: 'check_in_overdue = true' }));
        entries.push({ action: 'helperSilent', data });
        set.add('helper_silent_at = coalesce(a.helper_silent_at, clock_timestamp())');
        swept.silent++;
      } else if (isUnderWay(task) && task.check_in_due_at === null) {
        await this.beginCheckIns({ tx, facts }, task);
      }
    }
    for (const roundId of rounds) {
      const next = await askTheNext(tx, found, alertId, roundId, this.settings, facts);
      entries.push(...next.entries);
      if (next.set) set.add(next.set);
    }
    return { entries, ...(set.size > 0 ? { set: [...set].join() } : {}), result: swept };
  }

  private async beginCheckIns({ tx, facts }: OpenTransaction, task: DispatchRow): Promise<void> {
    const due = nextCheckIn(task.now, this.checkIns);
    if (!due) return;
    const set = 'check_in_due_at = $5::timestamptz';
    facts.push(await changeTask(tx, task, { verb: null, change: 'checkInDue', set, values: [due] }));
  }
}
