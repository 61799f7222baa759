// Read side: SQL to the rows that the mapper turns into what crosses the wire.
import type { AlertKind, AlertSource, AlertState, Outcome, Severity } from '#libs/contracts';

export interface PersonRow {
  id: string;
  name: string;
  birth_date: string;
}

/** As JSON has it: moments are texts. */
export interface AlertViewRow {
  id: string;
  number: string;
  kind: AlertKind;
  severity: Severity;
  state: AlertState;
  version: number;
  presses: number;
  late_seconds: number;
  source: AlertSource;
  escalated_at: string | null;
  drill: boolean;
  cancelled_by_elder_at: string | null;
  unreadable: boolean;
  urgency: 0 | 1;
  community_code: string | null;
  division_name: string | null;
  lng: number | null;
  lat: number | null;
  raised_at: string;
  received_at: string;
  last_press_at: string;
  claimed_by: string | null;
  claimed_by_name: string | null;
  claimed_at: string | null;
  lease_until: string | null;
  displayed_at: string | null;
  closed_at: string | null;
  outcome: Outcome | null;
  previous_alert_id: string | null;
  elder: PersonRow | null;
  other_elders: PersonRow[] | null;
  home_id: string | null;
  street: string | null;
  door_sealed: string | null;
  residents: PersonRow[] | null;
  device_key: string | null;
  device_name: string | null;
  facility_id: string | null;
  facility_name: string | null;
}

const person = (alias: string): string =>
  `json_build_object('id', ${alias}.id, 'name', ${alias}.name, 'birth_date', ${alias}.birth_date)`;

/**
 * Rows of alerts `a`. Ids and clear columns only; the sealed door is opened by the mapper.
 * IS TRUE keeps the planner from reading everybody who lived anywhere at that time.
 */
const VIEW_COLUMNS_SQL = `
  SELECT a.id, a.number, a.kind, a.severity, a.state, a.version, a.presses, a.late_seconds, a.source, a.escalated_at,
    a.drill, a.cancelled_by_elder_at, a.unreadable, a.urgency, a.community_code, a.lng, a.lat,
    a.raised_at, a.received_at, a.last_press_at, a.claimed_by, a.claimed_at, a.lease_until,
    a.closed_at, a.outcome, a.previous_alert_id, a.home_id, h.street, h.door_sealed, a.device_key,
    a.facility_id,
    (SELECT name FROM divisions WHERE code = a.community_code) AS division_name,
    (SELECT name FROM accounts WHERE id = a.claimed_by) AS claimed_by_name,
    (SELECT name FROM devices WHERE key = a.device_key) AS device_name,
    (SELECT name FROM facilities WHERE id = a.facility_id) AS facility_name,
    CASE WHEN e.id IS NULL THEN NULL ELSE ${person('e')} END AS elder,
    CASE WHEN a.other_elder_ids = '{}' THEN NULL ELSE
      (SELECT json_agg(${person('o')} ORDER BY o.name) FROM elders o WHERE o.id = ANY(a.other_elder_ids)) END AS other_elders,
    CASE WHEN a.home_id IS NULL THEN NULL ELSE
      (SELECT json_agg(${person('r')} ORDER BY r.name) FROM residencies l JOIN elders r ON r.id = l.elder_id
        WHERE l.home_id = a.home_id AND (l.during @> a.raised_at) IS TRUE) END AS residents,
    (SELECT min(s.at) FROM alert_displays s WHERE s.alert_id = a.id AND s.audible AND s.visible) AS displayed_at
  FROM alerts a
  LEFT JOIN elders e ON e.id = a.elder_id
  LEFT JOIN homes h ON h.id = a.home_id`;

/** One column `view`: the driver is slow at reading forty of them. `where` speaks of alerts as `a`. */
export const oneAlertViewSql = (where: string): string => `
  SELECT to_json(v) AS view FROM (${VIEW_COLUMNS_SQL} WHERE ${where}) AS v`;

/** As oneAlertViewSql(); `order` names columns. */
export const alertViewsSql = (where: string, order = 'received_at, id', limit = ''): string =>
  `${oneAlertViewSql(`${where} ORDER BY ${order} ${limit}`)} ORDER BY ${order}`;

export interface TimelineRow {
  id: string;
  at: Date;
  action: string;
  account_id: string | null;
  account_name: string | null;
  origin: string;
  note_sealed: string | null;
  data: Record<string, unknown>;
}
