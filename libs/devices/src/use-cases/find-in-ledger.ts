// The ledger that proves nothing was lost: every acknowledged message, as stored, with what became of it (wire.md).
import { toldId } from '../domain/event-id.ts';
import { Injectable } from '@nestjs/common';
import type { LedgerRow, Page } from '#libs/contracts';
import { Database } from '#libs/platform';

export interface LedgerFilter {
  eventId?: string;
  deviceKey?: string;
  /** By arrival, half-open. */
  from?: Date;
  to?: Date;
  /** From 1. */
  page: number;
  pageSize: number;
}

interface Row {
  id: string;
  device_key: string;
  event_id: string | null;
  channel: LedgerRow['channel'];
  type: string | null;
  at: Date | null;
  received_at: Date;
  committed_at: Date;
  copies: number;
  became: LedgerRow['became'];
  alert_id: string | null;
  alert_number: string | null;
  payload: Buffer | null;
  json: unknown;
  total: string;
}

const EVENTS = `
  SELECT e.id::text, e.device_key, e.event_id, e.channel, e.type, e.at, e.received_at, e.committed_at, e.copies, e.became,
    e.alert_id, e.payload, NULL::jsonb AS json
  FROM device_events e
  WHERE ($1::text IS NULL OR e.event_id = $1) AND ($2::text IS NULL OR e.device_key = $2)
    AND ($3::timestamptz IS NULL OR e.received_at >= $3) AND ($4::timestamptz IS NULL OR e.received_at < $4)`;

/** Days outside of what an arrival can be clamped to are not even looked at. */
const TELEMETRY = `
  SELECT t.device_key || '@' || extract(epoch FROM t.at) || '#' || t.digest, t.device_key, NULL, 'telemetry', NULL, t.at,
    t.received_at, t.committed_at, 0, 'telemetry', NULL, NULL, jsonb_build_object('at', t.at, 'values', t.values)
  FROM telemetry t
  WHERE $1::text IS NULL AND ($2::text IS NULL OR t.device_key = $2)
    AND ($3::timestamptz IS NULL OR (t.received_at >= $3 AND t.at >= $3::timestamptz - interval '7 days'))
    AND ($4::timestamptz IS NULL OR (t.received_at < $4 AND t.at < $4::timestamptz + interval '5 minutes'))`;

/** Unreadable telemetry; what was unreadable on an events topic has its own row in the ledger. */
const REFUSED = `
  SELECT q.id::text, q.device_key, NULL, 'telemetry', q.reason, NULL, q.received_at, q.received_at, 0, 'quarantine', q.alert_id,
    q.payload, NULL
  FROM quarantine q
  WHERE $1::text IS NULL AND q.topic LIKE '%/telemetry' AND q.device_key IS NOT NULL
    AND ($2::text IS NULL OR q.device_key = $2)
    AND ($3::timestamptz IS NULL OR q.received_at >= $3) AND ($4::timestamptz IS NULL OR q.received_at < $4)`;

const FIND_SQL = `
  WITH found AS (${EVENTS} UNION ALL ${TELEMETRY} UNION ALL ${REFUSED})
  SELECT f.*, a.number AS alert_number, (SELECT count(*) FROM found) AS total
  FROM (SELECT * FROM found ORDER BY received_at DESC, id DESC LIMIT $5 OFFSET $6) AS f
  LEFT JOIN alerts a ON a.id = f.alert_id ORDER BY f.received_at DESC, f.id DESC`;

@Injectable()
export class FindInLedger {
  constructor(private readonly database: Database) {}

  /** Newest first. Telemetry has no event id: with `eventId` only events are looked at. For the admin of the top centre. */
  async find(filter: LedgerFilter): Promise<Page<LedgerRow>> {
    const values = [
      toldId(filter.eventId) ?? filter.eventId ?? null,
      filter.deviceKey ?? null,
      filter.from ?? null,
      filter.to ?? null,
    ];
    const rows = await this.database.query<Row>(FIND_SQL, [
      ...values,
      filter.pageSize,
      (filter.page - 1) * filter.pageSize,
    ]);
    if (!rows[0] && filter.page > 1)
      return { items: [], total: (await this.find({ ...filter, page: 1, pageSize: 1 })).total };
    return { items: rows.map(ledgerRow), total: Number(rows[0]?.total ?? 0) };
  }
}

const ledgerRow = (row: Row): LedgerRow => ({
  id: row.id,
  deviceKey: row.device_key,
  eventId: row.event_id,
  channel: row.channel,
  type: row.type,
  at: row.at?.toISOString() ?? null,
  receivedAt: row.received_at.toISOString(),
  committedAt: row.committed_at.toISOString(),
  copies: row.copies,
  became: row.became,
  alertId: row.alert_id,
  alertNumber: row.alert_number,
  ...(row.payload ? readable(row.payload) : { payload: row.json, encoding: 'json' }),
});

function readable(bytes: Buffer): Pick<LedgerRow, 'payload' | 'encoding'> {
  try {
    return { payload: JSON.parse(bytes.toString('utf8')) as unknown, encoding: 'json' };
  } catch {
    return { payload: bytes.toString('base64'), encoding: 'base64' };
  }
}
