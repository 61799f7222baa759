// SQL of calls that ring at the centre: rows as consoles see them, the first who takes one, and facts.
import type { QueryResultRow } from 'pg';
import type { IncomingCallState } from '#libs/contracts';
import { RETURNING_FACT, type Fact, type Sql } from '#libs/platform';

export interface MatchRow {
  elder_id: string;
  name: string;
  via: 'elder' | 'contact';
  contact_id: string | null;
  community_code: string | null;
  open_alert_id: string | null;
}

export interface IncomingCallRow extends QueryResultRow {
  id: string;
  external_ref: string;
  state: IncomingCallState;
  version: number;
  number_sealed: string;
  number_masked: string;
  community_codes: string[];
  started_at: Date;
  answered_at: Date | null;
  answered_by: string | null;
  answered_by_name: string | null;
  ended_at: Date | null;
  alert_id: string | null;
  recording_ref: string | null;
  matches: MatchRow[] | null;
}

/** Condition on calls `c`; takes two parameters, as inTerritory(). */
export const callInTerritory = (codes: number, unplaced: number): string =>
  `(c.community_codes && $${codes}::text[] OR ($${unplaced}::boolean AND c.community_codes = '{}'))`;

/** Calls `c` with the people whose number it is, elders themselves first. */
export const incomingCallsSql = (where: string, rest = ''): string => `
  SELECT c.id, c.external_ref, c.state, c.version, c.number_sealed, c.number_masked, c.community_codes, c.started_at,
    c.answered_at, c.answered_by, (SELECT name FROM accounts WHERE id = c.answered_by) AS answered_by_name, c.ended_at,
    c.alert_id, c.recording_ref,
    (SELECT json_agg(json_build_object('elder_id', e.id, 'name', e.name, 'via', m.via, 'contact_id', m.contact_id,
        'community_code', h.community_code, 'open_alert_id', (SELECT a.id FROM alerts a
          WHERE a.elder_id = e.id AND a.state IN ('raised', 'claimed') ORDER BY a.severity, a.received_at LIMIT 1))
        ORDER BY m.via DESC, e.name, e.id)
      FROM (SELECT DISTINCT ON (elder_id) elder_id, via, contact_id FROM (
          SELECT unnest(c.elder_ids) AS elder_id, 'elder' AS via, NULL::uuid AS contact_id
          UNION ALL SELECT k.elder_id, 'contact', k.id FROM contacts k WHERE k.id = ANY(c.contact_ids)) AS found
        ORDER BY elder_id, via DESC, contact_id) AS m
      JOIN elders e ON e.id = m.elder_id
      LEFT JOIN residencies r ON r.elder_id = e.id AND r.during @> clock_timestamp()
      LEFT JOIN homes h ON h.id = r.home_id) AS matches
  FROM incoming_calls c WHERE ${where} ${rest}`;

/** Changes a call that is locked or compared in `where`; null if `where` did not hold. */
export async function changeCall(
  sql: Sql,
  change: { id: string; set: string; where?: string; values?: unknown[]; told: string },
): Promise<Fact | null> {
  const [row] = await sql.query<{ fact: Fact }>(
    `WITH done AS (
       UPDATE incoming_calls c SET version = c.version + 1, ${change.set}
       WHERE c.id = $1::uuid AND (${change.where ?? 'true'}) RETURNING c.id, c.version)
     INSERT INTO facts (kind, subject, change, data)
     SELECT 'incomingCall', id::text, $2::text, jsonb_build_object('version', version) FROM done ${RETURNING_FACT}`,
    [change.id, change.told, ...(change.values ?? [])],
  );
  return row?.fact ?? null;
}
