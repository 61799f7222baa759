// The way of a signal, one list of steps: identify, place, judge, record, raise, settle; then remember liveness.
import { Injectable } from '@nestjs/common';
import { RaiseAlerts, type OpenCases, type Press } from '#libs/alerts';
import {
  CancelStore,
  EventLedger,
  LivenessKeeper,
  PlaceSignals,
  QuarantineStore,
  judgeEvent,
  lateSeconds,
  type Became,
  type KeptCancel,
  type LedgerEntry,
  type PressTime,
  type SignalPlace,
  type Verdict,
} from '#libs/devices';
import { Database, FactWaker, Metrics, newId, type NewFact, type Tx } from '#libs/platform';
import { foldCopies, type ArrivedEvent, type FoldedEvent } from './arrived-event.ts';

interface Signal extends FoldedEvent {
  id: string;
  place: SignalPlace | null;
  verdict: Verdict;
}

const ALARM_LANE = { samePlans: true };

interface Outcome {
  became: Became;
  alertId: string | null;
}

/** What was known of a run of presses before they were raised, in their order. */
interface KnownBefore {
  cancelled: (Date | null)[];
  open: OpenCases;
}

/** How the ledger took it: as new, or as a copy of an event that may have a case already. */
interface Stored {
  fresh: boolean;
  alertId: string | null;
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
    private readonly liveness: LivenessKeeper,
    private readonly waker: FactWaker,
    private readonly metrics: Metrics,
  ) {}

  /** Commits all or none. After it has resolved, and not before, the senders may be answered. */
  async run(arrivals: readonly ArrivedEvent[]): Promise<void> {
    const signals = await this.identifyPlaceAndJudge(foldCopies(arrivals));
    const fresh = await this.database.transaction(async (tx) => {
      // One round trip: what a press needs to know is asked behind the locks that recording takes.
      const [recorded, known] = await Promise.all([this.record(tx, signals), this.lookAhead(tx, signals)]);
      const fresh = signals.filter((signal) => recorded.get(signal.id)?.fresh);
      const outcomes = await this.raiseAndCancel(tx, fresh, fresh.length === signals.length ? known : null);
      await this.keepUnreadable(tx, fresh, outcomes);
      const settlements = [...outcomes].map(([id, outcome]) => ({ id, ...outcome }));
      const facts = signals.map((signal) => factOf(signal, outcomes.get(signal.id), recorded.get(signal.id)));
      this.ledger.settle(tx, settlements, facts);
      return fresh;
    }, ALARM_LANE);
    this.waker.wake();
    this.rememberLiveness(signals);
    this.count(signals, fresh);
  }

  private async identifyPlaceAndJudge(folded: FoldedEvent[]): Promise<Signal[]> {
    const places = await this.placeSignals.at(
      this.database,
      folded.map(({ arrival }) => ({ deviceKey: arrival.deviceKey, at: timeOf(arrival) })),
    );
    return folded.map((one, index) => {
      const place = places[index] ?? null;
      return { ...one, id: newId(), place, verdict: judgeEvent(one.arrival.event, place) };
    });
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
  private async raiseAndCancel(tx: Tx, fresh: Signal[], known: KnownBefore | null): Promise<Map<string, Outcome>> {
    const outcomes = new Map<string, Outcome>();
    const earlier: PressTime[] = [];
    for (const run of runsInTime(fresh)) {
      if (leadsTo(run[0], 'cancel')) await this.cancel(tx, run, outcomes);
      else await this.raise(tx, run, earlier, outcomes, known ?? (await this.look(tx, run, earlier)));
    }
    return outcomes;
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

  private async raise(
    tx: Tx,
    run: Signal[],
    earlier: PressTime[],
    outcomes: Map<string, Outcome>,
    { cancelled, open }: KnownBefore,
  ): Promise<void> {
    const raised = await this.alerts.raise(
      tx,
      run.map((signal, index) => pressOf(signal, cancelled[index] ?? null)),
      open,
    );
    earlier.push(...run.map(pressTime));
    run.forEach((signal, index) => {
      const outcome = raised[index];
      if (outcome) outcomes.set(signal.id, { became: outcome.became, alertId: outcome.alertId });
    });
  }

  private async cancel(tx: Tx, run: Signal[], outcomes: Map<string, Outcome>): Promise<void> {
    const cancels = run.map(cancelOf);
    await this.cancels.keep(tx, cancels);
    const marked = await this.alerts.cancel(tx, cancels);
    run.forEach((signal, index) => outcomes.set(signal.id, { became: 'cancel', alertId: marked[index] ?? null }));
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
      if (verdict.leadsTo === 'case') this.metrics.observePressToCommit(now - arrival.receivedAt.getTime());
    }
  }
}

const leadsTo = (signal: Signal | undefined, what: Verdict['leadsTo']): boolean => signal?.verdict.leadsTo === what;

const timeOf = ({ event, receivedAt }: ArrivedEvent): Date => (event.readable ? event.at : receivedAt);

/** Cries and cancels by their own time, in runs of the same sort. */
function runsInTime(signals: Signal[]): Signal[][] {
  const runs: Signal[][] = [];
  const acting = signals.filter((signal) => leadsTo(signal, 'case') || leadsTo(signal, 'cancel'));
  for (const signal of acting.sort((a, b) => timeOf(a.arrival).getTime() - timeOf(b.arrival).getTime())) {
    const last = runs.at(-1);
    if (last && leadsTo(last[0], signal.verdict.leadsTo)) last.push(signal);
    else runs.push([signal]);
  }
  return runs;
}

const pressTime = ({ arrival }: Signal): PressTime => ({
  deviceKey: arrival.deviceKey,
  eventId: arrival.event.eventId,
  at: timeOf(arrival),
});

function pressOf({ arrival, place, verdict }: Signal, cancelledAt: Date | null): Press {
  const { event, deviceKey, receivedAt } = arrival;
  const at = timeOf(arrival);
  return {
    deviceKey,
    deviceId: place?.deviceId ?? null,
    eventId: event.eventId,
    kind: verdict.leadsTo === 'case' ? verdict.kind : 'unknownDistress',
    at,
    receivedAt,
    lateSeconds: lateSeconds(at, receivedAt),
    unreadable: !event.readable,
    cancelledAt,
    place: {
      elderId: place?.elderId ?? null,
      homeId: place?.homeId ?? null,
      communityCode: place?.communityCode ?? null,
      location: (event.readable ? event.location : null) ?? place?.location ?? null,
    },
  };
}

const cancelOf = ({ arrival }: Signal): KeptCancel & { receivedAt: Date } => ({
  deviceKey: arrival.deviceKey,
  ofEventId: arrival.event.readable ? arrival.event.ofEventId : null,
  at: timeOf(arrival),
  receivedAt: arrival.receivedAt,
});

/** What becomes of a cry is known once it is raised; until then it is noted. */
function ledgerEntry({ id, arrival, copies, place, verdict }: Signal): LedgerEntry {
  const { event, deviceKey, channel, receivedAt } = arrival;
  const known = {
    id,
    deviceKey,
    eventId: event.eventId,
    channel,
    receivedAt,
    copies,
    at: timeOf(arrival),
    payload: event.payload,
  };
  const where = {
    elderId: place?.elderId ?? null,
    homeId: place?.homeId ?? null,
    communityCode: place?.communityCode ?? null,
  };
  return event.readable
    ? {
        ...known,
        ...where,
        type: event.type,
        kind: event.kind,
        rawAt: event.rawAt,
        became: verdict.leadsTo === 'cancel' ? 'cancel' : 'noted',
      }
    : { ...known, ...where, type: 'unreadable', kind: 'other', rawAt: null, became: 'quarantine' };
}

const factOf = (signal: Signal, outcome: Outcome | undefined, stored: Stored | undefined): NewFact => ({
  kind: 'event',
  subject: signal.arrival.deviceKey,
  change: stored?.fresh ? 'received' : 'receivedAgain',
  data: { eventId: signal.arrival.event.eventId, alertId: outcome?.alertId ?? stored?.alertId ?? null },
});
