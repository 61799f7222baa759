// `task` orders of kind dispatch: somebody is sent, or called back.
import { Injectable } from '@nestjs/common';
import { OfferDispatch, RecallDispatch, type OfferOrder } from '#libs/alerts';
import type { DispatchTaskView } from '#libs/contracts';
import { DomainError } from '#libs/platform';
import { checkedInput } from './checked-input.ts';
import type { ConsoleConnection } from './console-connection.ts';
import {
  DISPATCH_VERBS,
  DispatchVerbPayload,
  OfferPayload,
  RecallPayload,
  type TargetPayload,
} from './dispatch-payloads.ts';
import type { TaskHandler } from './task-handler.ts';
import { actorOf } from './verb.ts';

@Injectable()
export class DispatchTask implements TaskHandler {
  readonly verbs = DISPATCH_VERBS;

  constructor(
    private readonly offers: OfferDispatch,
    private readonly recalls: RecallDispatch,
  ) {}

  async run(
    console: ConsoleConnection,
    alertId: string,
    payload: object,
  ): Promise<{ task: DispatchTaskView; tasks: DispatchTaskView[] }> {
    const tasks = await this.carryOut(console, alertId, payload);
    const [task] = tasks;
    if (!task) throw new Error('an order that was carried out has no task');
    return { task, tasks };
  }

  private async carryOut(console: ConsoleConnection, alertId: string, payload: object): Promise<DispatchTaskView[]> {
    const { verb } = await checkedInput(DispatchVerbPayload, payload);
    const actor = actorOf(console);
    switch (verb) {
      case 'offer': {
        const { to, overrideReason } = await checkedInput(OfferPayload, payload);
        return this.offers.offer(alertId, actor, { ...targetOf(to), ...(overrideReason ? { overrideReason } : {}) });
      }
      case 'recall': {
        const { taskId, to, reason } = await checkedInput(RecallPayload, payload);
        return this.recalls.recall(alertId, actor, {
          ...(taskId ? { taskId } : {}),
          ...targetOf(to),
          ...(reason ? { reason } : {}),
        });
      }
    }
  }
}

function targetOf(to: TargetPayload | undefined): Pick<OfferOrder, 'to'> {
  if (!to) return {};
  const { responderId, stationId } = to;
  if (responderId && !stationId) return { to: { responderId } };
  if (stationId && !responderId) return { to: { stationId } };
  throw new DomainError('COMMON.VALIDATION', { fields: { to: ['either responderId or stationId must be given'] } });
}
