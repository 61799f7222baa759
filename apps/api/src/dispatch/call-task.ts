// `task` orders of kind call: somebody is called, answers or does not, and says what they say.
import { Injectable } from '@nestjs/common';
import { Calls } from '#libs/alerts';
import type { CallTaskView } from '#libs/contracts';
import { CALL_VERBS, CallNewsPayload, CallStartPayload, CallVerbPayload } from './call-payloads.ts';
import { checkedInput } from './checked-input.ts';
import type { ConsoleConnection } from './console-connection.ts';
import type { TaskHandler } from './task-handler.ts';
import { told } from './told.ts';
import { actorOf } from './verb.ts';

@Injectable()
export class CallTask implements TaskHandler {
  readonly verbs = CALL_VERBS;

  constructor(private readonly calls: Calls) {}

  async run(
    console: ConsoleConnection,
    alertId: string,
    payload: object,
  ): Promise<{ task: CallTaskView; tasks: CallTaskView[] }> {
    const task = await this.carryOut(console, alertId, payload);
    return { task, tasks: [task] };
  }

  private async carryOut(console: ConsoleConnection, alertId: string, payload: object): Promise<CallTaskView> {
    const { verb } = await checkedInput(CallVerbPayload, payload);
    if (verb === 'start') {
      return this.calls.start(alertId, actorOf(console), told(await checkedInput(CallStartPayload, payload)));
    }
    const news = told(await checkedInput(CallNewsPayload, payload));
    return this.calls.heard(alertId, actorOf(console), { ...news, verb });
  }
}
