// Work on the dispatches of a case: CaseWork with the facts of the tasks, so that all of them are handed on after the commit.
import { Injectable } from '@nestjs/common';
import { Database, DomainError, FactWaker, type Fact, type Tx } from '#libs/platform';
import { CaseWork, type CaseChange, type CaseCommand, type CaseRow } from './case-work.ts';
import { ROOT_OF_TASK_SQL } from './dispatch.store.ts';

/** `facts` takes what the work writes to the log. */
export type DispatchDoes<R> = (tx: Tx, found: CaseRow, facts: Fact[]) => Promise<CaseChange<R>>;

export interface OpenTransaction {
  tx: Tx;
  /** The caller wakes with them once it has committed. */
  facts: Fact[];
}

@Injectable()
export class DispatchWork {
  constructor(
    private readonly database: Database,
    private readonly cases: CaseWork,
    private readonly waker: FactWaker,
  ) {}

  async on<R>(command: CaseCommand, work: DispatchDoes<R>, within?: OpenTransaction): Promise<R> {
    if (within) return this.in(within, command, work);
    return this.alone((open) => this.in(open, command, work));
  }

  /** A transaction of its own, tried again as a whole, whose facts are handed on once it is committed. */
  async alone<R>(work: (open: OpenTransaction) => Promise<R>): Promise<R> {
    const facts: Fact[] = [];
    const result = await this.database.transaction((tx) => {
      facts.length = 0;
      return work({ tx, facts });
    });
    if (facts.length > 0) this.waker.wake(facts);
    return result;
  }

  /**
   * The same on a helper's own task. Its case may have been merged: the one that took it stands for it. Throws
   * TASK.NOT_FOUND for unknown tasks and those of others.
   */
  async onTask<R>(
    taskId: string,
    responderId: string,
    command: Omit<CaseCommand, 'alertId'>,
    work: (tx: Tx, found: CaseRow, facts: Fact[], alertId: string) => Promise<CaseChange<R>>,
  ): Promise<R> {
    for (let attempt = 1; ; attempt++) {
      const { alertId, root } = await this.placeOf(taskId, responderId);
      try {
        return await this.on({ ...command, alertId: root }, (tx, found, facts) => work(tx, found, facts, alertId));
      } catch (error) {
        // Merged between the question and the lock.
        if (attempt > 2 || !(error instanceof DomainError) || error.details?.['state'] !== 'merged') throw error;
      }
    }
  }

  private async placeOf(taskId: string, responderId: string): Promise<{ alertId: string; root: string }> {
    const [place] = await this.database.query<{ alertId: string; root: string }>(
      `SELECT d.alert_id AS "alertId", ${ROOT_OF_TASK_SQL} AS root
       FROM dispatch_tasks d WHERE d.id = $1::uuid AND d.responder_id = $2::uuid`,
      [taskId, responderId],
      'place-of-task',
    );
    if (!place) throw new DomainError('TASK.NOT_FOUND');
    return place;
  }

  private in<R>({ tx, facts }: OpenTransaction, command: CaseCommand, work: DispatchDoes<R>): Promise<R> {
    return this.cases.within(tx, command, (open, found) => work(open, found, facts), facts);
  }
}
