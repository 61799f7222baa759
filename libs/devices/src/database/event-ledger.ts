// The ledger of every message acknowledged on an events topic or the HTTP door: unique by device key and event id.
import { Injectable } from '@nestjs/common';
import { RETURNING_FACT, factsOf, type Fact, type FactRow, type NewFact, type Sender } from '#libs/platform';

export type Became = 'alert' | 'press' | 'cancel' | 'noted' | 'quarantine';

export interface LedgerEntry {
  id: string;
  deviceKey: string;
  eventId: string;
  channel: 'events' | 'http';
  type: string;
  kind: string;
  at: Date;
  rawAt: string | null;
  receivedAt: Date;
  payload: Buffer;
  /** Copies of it in the same batch. */
  copies: number;
  became: Became;
  /** Where it is known before. */
  alertId: string | null;
  elderId: string | null;
  homeId: string | null;
  communityCode: string | null;
}

export interface Recorded {
  deviceKey: string;
  eventId: string;
  /** False for a copy of what was stored before: it leads to nothing more. */
  fresh: boolean;
  alertId: string | null;
}

export interface Settlement {
  id: string;
  became: Became;
  alertId: string | null;
}

const RECORD_SQL = `
  WITH locked AS MATERIALIZED (
    SELECT count(pg_advisory_xact_lock(key)) FROM (
      SELECT DISTINCT hashtextextended(name, 11) AS key FROM unnest($17::text[]) AS name ORDER BY key) AS keys)
  INSERT INTO device_events AS e (id, device_key, event_id, channel, type, kind, at, raw_at, received_at, payload, copies,
    became, alert_id, elder_id, home_id, community_code)
  SELECT t.* FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
    $8::text[], $9::timestamptz[], $10::bytea[], $11::integer[], $12::text[], $13::uuid[], $14::uuid[], $15::uuid[], $16::text[]) AS t
  CROSS JOIN locked
  ON CONFLICT (device_key, event_id) DO UPDATE SET copies = e.copies + excluded.copies + 1, last_copy_at = excluded.received_at
  RETURNING e.id, e.device_key AS "deviceKey", e.event_id AS "eventId", e.alert_id AS "alertId"`;

const SETTLE_SQL = `
  WITH settled AS (
    UPDATE device_events e SET became = t.became, alert_id = t.alert_id
    FROM unnest($1::uuid[], $2::text[], $3::uuid[]) AS t(id, became, alert_id) WHERE e.id = t.id)
  INSERT INTO facts (kind, subject, change, data)
  SELECT * FROM unnest($4::text[], $5::text[], $6::text[], $7::jsonb[])
  ${RETURNING_FACT}`;

@Injectable()
export class EventLedger {
  /**
   * Writes a batch, sorted by key (unsorted batches of two processes deadlock), without copies inside. Devices in
   * `locked` are held until the end of the transaction: a press and its cancel in two batches at once must see each other.
   */
  async record(tx: Sender, entries: readonly LedgerEntry[], locked: readonly string[]): Promise<Recorded[]> {
    const column = <K extends keyof LedgerEntry>(key: K): LedgerEntry[K][] => entries.map((entry) => entry[key]);
    const ids = column('id');
    const rows = await tx.send<Omit<Recorded, 'fresh'> & { id: string }>(
      RECORD_SQL,
      [
        ids,
        column('deviceKey'),
        column('eventId'),
        column('channel'),
        column('type'),
        column('kind'),
        column('at'),
        column('rawAt'),
        column('receivedAt'),
        column('payload'),
        column('copies'),
        column('became'),
        column('alertId'),
        column('elderId'),
        column('homeId'),
        column('communityCode'),
        locked,
      ],
      'record-events',
    );
    const own = new Set(ids);
    return rows.map(({ id, ...row }) => ({ ...row, fresh: own.has(id) }));
  }

  /** What became of events, and the facts of the batch, in one statement, sent before the commit. Answers the facts. */
  async settle(tx: Sender, settlements: readonly Settlement[], facts: readonly NewFact[]): Promise<Fact[]> {
    const rows = await tx.send<FactRow>(
      SETTLE_SQL,
      [
        settlements.map((one) => one.id),
        settlements.map((one) => one.became),
        settlements.map((one) => one.alertId),
        facts.map((fact) => fact.kind),
        facts.map((fact) => fact.subject),
        facts.map((fact) => fact.change),
        facts.map((fact) => JSON.stringify(fact.data ?? {})),
      ],
      'settle-events',
    );
    return factsOf(rows);
  }
}
