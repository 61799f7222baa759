// Read side: SQL to the rows that the mapper turns into what crosses the wire.
import type {
  AlertKind, AlertSource, AlertState, Cause, Injury, LadderAction, NoRescueReason, Outcome, OutcomeDetail, Severity, TaskStage,
} from '#libs/contracts'; // prettier-ignore

export interface PersonRow {
  id: string;
  name: string;
  birth_date: string;
}

export type PlaceClass = 'urban' | 'town' | 'mountain';

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
  task_stage: TaskStage | null;
  call_started_at: string | null;
  voice_at: string | null;
  rescue_called_at: string | null;
  dispatched_at: string | null;
  accepted_at: string | null;
  en_route_at: string | null;
  on_scene_at: string | null;
  resolved_at: string | null;
  class_of_place: PlaceClass | null;
  fired_steps: LadderAction[];
  rung_at: string | null;
  next_step: { kind: string; due_at: string } | null;
  reported_sealed: string | null;
  raised_by: string | null;
  raised_by_name: string | null;
  detail: OutcomeDetail | null;
  injury: Injury | null;
  cause: Cause | null;
  no_rescue_reason: NoRescueReason | null;
  held_at: string | null;
  told_at: string | null;
  review_due: boolean;
  merged_into: string | null;
  reopened: number;
  nobody_in_reach_at: string | null;
  helper_silent_at: string | null;
  police_warned_at: string | null;
  handover_to: string | null;
  handover_to_name: string | null;
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
    a.task_stage, a.call_started_at, a.voice_at, a.rescue_called_at, a.dispatched_at, a.accepted_at, a.en_route_at,
    a.on_scene_at, a.resolved_at, a.fired_steps, a.rung_at, a.reported_sealed, a.raised_by, a.detail, a.injury, a.cause, a.no_rescue_reason,
    a.held_at, a.told_at, a.review_due, a.merged_into, a.reopened, a.nobody_in_reach_at, a.helper_silent_at,
    a.police_warned_at, a.handover_to,
    v.name AS division_name, v.class_of_place,
    (SELECT name FROM accounts WHERE id = a.claimed_by) AS claimed_by_name,
    CASE WHEN a.raised_by IS NULL THEN NULL ELSE
      (SELECT name FROM accounts WHERE id = a.raised_by) END AS raised_by_name,
    CASE WHEN a.handover_to IS NULL THEN NULL ELSE
      (SELECT name FROM accounts WHERE id = a.handover_to) END AS handover_to_name,
    CASE WHEN a.state <> 'raised' THEN NULL ELSE
      (SELECT json_build_object('kind', s.kind, 'due_at', s.due_at) FROM alert_steps s
        WHERE s.alert_id = a.id AND s.done_at IS NULL AND s.kind NOT IN ('undisplayed', 'undisplayedPhone') ORDER BY s.due_at LIMIT 1) END AS next_step,
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
  LEFT JOIN homes h ON h.id = a.home_id
  LEFT JOIN divisions v ON v.code = a.community_code`;

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
