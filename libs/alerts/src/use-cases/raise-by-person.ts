// A case that a person raises: a call for help, a request to look after somebody, somebody missing. It folds like a press,
// under the same locks and by the same rules, and is kept as one.
import { Injectable } from '@nestjs/common';
import type { AlertView, CallerTold, RaiseOrder } from '#libs/contracts';
import { PersonalData } from '#libs/elders';
import { Database, FactWaker, SealedText, newId, type Fact, type Tx } from '#libs/platform';
import { CaseWork } from '../database/case-work.ts';
import { openCaseOf, type OpenCaseRow } from '../database/fold.store.ts';
import { changeCall, type IncomingCallRow } from '../database/incoming-calls.store.ts';
import type { ActorRef } from '../database/transition.store.ts';
import { askedBefore, missingSealedOf, writeConversation } from '../database/word.store.ts';
import { foldableOf, type PersonsWord, type Press } from '../domain/fold-presses.ts';
import { caseOfPress } from '../domain/same-emergency.ts';
import { AlertViews } from './alert-views.ts';
import { IncomingCalls } from './incoming-calls.ts';
import { PlaceOfWord } from './place-of-word.ts';
import { RaiseAlerts } from './raise-alerts.ts';
import { SeverityOfWord } from './severity-of-word.ts';

export interface RaisedByPerson {
  alert: AlertView;
  /** The case was open already, and this is one more cry in it. */
  joined: boolean;
}

@Injectable()
export class RaiseByPerson {
  constructor(
    private readonly database: Database,
    private readonly alerts: RaiseAlerts,
    private readonly work: CaseWork,
    private readonly views: AlertViews,
    private readonly places: PlaceOfWord,
    private readonly severities: SeverityOfWord,
    private readonly calls: IncomingCalls,
    private readonly personal: PersonalData,
    private readonly sealed: SealedText,
    private readonly waker: FactWaker,
  ) {}

  /** The same requestId of the same account answers the same case. Throws ELDER, HOME, DIVISION, CALL….NOT_FOUND. */
  async raise(actor: ActorRef, order: RaiseOrder): Promise<RaisedByPerson> {
    const place = await this.places.of(actor.territory, order);
    const severity = await this.severities.of(order.kind, place.elderId);
    const facts: Fact[] = [];
    const raised = await this.database.transaction(async (tx) => {
      facts.length = 0;
      const before = order.requestId === undefined ? null : await askedBefore(tx, actor.accountId, order.requestId);
      const { alertId, joined } = before ?? (await this.fold(tx, actor, order, { place, severity }, facts));
      // Whoever has raised a case sees what came of it, also where it is the top centre's from now on.
      const [alert] = await this.views.written(tx, [alertId]);
      if (!alert) throw new Error('a case that was raised cannot be read');
      return { alert, joined };
    });
    if (facts.length > 0) this.views.remember([raised.alert]);
    this.waker.wake(facts);
    return raised;
  }

  private async fold(
    tx: Tx,
    actor: ActorRef,
    order: RaiseOrder,
    judged: Pick<Press, 'place'> & Pick<PersonsWord, 'severity'>,
    facts: Fact[],
  ): Promise<{ alertId: string; joined: boolean }> {
    const call = order.incomingCallId ? await this.calls.takeWithin(tx, order.incomingCallId, actor, facts) : null;
    const caller = this.callerOf(order, call);
    const press = await this.pressOf(tx, actor, order, judged, caller);
    const open = await this.alerts.openCases(tx, [press]);
    await this.addWhatIsKnown(tx, press, open, order);
    const { outcomes, facts: written } = await this.alerts.raise(tx, [press], open);
    facts.push(...(await written));
    const [outcome] = outcomes;
    if (!outcome) throw new Error('a cry for help became nothing');
    if (call) await this.link(tx, actor, call, { ...outcome, place: judged.place, caller }, facts);
    return { alertId: outcome.alertId, joined: outcome.became === 'press' };
  }

  private async pressOf(
    tx: Tx,
    { accountId }: ActorRef,
    order: RaiseOrder,
    { place, severity }: Pick<Press, 'place'> & Pick<PersonsWord, 'severity'>,
    caller: CallerTold | null,
  ): Promise<Press> {
    const [clock] = await tx.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    if (!clock) throw new Error('the database tells no time');
    const requestId = order.requestId ?? newId();
    const ownKey = caller?.phone
      ? `caller:${this.personal.wholePhone(caller.phone)}`
      : `word:${accountId}:${requestId}`;
    return {
      deviceKey: null,
      deviceId: null,
      eventId: requestId,
      kind: order.kind,
      at: clock.now,
      receivedAt: clock.now,
      lateSeconds: 0,
      unreadable: false,
      cancelledAt: null,
      place,
      word: {
        accountId,
        source: 'operator',
        severity,
        ownKey,
        noteSealed: order.note ? this.sealed.seal(order.note) : null,
        reportedSealed: this.sealTold(order.reported),
        callerSealed: this.sealTold(caller),
        missingSealed: this.sealTold(order.missing),
      },
    };
  }

  /** What is newly told of somebody missing is added to what their open case knows already. */
  private async addWhatIsKnown(tx: Tx, press: Press, open: OpenCaseRow[], order: RaiseOrder): Promise<void> {
    const joins = order.missing && caseOfPress(foldableOf(press), open.map(openCaseOf));
    const known = joins ? this.sealed.openOrNull(await missingSealedOf(tx, joins.id)) : null;
    if (!known || !press.word) return;
    press.word.missingSealed = this.sealTold({ ...(JSON.parse(known) as object), ...order.missing });
  }

  private async link(
    tx: Tx,
    actor: ActorRef,
    call: IncomingCallRow,
    made: { alertId: string; place: Press['place']; caller: CallerTold | null },
    facts: Fact[],
  ): Promise<void> {
    const fact = await changeCall(tx, {
      id: call.id,
      set: 'alert_id = $3::uuid',
      where: 'c.alert_id IS DISTINCT FROM $3::uuid',
      values: [made.alertId],
      told: 'linked',
    });
    if (fact) facts.push(fact);
    await this.work.within(
      tx,
      { alertId: made.alertId, actor: null, by: actor.accountId, origin: 'console', states: ['raised', 'claimed'] },
      () =>
        writeConversation(tx, {
          call,
          alertId: made.alertId,
          elderId: made.place.elderId,
          accountId: actor.accountId,
          partySealed: made.caller?.name ? this.sealed.seal(made.caller.name) : null,
        }),
      facts,
    );
  }

  private callerOf({ caller }: RaiseOrder, call: IncomingCallRow | null): CallerTold | null {
    const number = call && this.sealed.open(call.number_sealed);
    const told = { ...(number ? { phone: number } : {}), ...caller };
    return Object.keys(told).length > 0 ? told : null;
  }

  private sealTold(told: object | null | undefined): string | null {
    const said = Object.entries(told ?? {}).filter(([, value]) => value !== undefined && value !== null);
    return said.length > 0 ? this.sealed.sealJson(Object.fromEntries(said)) : null;
  }
}
