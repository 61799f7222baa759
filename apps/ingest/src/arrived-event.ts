// One event on its way through the pipeline, as the door handed it over.
import type { DecodedEvent } from '#libs/devices';

export interface ArrivedEvent {
  event: DecodedEvent;
  deviceKey: string;
  channel: 'events' | 'http';
  topic: string;
  /** Server time at which it was read. */
  receivedAt: Date;
}

/** An event and the copies of it that came in the same batch. */
export interface FoldedEvent {
  arrival: ArrivedEvent;
  copies: number;
}

/** One per device key and event id, the first of each, in the order of their keys (the same order for every process). */
export function foldCopies(arrivals: readonly ArrivedEvent[]): FoldedEvent[] {
  const folded = new Map<string, FoldedEvent>();
  for (const arrival of arrivals) {
    const key = `${arrival.deviceKey}\n${arrival.event.eventId}`;
    const known = folded.get(key);
    if (known) known.copies += 1;
    else folded.set(key, { arrival, copies: 0 });
  }
  return [...folded].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, event]) => event);
}

/** What could not be stored as it was read: taken as a message that could not be read at all, which may still be a cry. */
export const asUnreadable = (arrival: ArrivedEvent): ArrivedEvent => ({
  ...arrival,
  event: { readable: false, eventId: arrival.event.eventId, reason: 'unstorable', payload: arrival.event.payload },
});
