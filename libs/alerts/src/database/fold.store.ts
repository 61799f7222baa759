// SQL of folding: the locks that make the decision true, the open cases it looks at, and the one statement that writes it.
import type { AlertKind, AlertSource, Severity } from '#libs/contracts';
import { RETURNING_FACT, expectSql, type Sender } from '#libs/platform';
import type { CaseInHand, PersonsWord, Press } from '../domain/fold-presses.ts';
import { foldKeyOf, ownKeyOf } from '../domain/same-emergency.ts';

/** What folding has to know of a press to find its place. */
export interface PlacedPress {
  place: Pick<Press['place'], 'elderId' | 'homeId'>;
  deviceKey: string | null;
  word?: Pick<PersonsWord, 'ownKey'>;
}

export const ownKeyOfPress = ({ deviceKey, word }: PlacedPress): string =>
  ownKeyOf({ deviceKey, ...(word ? { ownKey: word.ownKey } : {}) });

export const foldKeyOfPress = ({ place, deviceKey, word }: PlacedPress): string =>
  foldKeyOf({ ...place, deviceKey, ...(word ? { ownKey: word.ownKey } : {}) });

/**
 * Locks the row of every home, or the name of every device or caller without one, in one order for all (no deadlock). Its statements
 * are on their way when it returns: what is asked after it on this transaction is answered under the locks.
 */
export function lockPlaces(tx: Sender, presses: readonly PlacedPress[]): Promise<unknown> {
  const locks: Promise<unknown>[] = [];
  const homes = new Set<string>();
  const devices = new Set<string>();
  for (const press of presses) {
    if (press.place.homeId) homes.add(press.place.homeId);
    else devices.add(press.place.elderId ?? ownKeyOfPress(press));
  }
  if (devices.size > 0) {
    locks.push(
      tx.send(
        `SELECT pg_advisory_xact_lock(key) FROM (SELECT DISTINCT hashtextextended(name, 7) AS key
           FROM unnest($1::text[]) AS name ORDER BY key) AS keys`,
        [[...devices]],
        'lock-devices-without-home',
      ),
    );
  }
  if (homes.size > 0) {
    // NO KEY: inserting an alert takes a key share lock on its home, which must not wait for us.
    locks.push(
      tx.send(
        'SELECT id FROM homes WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE',
        [[...homes]],
        'lock-homes',
      ),
    );
  }
  return Promise.all(locks);
}

export interface OpenCaseRow {
  id: string;
  kind: AlertKind;
  severity: Severity;
  source: AlertSource;
  fold_key: string;
  joined_keys: string[];
  elder_id: string | null;
  other_elder_ids: string[];
  home_id: string | null;
  device_key: string | null;
  community_code: string | null;
  lng: number | null;
  lat: number | null;
  raised_at: Date;
  received_at: Date;
  last_press_at: Date;
  last_received_at: Date;
  presses: number;
  urgency: 0 | 1;
  late_seconds: number;
  unreadable: boolean;
  cancelled_by_elder_at: Date | null;
  press_times: string[] | null;
}

/**
 * Open cases `a` of $1 elders, $2 homes, $3 keys of devices and callers, those opened by $4 devices, and those that stand for
 * one of $5 fold keys since they were merged.
 */
const IS_OPEN_THERE = `a.state IN ('raised', 'claimed')
    AND (a.home_id = ANY($2::uuid[])
      OR a.fold_key = ANY(SELECT 'elder:' || e FROM unnest($1::uuid[]) AS e)
      OR a.fold_key = ANY($3::text[])
      OR a.device_key = ANY($4::text[])
      OR a.joined_keys && $5::text[])`;

export const EXPECT_NO_OPEN_CASES_SQL = expectSql(
  `NOT EXISTS (SELECT 1 FROM alerts a WHERE ${IS_OPEN_THERE})`,
  'a place without open cases',
);

/** Locked in one order, so that a claim or a close either came before or waits. */
export const OPEN_CASES_SQL = `
  SELECT a.id, a.kind, a.severity, a.source, a.fold_key, a.joined_keys, a.elder_id, a.other_elder_ids, a.home_id, a.device_key, a.community_code,
    a.lng, a.lat, a.raised_at, a.received_at, a.last_press_at, a.last_received_at, a.presses, a.urgency, a.late_seconds,
    a.unreadable, a.cancelled_by_elder_at,
    (SELECT json_agg(at) FROM (SELECT at FROM alert_presses p WHERE p.alert_id = a.id ORDER BY received_at DESC LIMIT 5)
      AS latest) AS press_times
  FROM alerts a
  WHERE ${IS_OPEN_THERE}
  ORDER BY a.id FOR NO KEY UPDATE OF a`;

export function openCaseOf(row: OpenCaseRow): CaseInHand {
  return {
    id: row.id,
    isNew: false,
    added: 0,
    foldKey: row.fold_key,
    joinedKeys: row.joined_keys,
    severity: row.severity,
    kind: row.kind,
    source: row.source,
    word: null,
    homeId: row.home_id,
    deviceKey: row.device_key,
    elderId: row.elder_id,
    otherElderIds: [...row.other_elder_ids],
    communityCode: row.community_code,
    location: row.lng !== null && row.lat !== null ? { lng: row.lng, lat: row.lat } : null,
    raisedAt: row.raised_at,
    receivedAt: row.received_at,
    lastPressAt: row.last_press_at,
    lastReceivedAt: row.last_received_at,
    presses: row.presses,
    urgency: row.urgency,
    lateSeconds: row.late_seconds,
    unreadable: row.unreadable,
    cancelledAt: row.cancelled_by_elder_at,
    pressTimes: (row.press_times ?? []).map((time) => new Date(time)),
  };
}

const CASE_COLUMNS = `id uuid, kind text, severity text, fold_key text, elder_id uuid, other_elder_ids uuid[],
  home_id uuid, device_key text, community_code text, lng double precision, lat double precision, raised_at timestamptz,
  received_at timestamptz, last_press_at timestamptz, last_received_at timestamptz, presses integer, urgency smallint,
  late_seconds integer, unreadable boolean, cancelled_by_elder_at timestamptz, entry_id uuid, source text, raised_by uuid,
  reported_sealed text, caller_sealed text, missing_sealed text`;

/**
 * $1 new cases with the steps of their ladders, $2 joined cases, $3 presses, $4 other facts of the transaction (JSON arrays).
 * One round trip.
 */
export const FOLD_WRITE_SQL = `
  WITH raised AS (
    INSERT INTO alerts (id, number, kind, severity, state, fold_key, source, elder_id, other_elder_ids, home_id,
      device_key, community_code, lng, lat, raised_at, received_at, last_press_at, last_received_at, presses, urgency,
      late_seconds, unreadable, cancelled_by_elder_at, raised_by, reported_sealed, caller_sealed, missing_sealed,
      previous_alert_id)
    SELECT n.id, to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYMMDD') || '-' || lpad(n.serial, greatest(5, length(n.serial)), '0'),
      n.kind, n.severity, 'raised', n.fold_key, n.source, n.elder_id, n.other_elder_ids, n.home_id, n.device_key,
      n.community_code, n.lng, n.lat, n.raised_at, n.received_at, n.last_press_at, n.last_received_at, n.presses,
      n.urgency, n.late_seconds, n.unreadable, n.cancelled_by_elder_at, n.raised_by, n.reported_sealed,
      n.caller_sealed, n.missing_sealed,
      (SELECT old.id FROM alerts old WHERE old.fold_key = n.fold_key AND old.state IN ('resolved', 'closed')
         AND old.received_at > n.received_at - interval '7 days' ORDER BY old.received_at DESC LIMIT 1)
    FROM (SELECT *, nextval('alert_numbers')::text AS serial FROM jsonb_to_recordset($1::jsonb) AS c (${CASE_COLUMNS})) AS n
    RETURNING id, version),
  joined AS (
    UPDATE alerts a SET version = a.version + 1, presses = j.presses, urgency = j.urgency,
      other_elder_ids = j.other_elder_ids, last_press_at = j.last_press_at, last_received_at = j.last_received_at,
      cancelled_by_elder_at = j.cancelled_by_elder_at, reported_sealed = coalesce(a.reported_sealed, j.reported_sealed),
      caller_sealed = coalesce(j.caller_sealed, a.caller_sealed),
      missing_sealed = coalesce(j.missing_sealed, a.missing_sealed)
    FROM jsonb_to_recordset($2::jsonb) AS j (${CASE_COLUMNS}) WHERE a.id = j.id
    RETURNING a.id, a.version),
  touched AS (SELECT id, version, 'raised' AS change FROM raised
    UNION ALL SELECT id, version, 'pressed' FROM joined),
  pressed AS (SELECT * FROM jsonb_to_recordset($3::jsonb) AS p (id uuid, entry_id uuid, alert_id uuid, became text,
    device_key text, event_id text, kind text, elder_id uuid, at timestamptz, received_at timestamptz,
    late_seconds integer, cancelled_at timestamptz, account_id uuid, note_sealed text)),
  presses AS (
    INSERT INTO alert_presses (id, alert_id, device_key, account_id, event_id, kind, elder_id, at, received_at, late_seconds,
      cancelled_at)
    SELECT id, alert_id, device_key, account_id, event_id, kind, elder_id, at, received_at, late_seconds, cancelled_at
    FROM pressed),
  entries AS (
    INSERT INTO alert_timeline (id, alert_id, version, action, account_id, origin, note_sealed, data)
    SELECT p.entry_id, p.alert_id, t.version, CASE p.became WHEN 'alert' THEN 'raised' ELSE 'pressed' END, p.account_id,
      CASE WHEN p.account_id IS NULL THEN 'device' ELSE 'console' END, p.note_sealed,
      jsonb_strip_nulls(jsonb_build_object('deviceKey', p.device_key, 'eventId', p.event_id, 'kind', p.kind, 'at', p.at,
        'lateSeconds', nullif(p.late_seconds, 0), 'cancelledAt', p.cancelled_at))
    FROM pressed p JOIN touched t ON t.id = p.alert_id),
  steps AS (
    INSERT INTO alert_steps (id, alert_id, kind, due_after_ms, due_at)
    SELECT gen_random_uuid(), n.id, s.kind, s."afterMs", clock_timestamp() + s."afterMs" * interval '1 millisecond'
    FROM jsonb_to_recordset($1::jsonb) AS n (id uuid, steps jsonb)
      CROSS JOIN LATERAL jsonb_to_recordset(n.steps) AS s (kind text, "afterMs" integer))
  INSERT INTO facts (kind, subject, change, data)
  SELECT 'alert', id::text, change, jsonb_build_object('version', version) FROM touched
  UNION ALL SELECT f.kind, f.subject, f.change, f.data
    FROM jsonb_to_recordset($4::jsonb) AS f (kind text, subject text, change text, data jsonb)
  ${RETURNING_FACT}`;
