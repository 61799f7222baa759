// Verbs of cases that people raise: raising, saying whom they are about and how grave they are, answers, taking a call.
import { Injectable } from '@nestjs/common';
import { AlertViews, IdentifyElder, IncomingCalls, JudgeSeverity, RaiseByPerson, Scripts } from '#libs/alerts';
import type { AlertView } from '#libs/contracts';
import { AnswerPayload, IdentifyPayload, JudgePayload, RaisePayload, TakeCallPayload } from './call-payloads.ts';
import type { ConsoleConnection } from './console-connection.ts';
import { told } from './told.ts';
import { ANSWERING, actorOf, verb, type VerbGroup } from './verb.ts';

@Injectable()
export class CallVerbs {
  readonly table: VerbGroup<'raise' | 'identify' | 'judge' | 'answer' | 'takeCall'>;

  constructor(
    private readonly views: AlertViews,
    raising: RaiseByPerson,
    identifying: IdentifyElder,
    judging: JudgeSeverity,
    scripts: Scripts,
    calls: IncomingCalls,
  ) {
    this.table = {
      raise: verb(RaisePayload, ANSWERING, async (console, order) => {
        const { alert, joined } = await raising.raise(actorOf(console), told(order));
        return { alert, joined };
      }),
      identify: verb(IdentifyPayload, ANSWERING, async (console, { alertId, elderId }) => {
        await identifying.identify(alertId, actorOf(console), elderId);
        return { alert: await this.seen(console, alertId) };
      }),
      judge: verb(JudgePayload, ANSWERING, async (console, { alertId, severity, reason }) => {
        await judging.judge(alertId, actorOf(console), severity, reason);
        return { alert: await this.seen(console, alertId) };
      }),
      answer: verb(AnswerPayload, ANSWERING, async (console, { alertId, ...given }) => {
        await scripts.answer(alertId, actorOf(console), given);
        return { alert: await this.seen(console, alertId) };
      }),
      takeCall: verb(TakeCallPayload, ANSWERING, async (console, { callId }) => {
        return { call: await calls.take(callId, actorOf(console)) };
      }),
    };
  }

  private seen(console: ConsoleConnection, alertId: string): Promise<AlertView> {
    return this.views.one(console.territory.toSql(), alertId);
  }
}
