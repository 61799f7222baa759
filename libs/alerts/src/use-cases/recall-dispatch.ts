// Taking back an order to go: one task, everybody of somebody, or all offers that nobody has answered.
import { Injectable } from '@nestjs/common';
import type { DispatchTaskView } from '#libs/contracts';
import { DomainError, SealedText, type Tx } from '#libs/platform';
import { DispatchWork } from '../database/dispatch-work.ts';
import { OPEN_DISPATCH, dispatchesOf, isOpenOffer, stopLines, type DispatchRow } from '../database/dispatch.store.ts';
import { recallTasks } from '../database/recall-all.ts';
import type { ActorRef } from '../database/transition.store.ts';
import type { OfferTarget } from '../domain/offer-plan.ts';
import { NO_LONGER_SILENT } from './answer-dispatch.ts';
import { DispatchTasks } from './dispatch-tasks.ts';

export interface RecallOrder {
  taskId?: string;
  to?: OfferTarget;
  reason?: string;
}

@Injectable()
export class RecallDispatch {
  constructor(
    private readonly work: DispatchWork,
    private readonly tasks: DispatchTasks,
    private readonly sealed: SealedText,
  ) {}

  /** Throws TASK.NOT_FOUND if there is nothing to recall, TASK.WRONG_STATE for who has arrived, and what CaseWork refuses. */
  async recall(alertId: string, actor: ActorRef, order: RecallOrder): Promise<DispatchTaskView[]> {
    const ids = await this.work.on(
      { alertId, actor, origin: 'console', holder: true, states: ['claimed', 'resolved'] },
      async (tx, found, facts) => {
        const tasks = await dispatchesOf(tx, found.id);
        const meant = await meantBy(tx, order, tasks);
        if (meant.length === 0) throw new DomainError('TASK.NOT_FOUND');
        // Whoever takes an offer back decides themselves who is asked next.
        await stopLines(tx, found.id);
        const reason = { code: null, sealed: order.reason ? this.sealed.seal(order.reason) : null };
        const recalled = await recallTasks(tx, found.id, meant, reason);
        facts.push(...recalled.facts);
        const entries = recalled.entries.map((entry) => ({ ...entry, note: order.reason ?? null }));
        return { entries, set: NO_LONGER_SILENT, values: [found.id], result: meant.map((task) => task.id) };
      },
    );
    return this.tasks.byIds(ids);
  }
}

async function meantBy(tx: Tx, { taskId, to }: RecallOrder, tasks: DispatchRow[]): Promise<DispatchRow[]> {
  if (taskId) return tasks.filter((task) => task.id === taskId);
  const open = tasks.filter((task) => OPEN_DISPATCH.includes(task.state));
  if (!to) return open.filter(isOpenOffer);
  if ('responderId' in to) return open.filter((task) => task.responder_id === to.responderId);
  const ofStation = await tx.query<{ id: string }>('SELECT id FROM responders WHERE facility_id = $1::uuid', [
    to.stationId,
  ]);
  return open.filter((task) => ofStation.some(({ id }) => id === task.responder_id));
}
