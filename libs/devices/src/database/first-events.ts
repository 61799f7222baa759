// States what the short way of a first press is built on: its events are new, nobody has cancelled them before, and their
// devices are where they were.
import { expectSql, type Sender } from '#libs/platform';
import { KEPT_CANCELS_WHERE, windowAround } from './cancel.store.ts';
import { PLACE_SQL, type PlaceRow } from './place-signals.ts';

export interface ExpectedEvent {
  /** Under which it was recorded in this transaction. */
  id: string;
  deviceKey: string;
  eventId: string;
  at: Date;
  place: PlaceRow;
}

const asParameters = (sql: string, from: number): string =>
  sql.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + from - 1}`);

const EXPECT_FIRST_SQL = expectSql(
  `(SELECT count(*) FROM device_events WHERE id = ANY($5::uuid[])) = cardinality($5::uuid[])
   AND NOT EXISTS (SELECT 1 FROM device_cancels WHERE ${KEPT_CANCELS_WHERE})
   AND (SELECT jsonb_agg(to_jsonb(p)) FROM (${asParameters(PLACE_SQL, 6)}) AS p) = $8::jsonb`,
  'first events of devices that are where they were',
);

/** Sent behind EventLedger.record(). If it is not so, the transaction ends with an error of isUnexpected(). */
export function expectFirstEvents(tx: Sender, events: readonly ExpectedEvent[]): void {
  const keys = events.map((event) => event.deviceKey);
  const moments = events.map((event) => event.at);
  void tx.send(
    EXPECT_FIRST_SQL,
    [
      keys,
      events.map((event) => event.eventId),
      ...windowAround(moments),
      events.map((event) => event.id),
      keys,
      moments,
      JSON.stringify(events.map((event) => event.place)),
    ],
    'expect-first-events',
  );
}
