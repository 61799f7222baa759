// The short way of a press: nearly always it is new, nobody has cancelled it, its home has no open case, and its device is
// where it was. So all is written at once, and the transaction states what it expects: one round trip instead of four. If
// it is otherwise nothing is committed, and the press goes the careful way of the pipeline.
import { Inject, Injectable } from '@nestjs/common';
import { AlertViews, RaiseAlerts } from '#libs/alerts';
import type { AlertView } from '#libs/contracts';
import { EventLedger, PlaceSignals, expectFirstEvents, judgeEvent, type PlaceRow } from '#libs/devices';
import {
  Database,
  FactWaker,
  LOG,
  isDatabaseAway,
  isUnexpected,
  newId,
  type Fact,
  type Log,
  type Sender,
} from '#libs/platform';
import type { FoldedEvent } from './arrived-event.ts';
import { QuietDevices } from './quiet-devices.ts';
import { factOf, ledgerEntry, pressOf, runsInTime, timeOf, type Signal } from './signal.ts';

/** More at once are a storm, which is for the careful way. */
const MOST = 8;

interface FirstPress extends Signal {
  row: PlaceRow;
}

@Injectable()
export class FirstPresses {
  private readonly quiet = new QuietDevices();

  constructor(
    private readonly database: Database,
    private readonly places: PlaceSignals,
    private readonly ledger: EventLedger,
    private readonly alerts: RaiseAlerts,
    private readonly views: AlertViews,
    private readonly waker: FactWaker,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Commits all or none; null if one of them is no first press, or it failed, and then nothing is committed. */
  async commit(events: FoldedEvent[]): Promise<{ signals: Signal[]; facts: Fact[] } | null> {
    const signals = this.recognise(events);
    if (!signals) return null;
    try {
      const { facts, views } = await this.database.atOnce((tx) => this.send(tx, signals));
      this.views.remember(await views);
      return { signals, facts: await facts };
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      // Whatever is wrong with it, the careful way judges: this one is a shortcut and must never cost a press.
      if (!isUnexpected(error)) this.log.warn({ err: error }, 'the short way of a first press failed');
      return null;
    }
  }

  /** Its next press is not likely to be the first one of a case. */
  cried(deviceKey: string): void {
    this.quiet.cried(deviceKey);
  }

  /** Cries of quiet devices whose places are remembered; null if one of them is anything else. */
  private recognise(events: FoldedEvent[]): FirstPress[] | null {
    if (events.length > MOST) return null;
    const signals: FirstPress[] = [];
    for (const one of events) {
      const { event, deviceKey } = one.arrival;
      const known = this.places.remembered(deviceKey);
      if (!known || !event.readable || !this.quiet.has(deviceKey)) return null;
      const verdict = judgeEvent(event, known.place);
      // How urgent wandering is has to be asked for.
      if (verdict.leadsTo !== 'case' || verdict.kind === 'wandering') return null;
      signals.push({ ...one, id: newId(), verdict, ...known });
    }
    return signals;
  }

  private send(tx: Sender, signals: FirstPress[]): { facts: Promise<Fact[]>; views: Promise<AlertView[]> } {
    const inTime = runsInTime(signals).flat();
    const first = this.alerts.foldFirst(inTime.map((signal) => pressOf(signal, null)));
    const outcomes = new Map(inTime.map(({ id }, index) => [id, first.outcomes[index]]));
    const entries = signals.map((signal) => ({ ...ledgerEntry(signal), ...outcomes.get(signal.id) }));
    const keys = signals.map((signal) => signal.arrival.deviceKey);
    this.ledger.record(tx, entries, keys).catch(() => undefined);
    expectFirstEvents(tx, signals.map(expected));
    const facts = this.alerts.raiseFirst(
      tx,
      first,
      signals.map((signal) => factOf(signal, outcomes.get(signal.id), { fresh: true, alertId: null })),
    );
    facts.catch(() => undefined);
    return { facts, views: this.readAlong(tx, [...new Set(first.outcomes.map(({ alertId }) => alertId))]) };
  }

  /** Where consoles hang on this process: their view of what was raised is ready when the commit is. */
  private async readAlong(tx: Sender, alertIds: string[]): Promise<AlertView[]> {
    return this.waker.isWatched ? this.views.written(tx, alertIds).catch(() => []) : [];
  }
}

const expected = ({ id, arrival, row }: FirstPress): Parameters<typeof expectFirstEvents>[1][number] => ({
  id,
  deviceKey: arrival.deviceKey,
  eventId: arrival.event.eventId,
  at: timeOf(arrival),
  place: row,
});
