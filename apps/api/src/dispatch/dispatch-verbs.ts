// What a console can do, one entry a verb: who may, what it must send, what happens.
import { Injectable } from '@nestjs/common';
import { AlertViews, Claims, CloseAlert, NoteOnAlert, RecordDisplay, Shifts, type ActorRef } from '#libs/alerts';
import type { AlertView, DispatchClientEvents, Role } from '#libs/contracts';
import type { ConsoleConnection } from './console-connection.ts';
import { ConsoleFeed } from './console-feed.ts';
import {
  AlertPayload,
  DisplayedPayload,
  EmptyPayload,
  EndPayload,
  NotePayload,
  ReopenPayload,
  StartShiftPayload,
  SyncPayload,
} from './verb-payloads.ts';

/** Those who answer alerts; admin only reads. */
const ANSWERING: readonly Role[] = ['operator', 'supervisor', 'dutyOfficer'];
/** Those who come in at all. */
export const DISPATCH_ROLES: readonly Role[] = [...ANSWERING, 'admin'];

export interface Verb {
  payload: new () => object;
  roles: readonly Role[];
  run(connection: ConsoleConnection, payload: object): Promise<object>;
}

function verb<P extends object>(
  payload: new () => P,
  roles: readonly Role[],
  run: (connection: ConsoleConnection, payload: P) => Promise<object>,
): Verb {
  return { payload, roles, run: (connection, given) => run(connection, given as P) };
}

export type VerbTable = Readonly<Record<keyof DispatchClientEvents, Verb>>;

@Injectable()
export class DispatchVerbs {
  readonly table: VerbTable;

  constructor(
    private readonly feed: ConsoleFeed,
    private readonly views: AlertViews,
    private readonly claims: Claims,
    private readonly cases: CloseAlert,
    private readonly notes: NoteOnAlert,
    private readonly displays: RecordDisplay,
    private readonly shifts: Shifts,
  ) {
    this.table = {
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
        const { leaseUntil } = await this.claims.claim(alertId, actorOf(console));
        return { ...(await this.seen(console, alertId)), leaseUntil: leaseUntil.toISOString() };
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
      resolve: verb(EndPayload, ANSWERING, async (console, { alertId, outcome, note }) => {
        await this.cases.resolve(alertId, actorOf(console), outcome, note ?? null);
        return this.seen(console, alertId);
      }),
      close: verb(EndPayload, ANSWERING, async (console, { alertId, outcome, note }) => {
        await this.cases.close(alertId, actorOf(console), outcome, note ?? null);
        return this.seen(console, alertId);
      }),
      reopen: verb(ReopenPayload, ANSWERING, async (console, { alertId, reason }) => {
        await this.cases.reopen(alertId, actorOf(console), reason);
        return this.seen(console, alertId);
      }),
    };
  }

  private async seen(console: ConsoleConnection, alertId: string): Promise<{ alert: AlertView }> {
    return { alert: await this.views.one(console.territory.toSql(), alertId) };
  }
}

const actorOf = (console: ConsoleConnection): ActorRef => ({
  accountId: console.actor.accountId,
  territory: console.territory.toSql(),
});
