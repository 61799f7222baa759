// What a console can do, one entry a verb: who may, what it must send, what happens.
import { Injectable } from '@nestjs/common';
import { AlertViews, Claims, NoteOnAlert, RecordDisplay, Shifts } from '#libs/alerts';
import type { AlertView } from '#libs/contracts';
import { CallVerbs } from './call-verbs.ts';
import type { ConsoleConnection } from './console-connection.ts';
import { ConsoleFeed } from './console-feed.ts';
import { EndingVerbs } from './ending-verbs.ts';
import { HandoverVerbs } from './handover-verbs.ts';
import { TaskVerbs } from './task-verb.ts';
import { DoorVerbs } from './door-verbs.ts';
import { RescueVerbs } from './rescue-verbs.ts';
import { ANSWERING, DISPATCH_ROLES, actorOf, verb, type VerbTable } from './verb.ts';
import {
  AlertPayload,
  DisplayedPayload,
  EmptyPayload,
  NotePayload,
  StartShiftPayload,
  SyncPayload,
} from './verb-payloads.ts';

@Injectable()
export class DispatchVerbs {
  readonly table: VerbTable;

  constructor(
    private readonly feed: ConsoleFeed,
    private readonly views: AlertViews,
    private readonly claims: Claims,
    private readonly notes: NoteOnAlert,
    private readonly displays: RecordDisplay,
    private readonly shifts: Shifts,
    tasks: TaskVerbs,
    endings: EndingVerbs,
    handovers: HandoverVerbs,
    door: DoorVerbs,
    rescue: RescueVerbs,
    calls: CallVerbs,
  ) {
    this.table = {
      ...tasks.table,
      ...endings.table,
      ...handovers.table,
      ...door.table,
      ...rescue.table,
      ...calls.table,
      startShift: verb(StartShiftPayload, ANSWERING, async (console, { audible }) => {
        await this.shifts.start(console.actor.accountId, console.id, audible);
        return {};
      }),
      endShift: verb(EmptyPayload, ANSWERING, async (console) => {
        await this.shifts.end(console.actor.accountId, console.id);
        return {};
      }),
      sync: verb(SyncPayload, DISPATCH_ROLES, (console, { lastSeq }) => this.feed.sync(console, lastSeq)),
      displayed: verb(DisplayedPayload, ANSWERING, async (console, payload) => {
        await this.displays.record({ ...payload, connectionId: console.id }, actorOf(console));
        return {};
      }),
      claim: verb(AlertPayload, ANSWERING, async (console, { alertId }) => {
        const { leaseUntil, alert } = await this.claims.claim(alertId, actorOf(console));
        return { ...(alert ? { alert } : await this.seen(console, alertId)), leaseUntil: leaseUntil.toISOString() };
      }),
      renew: verb(AlertPayload, ANSWERING, async (console, { alertId }) => {
        const { leaseUntil } = await this.claims.renew(alertId, actorOf(console));
        return { leaseUntil: leaseUntil.toISOString() };
      }),
      release: verb(AlertPayload, ANSWERING, async (console, { alertId }) => {
        await this.claims.release(alertId, actorOf(console));
        return this.seen(console, alertId);
      }),
      note: verb(NotePayload, ANSWERING, async (console, { alertId, text }) => {
        await this.notes.note(alertId, actorOf(console), text);
        return this.seen(console, alertId);
      }),
    };
  }

  private async seen(console: ConsoleConnection, alertId: string): Promise<{ alert: AlertView }> {
    return { alert: await this.views.one(console.territory.toSql(), alertId) };
  }
}
