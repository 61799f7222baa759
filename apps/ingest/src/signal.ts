// A signal on its way through the pipeline, and what each step needs to know of it. Pure.
import type { Press } from '#libs/alerts';
import type { Severity } from '#libs/contracts';
import {
  lateSeconds,
  type Became,
  type KeptCancel,
  type LedgerEntry,
  type PressTime,
  type SignalPlace,
  type Verdict,
} from '#libs/devices';
import type { NewFact } from '#libs/platform';
import type { ArrivedEvent, FoldedEvent } from './arrived-event.ts';

export interface Signal extends FoldedEvent {
  id: string;
  place: SignalPlace | null;
  verdict: Verdict;
  /** Where it is not the kind alone that tells how urgent it is. */
  severity?: Severity;
}

export interface Outcome {
  became: Became;
  alertId: string | null;
}

/** How the ledger took it: as new, or as a copy of an event that may have a case already. */
export interface Stored {
  fresh: boolean;
  alertId: string | null;
}

export const leadsTo = (signal: Signal | undefined, what: Verdict['leadsTo']): boolean =>
  signal?.verdict.leadsTo === what;

export const timeOf = ({ event, receivedAt }: ArrivedEvent): Date => (event.readable ? event.at : receivedAt);

/** Cries and cancels by their own time, in runs of the same sort. */
export function runsInTime(signals: Signal[]): Signal[][] {
  const runs: Signal[][] = [];
  const acting = signals.filter((signal) => leadsTo(signal, 'case') || leadsTo(signal, 'cancel'));
  for (const signal of acting.sort((a, b) => timeOf(a.arrival).getTime() - timeOf(b.arrival).getTime())) {
    const last = runs.at(-1);
    if (last && leadsTo(last[0], signal.verdict.leadsTo)) last.push(signal);
    else runs.push([signal]);
  }
  return runs;
}

export const pressTime = ({ arrival }: Signal): PressTime => ({
  deviceKey: arrival.deviceKey,
  eventId: arrival.event.eventId,
  at: timeOf(arrival),
});

export function pressOf({ arrival, place, verdict, severity }: Signal, cancelledAt: Date | null): Press {
  const { event, deviceKey, receivedAt } = arrival;
  const at = timeOf(arrival);
  return {
    deviceKey,
    deviceId: place?.deviceId ?? null,
    eventId: event.eventId,
    kind: verdict.leadsTo === 'case' ? verdict.kind : 'unknownDistress',
    ...(severity ? { severity } : {}),
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

export const cancelOf = ({ arrival }: Signal): KeptCancel & { receivedAt: Date } => ({
  deviceKey: arrival.deviceKey,
  ofEventId: arrival.event.readable ? arrival.event.ofEventId : null,
  at: timeOf(arrival),
  receivedAt: arrival.receivedAt,
});

/** What becomes of a cry is known once it is raised; until then it is noted. */
export function ledgerEntry({ id, arrival, copies, place, verdict }: Signal): LedgerEntry {
  const { event, deviceKey, channel, receivedAt } = arrival;
  const known = {
    id,
    deviceKey,
    eventId: event.eventId,
    channel,
    receivedAt,
    copies,
    alertId: null,
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

export const factOf = (signal: Signal, outcome: Outcome | undefined, stored: Stored | undefined): NewFact => ({
  kind: 'event',
  subject: signal.arrival.deviceKey,
  change: stored?.fresh ? 'received' : 'receivedAgain',
  data: { eventId: signal.arrival.event.eventId, alertId: outcome?.alertId ?? stored?.alertId ?? null },
});
