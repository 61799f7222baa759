// `task` orders of kind rescue: 120, 119, 110 or the gas company was called, arrived, took somebody away, was refused.
import { Injectable } from '@nestjs/common';
import { RecordPublicRescue, type RescueNamed } from '#libs/alerts';
import type { RescueService, RescueTaskView } from '#libs/contracts';
import { DomainError } from '#libs/platform';
import { checkedInput } from './checked-input.ts';
import type { ConsoleConnection } from './console-connection.ts';
import {
  RESCUE_VERBS,
  RescueArrivedPayload,
  RescueCalledPayload,
  RescueRefusedPayload,
  RescueTakenToPayload,
  RescueVerbPayload,
} from './rescue-payloads.ts';
import type { TaskHandler } from './task-handler.ts';
import { actorOf } from './verb.ts';

@Injectable()
export class RescueTask implements TaskHandler {
  readonly verbs = RESCUE_VERBS;

  constructor(private readonly rescue: RecordPublicRescue) {}

  async run(
    console: ConsoleConnection,
    alertId: string,
    payload: unknown,
  ): Promise<{ task: RescueTaskView; tasks: RescueTaskView[] }> {
    const task = await this.record(console, alertId, payload);
    return { task, tasks: [task] };
  }

  private async record(console: ConsoleConnection, alertId: string, payload: unknown): Promise<RescueTaskView> {
    const { verb } = await checkedInput(RescueVerbPayload, payload);
    const actor = actorOf(console);
    switch (verb) {
      case 'called': {
        const { service, way, reference, unit, etaAt } = await checkedInput(RescueCalledPayload, payload);
        const told = {
          ...(way ? { way } : {}),
          ...(reference ? { reference } : {}),
          ...(unit ? { unit } : {}),
          ...(etaAt ? { etaAt: new Date(etaAt) } : {}),
        };
        return this.rescue.called(alertId, actor, { service, ...told });
      }
      case 'arrived': {
        const arrived = await checkedInput(RescueArrivedPayload, payload);
        const { unit } = arrived;
        return this.rescue.heard(alertId, actor, named(arrived), { verb, ...(unit ? { unit } : {}) });
      }
      case 'takenTo': {
        const taken = await checkedInput(RescueTakenToPayload, payload);
        const { takenTo, unit } = taken;
        return this.rescue.heard(alertId, actor, named(taken), { verb, takenTo, ...(unit ? { unit } : {}) });
      }
      case 'refused': {
        const refused = await checkedInput(RescueRefusedPayload, payload);
        return this.rescue.heard(alertId, actor, named(refused), { verb, reason: refused.reason });
      }
    }
  }
}

function named({ taskId, service }: { taskId?: string; service?: RescueService }): RescueNamed {
  if (taskId) return { taskId };
  if (service) return { service };
  const fields = { taskId: ['either taskId or service must be given'] };
  throw new DomainError('COMMON.VALIDATION', { fields });
}
