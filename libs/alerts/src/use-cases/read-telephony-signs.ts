// Signs of life of the call centre's telephony, for the health page: what it last told us, and what became of our orders.
import { Inject, Injectable } from '@nestjs/common';
import { Database, SETTINGS, type Settings } from '#libs/platform';

/** Ages in ms; null if there was none. */
export interface TelephonySigns {
  /** Whether orders are sent at all; without TELEPHONY_URL it only tells us of calls. */
  takesOrders: boolean;
  lastEventMs: number | null;
  lastAcceptedMs: number | null;
  /** Of the last day; a code, never a number. */
  lastFailed: { ms: number; error: string } | null;
  waiting: number;
  /** How long the order that waits longest has been due. */
  longestWaitMs: number;
}

interface Row extends Record<string, unknown> {
  event_ms: number | null;
  accepted_ms: number | null;
  failed_ms: number | null;
  error: string | null;
  waiting: number;
  longest_ms: number;
}

/** What failed for reasons that are not the telephony's: nobody needed it any more, or nobody's number was known. */
const NOT_ITS_FAULT = `'overtaken', 'noNumber'`;
const ago = (time: string): string => `(extract(epoch FROM clock_timestamp() - ${time}) * 1000)::double precision`;

const SIGNS_SQL = `
  SELECT (SELECT ${ago('max(received_at)')} FROM telephony_events) AS event_ms,
    (SELECT ${ago('max(done_at)')} FROM telephony_orders WHERE state = 'accepted' AND done_at IS NOT NULL) AS accepted_ms,
    ${ago('f.done_at')} AS failed_ms, f.error, w.waiting, w.longest_ms
  FROM (SELECT count(*)::int AS waiting,
      -- An order that is held back on purpose does not wait before its time.
      greatest(0, max(${ago('CASE WHEN attempts = 0 THEN next_at ELSE created_at END')})) AS longest_ms
    FROM telephony_orders WHERE state = 'queued') AS w
  LEFT JOIN LATERAL (SELECT done_at, error FROM telephony_orders
    WHERE state = 'failed' AND error NOT IN (${NOT_ITS_FAULT}) AND done_at > clock_timestamp() - interval '1 day'
    ORDER BY done_at DESC LIMIT 1) AS f ON true`;

@Injectable()
export class ReadTelephonySigns {
  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Null where no telephony is configured. */
  async read(): Promise<TelephonySigns | null> {
    const { TELEPHONY_URL, TELEPHONY_SECRET } = this.settings;
    if (TELEPHONY_URL === null && TELEPHONY_SECRET === null) return null;
    const [row] = await this.database.query<Row>(SIGNS_SQL, [], 'telephony-signs');
    if (!row) return null;
    return {
      takesOrders: TELEPHONY_URL !== null,
      lastEventMs: row.event_ms,
      lastAcceptedMs: row.accepted_ms,
      lastFailed: row.failed_ms === null ? null : { ms: row.failed_ms, error: row.error ?? 'unknown' },
      waiting: row.waiting,
      longestWaitMs: row.longest_ms,
    };
  }
}
