// Verbs that end a case, take it up again, join it with another, or say later what it was.
import { Injectable } from '@nestjs/common';
import { AlertViews, CloseAlert, InformAboutHeld, MergeAlerts, RejudgeAlert, ReopenAlert } from '#libs/alerts';
import type { EndingActor } from '#libs/alerts';
import type { AlertView, Ending } from '#libs/contracts';
import type { ConsoleConnection } from './console-connection.ts';
import { EndPayload, InformedPayload, MergePayload, RejudgePayload, ReopenPayload } from './ending-payloads.ts';
import { ANSWERING, SUPERVISING, actorOf, verb, type VerbGroup } from './verb.ts';

@Injectable()
export class EndingVerbs {
  readonly table: VerbGroup<'resolve' | 'close' | 'reopen' | 'merge' | 'rejudge' | 'informed'>;

  constructor(
    private readonly views: AlertViews,
    cases: CloseAlert,
    reopening: ReopenAlert,
    merging: MergeAlerts,
    rejudging: RejudgeAlert,
    informing: InformAboutHeld,
  ) {
    this.table = {
      resolve: verb(EndPayload, ANSWERING, async (console, { alertId, ...ending }) => {
        await cases.resolve(alertId, endingActor(console), said(ending));
        return { alert: await this.seen(console, alertId) };
      }),
      close: verb(EndPayload, ANSWERING, async (console, { alertId, ...ending }) => {
        await cases.close(alertId, endingActor(console), said(ending));
        return { alert: await this.seen(console, alertId) };
      }),
      reopen: verb(ReopenPayload, ANSWERING, async (console, { alertId, reason }) => {
        await reopening.reopen(alertId, actorOf(console), reason);
        return { alert: await this.seen(console, alertId) };
      }),
      merge: verb(MergePayload, ANSWERING, async (console, { alertId, into }) => {
        await merging.merge(alertId, into, actorOf(console));
        return { alert: await this.seen(console, alertId), into: await this.seen(console, into) };
      }),
      rejudge: verb(RejudgePayload, SUPERVISING, async (console, { alertId, ...now }) => {
        await rejudging.rejudge(alertId, endingActor(console), now);
        return { alert: await this.seen(console, alertId) };
      }),
      informed: verb(InformedPayload, ANSWERING, async (console, { alertId, ...told }) => {
        await informing.informed(alertId, endingActor(console), told);
        return { alert: await this.seen(console, alertId) };
      }),
    };
  }

  private seen(console: ConsoleConnection, alertId: string): Promise<AlertView> {
    return this.views.one(console.territory.toSql(), alertId);
  }
}

const endingActor = (console: ConsoleConnection): EndingActor => ({ ...actorOf(console), role: console.actor.role });

/** Without the fields that were not sent: the timeline keeps what was said. */
const said = (ending: Omit<EndPayload, 'alertId'>): Ending =>
  Object.fromEntries(
    Object.entries(ending).filter(([, value]) => value !== undefined && value !== null),
  ) as unknown as Ending;
