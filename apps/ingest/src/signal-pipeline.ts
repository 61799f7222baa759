// The way of a signal, one list of steps: identify, place, judge, record, raise, settle; then remember liveness. First
// presses go a shorter way through the same steps (first-presses.ts).
import { Injectable } from '@nestjs/common';
import { RaiseAlerts, type OpenCases } from '#libs/alerts';
import {
  CancelStore,
  EventLedger,
  LivenessKeeper,
  PlaceSignals,
  QuarantineStore,
  judgeEvent,
  type PressTime,
} from '#libs/devices';
import { Database, FactWaker, Metrics, newId, type Fact, type Tx } from '#libs/platform';
import { foldCopies, type ArrivedEvent, type FoldedEvent } from './arrived-event.ts';
import { FirstPresses } from './first-presses.ts';
import {
  cancelOf,
  factOf,
  leadsTo,
  ledgerEntry,
  pressOf,
  pressTime,
  runsInTime,
  timeOf,
  type Outcome,
  type Signal,
  type Stored,
} from './signal.ts';
import { WeighWandering } from './weigh-wandering.ts';

/** What was known of a run of presses before they were raised, in their order. */
interface KnownBefore {
  cancelled: (Date | null)[];
  open: OpenCases;
}

/** What came of the signals in a transaction; true once it commits. */
interface Written {
  outcomes: Map<string, Outcome>;
  facts: Promise<Fact[]>[];
}

@Injectable()
export class SignalPipeline {
  constructor(
    private readonly database: Database,
    private readonly placeSignals: PlaceSignals,
    private readonly ledger: EventLedger,
    private readonly cancels: CancelStore,
    private readonly quarantine: QuarantineStore,
    private readonly alerts: RaiseAlerts,
    private readonly firstPresses: FirstPresses,
    private readonly wandering: WeighWandering,
    private readonly liveness: LivenessKeeper,
    private readonly waker: FactWaker,
    private readonly metrics: Metrics,
  ) {}

  /** Commits all or none. After it has resolved, and not before, the senders may be answered. */
  async run(arrivals: readonly ArrivedEvent[]): Promise<void> {
    const events = foldCopies(arrivals);
    const first = await this.firstPresses.commit(events);
    if (first) return this.tell(first.signals, first.signals, first.facts);
    const signals = await this.identifyPlaceAndJudge(events);
    const { fresh, written } = await this.database.transaction((tx) => this.write(tx, signals), { prompt: true });
    this.tell(signals, fresh, (await Promise.all(written.facts)).flat());
  }

  private async write(tx: Tx, signals: Signal[]): Promise<{ fresh: Signal[]; written: Written }> {
    // One round trip: what a press needs to know is asked behind the locks that recording takes.
    const [recorded, known] = await Promise.all([this.record(tx, signals), this.lookAhead(tx, signals)]);
    const fresh = signals.filter((signal) => recorded.get(signal.id)?.fresh);
    const written = await this.raiseAndCancel(tx, fresh, fresh.length === signals.length ? known : null);
    await this.keepUnreadable(tx, fresh, written.outcomes);
    const settlements = [...written.outcomes].map(([id, outcome]) => ({ id, ...outcome }));
    const facts = signals.map((signal) => factOf(signal, written.outcomes.get(signal.id), recorded.get(signal.id)));
    written.facts.push(this.ledger.settle(tx, settlements, facts));
    return { fresh, written };
  }

  /** Everything is committed. */
  private tell(signals: Signal[], fresh: Signal[], facts: Fact[]): void {
    this.waker.wake(facts);
    this.rememberLiveness(signals);
    this.count(signals, fresh);
  }

  private async identifyPlaceAndJudge(events: FoldedEvent[]): Promise<Signal[]> {
    const places = await this.placeSignals.at(
      this.database,
      events.map(({ arrival }) => ({ deviceKey: arrival.deviceKey, at: timeOf(arrival) })),
    );
    return this.wandering.weigh(
      events.map((one, index) => {
        const place = places[index] ?? null;
        return { ...one, id: newId(), place, verdict: judgeEvent(one.arrival.event, place) };
      }),
    );
  }

  /** By id of the signal: whether it is new, or a copy of what was stored before. */
  private async record(tx: Tx, signals: Signal[]): Promise<Map<string, Stored>> {
    const held = signals.filter((signal) => leadsTo(signal, 'case') || leadsTo(signal, 'cancel'));
    const rows = await this.ledger.record(
      tx,
      signals.map(ledgerEntry),
      held.map((signal) => signal.arrival.deviceKey),
    );
    const byKey = new Map(rows.map((row) => [`${row.deviceKey}\n${row.eventId}`, row]));
    return new Map(
      signals.map((signal) => {
        const row = byKey.get(`${signal.arrival.deviceKey}\n${signal.arrival.event.eventId}`);
        return [signal.id, { fresh: row?.fresh ?? false, alertId: row?.alertId ?? null }];
      }),
    );
  }

  /** In the order of their own time: what was pressed after a cancel is not taken back by it. */
  private async raiseAndCancel(tx: Tx, fresh: Signal[], known: KnownBefore | null): Promise<Written> {
    const written: Written = { outcomes: new Map(), facts: [] };
    const earlier: PressTime[] = [];
    for (const run of runsInTime(fresh)) {
      if (leadsTo(run[0], 'cancel')) {
        await this.cancel(tx, run, written);
      } else {
        await this.raise(tx, run, written, known ?? (await this.look(tx, run, earlier)));
        earlier.push(...run.map(pressTime));
      }
    }
    return written;
  }

  /** Right if all signals are new and none is a cancel, as nearly always; null where each run must look for itself. */
  private async lookAhead(tx: Tx, signals: Signal[]): Promise<KnownBefore | null> {
    const [run, ...more] = runsInTime(signals);
    return run && more.length === 0 && leadsTo(run[0], 'case') ? this.look(tx, run, []) : null;
  }

  /** Cancels that came before these presses, and the open cases of their places, locked. */
  private async look(tx: Tx, run: Signal[], earlier: PressTime[]): Promise<KnownBefore> {
    const [cancelled, open] = await Promise.all([
      this.cancels.before(tx, run.map(pressTime), earlier),
      this.alerts.openCases(
        tx,
        run.map((signal) => pressOf(signal, null)),
      ),
    ]);
    return { cancelled, open };
  }

  private async raise(tx: Tx, run: Signal[], written: Written, { cancelled, open }: KnownBefore): Promise<void> {
    const raised = await this.alerts.raise(
      tx,
      run.map((signal, index) => pressOf(signal, cancelled[index] ?? null)),
      open,
    );
    written.facts.push(raised.facts);
    run.forEach((signal, index) => {
      const outcome = raised.outcomes[index];
      if (outcome) written.outcomes.set(signal.id, { became: outcome.became, alertId: outcome.alertId });
    });
  }

  private async cancel(tx: Tx, run: Signal[], written: Written): Promise<void> {
    const cancels = run.map(cancelOf);
    await this.cancels.keep(tx, cancels);
    const { alertIds, facts } = await this.alerts.cancel(tx, cancels);
    written.facts.push(Promise.resolve(facts));
    run.forEach((signal, index) =>
      written.outcomes.set(signal.id, { became: 'cancel', alertId: alertIds[index] ?? null }),
    );
  }

  private async keepUnreadable(tx: Tx, fresh: Signal[], outcomes: Map<string, Outcome>): Promise<void> {
    await this.quarantine.put(
      tx,
      fresh.flatMap(({ id, arrival }) =>
        arrival.event.readable
          ? []
          : [
              {
                ...arrival,
                reason: arrival.event.reason,
                payload: arrival.event.payload,
                alertId: outcomes.get(id)?.alertId ?? null,
              },
            ],
      ),
    );
  }

  private rememberLiveness(signals: Signal[]): void {
    for (const { arrival } of signals) {
      const { event, deviceKey, receivedAt } = arrival;
      const battery = event.readable ? event.battery : null;
      if (battery === null) this.liveness.heard(deviceKey, receivedAt.getTime());
      else this.liveness.read(deviceKey, receivedAt.getTime(), timeOf(arrival).getTime(), battery, null);
    }
  }

  private count(signals: Signal[], fresh: Signal[]): void {
    const now = Date.now();
    const isFresh = new Set(fresh);
    for (const signal of signals) {
      const { arrival, copies, verdict } = signal;
      const copied = isFresh.has(signal) ? copies : copies + 1;
      if (copied > 0) this.metrics.messages.inc({ channel: arrival.channel, result: 'copy' }, copied);
      if (!isFresh.has(signal)) continue;
      this.metrics.messages.inc({ channel: arrival.channel, result: verdict.leadsTo });
      if (!arrival.event.readable) this.metrics.quarantined.inc({ reason: arrival.event.reason });
      if (verdict.leadsTo !== 'case') continue;
      this.firstPresses.cried(arrival.deviceKey);
      this.metrics.observePressToCommit(now - arrival.receivedAt.getTime());
    }
  }
}
