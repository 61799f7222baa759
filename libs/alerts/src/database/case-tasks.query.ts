// Read side of everything beside a case: rows as JSON has them, moments are texts, what is sealed is opened by the mapper.
import type {
  CallChannel, CallResult, CallState, DispatchState, DoorResult, DoorStep, EntryWith, FollowUpKind, FollowUpResult,
  FollowUpState, PersonRef, RescueService, RescueState, RescueWay, ResponderKind, TelephonyState,
} from '#libs/contracts'; // prettier-ignore

const account = (column: string): string =>
  `(SELECT json_build_object('id', u.id, 'name', u.name) FROM accounts u WHERE u.id = ${column})`;

/** Rows as the mappers want them, each in the column `view`. */
export const viewsSql = (select: string): string => `SELECT to_json(v) AS view FROM (${select}) AS v`;

export interface DispatchViewRow {
  id: string;
  alert_id: string;
  state: DispatchState;
  version: number;
  responder_id: string;
  responder_name: string;
  responder_kind: ResponderKind;
  facility: PersonRef | null;
  lead: boolean | null;
  round_id: string;
  offered_at: string;
  offered_by: PersonRef | null;
  expires_at: string;
  accepted_at: string | null;
  en_route_at: string | null;
  on_scene_at: string | null;
  at_door_no_answer_at: string | null;
  ended_at: string | null;
  reason: string | null;
  note_sealed: string | null;
  arrived_within_m: number | null;
  arrival_doubtful: boolean;
  check_in_due_at: string | null;
  check_in_overdue: boolean;
}

export const DISPATCH_COLUMNS = `
  d.id, d.alert_id, d.state, d.version, d.responder_id, r.name AS responder_name, r.kind AS responder_kind,
  (SELECT json_build_object('id', f.id, 'name', f.name) FROM facilities f WHERE f.id = r.facility_id) AS facility,
  d.lead, d.round_id, d.offered_at, ${account('d.offered_by')} AS offered_by, d.expires_at, d.accepted_at, d.en_route_at,
  d.on_scene_at, d.at_door_no_answer_at, d.ended_at, d.reason, d.note_sealed, d.arrived_within_m, d.arrival_doubtful,
  d.check_in_due_at, d.check_in_overdue`;

export const dispatchViewsSql = (where: string): string => `
  ${viewsSql(`SELECT ${DISPATCH_COLUMNS} FROM dispatch_tasks d JOIN responders r ON r.id = d.responder_id WHERE ${where}`)}
  ORDER BY v.offered_at, v.id`;

export interface CallViewRow {
  id: string;
  alert_id: string;
  state: CallState;
  version: number;
  channel: CallChannel;
  elder_id: string | null;
  contact_id: string | null;
  elder_name: string | null;
  contact_name: string | null;
  relation: string | null;
  device_name: string | null;
  party_sealed: string | null;
  by: PersonRef | null;
  started_at: string;
  voice_at: string | null;
  ended_at: string | null;
  result: CallResult | null;
  note_sealed: string | null;
  recording_ref: string | null;
  telephony: TelephonyState | null;
}

export interface RescueViewRow {
  id: string;
  alert_id: string;
  state: RescueState;
  version: number;
  service: RescueService;
  called_at: string;
  by: PersonRef | null;
  way: RescueWay;
  reference: string | null;
  unit: string | null;
  eta_at: string | null;
  arrived_at: string | null;
  taken_to: string | null;
  taken_at: string | null;
  refused_sealed: string | null;
}

/** Of `rescue_tasks s`. */
export const RESCUE_COLUMNS = `
  s.id, s.alert_id, s.state, s.version, s.service, s.called_at, ${account('s.called_by')} AS by, s.way, s.reference, s.unit,
  s.eta_at, s.arrived_at, s.taken_to, s.taken_at, s.refused_sealed`;

export interface FollowUpViewRow {
  id: string;
  alert_id: string;
  state: FollowUpState;
  version: number;
  kind: FollowUpKind;
  due_at: string;
  done_at: string | null;
  by: PersonRef | null;
  result: FollowUpResult | null;
  satisfaction: number | null;
  note_sealed: string | null;
  attempts: number;
}

/** Of `follow_up_tasks f`. */
export const FOLLOW_UP_COLUMNS = `
  f.id, f.alert_id, f.state, f.version, f.kind, f.due_at, f.done_at, ${account('f.account_id')} AS by, f.result,
  f.satisfaction, f.note_sealed, f.attempts`;

export interface DoorStepViewRow {
  id: string;
  at: string;
  step: DoorStep;
  result: DoorResult;
  by: PersonRef | null;
  with_service: EntryWith | null;
  note_sealed: string | null;
  photo_id: string | null;
}

/** Of `door_steps o`. */
export const DOOR_STEP_COLUMNS = `
  o.id, o.at, o.step, o.result, ${account('o.account_id')} AS by, o.with_service, o.note_sealed, o.photo_id`;

export interface PhotoViewRow {
  file_id: string;
  alert_id: string;
  at: string;
  by: PersonRef | null;
  purpose: 'doorBefore' | 'doorAfter' | 'scene' | 'person';
}

export interface AnswerViewRow {
  at: string;
  script_id: string;
  script_version: number;
  question: string;
  answer: string;
  by: PersonRef | null;
}

/** Null: nothing of this kind. */
export interface CaseTasksRow {
  calls: CallViewRow[] | null;
  dispatches: DispatchViewRow[] | null;
  rescues: RescueViewRow[] | null;
  follow_ups: FollowUpViewRow[] | null;
  door_steps: DoorStepViewRow[] | null;
  photos: PhotoViewRow[] | null;
  answers: AnswerViewRow[] | null;
}

const listOf = (order: string, select: string): string =>
  `(SELECT json_agg(l ORDER BY ${order}) FROM (${select}) AS l)`;

/** What was done at the door, oldest first, of the steps `o` that are meant. */
export const doorStepsSql = (where: string): string =>
  listOf('l.at, l.id', `SELECT ${DOOR_STEP_COLUMNS} FROM door_steps o WHERE ${where}`);

/** Everything beside the case `a`, oldest first, in one row. */
export const caseTasksSql = (where: string): string => `
  SELECT
    ${listOf('l.started_at, l.id', `
      SELECT c.id, c.alert_id, c.state, c.version, c.channel, c.elder_id, c.contact_id, e.name AS elder_name,
        k.name AS contact_name, k.relation, v.name AS device_name, c.party_sealed, ${account('c.account_id')} AS by,
        c.started_at, c.voice_at, c.ended_at, c.result, c.note_sealed, c.recording_ref,
        (SELECT o.state FROM telephony_orders o WHERE o.call_task_id = c.id) AS telephony
      FROM call_tasks c LEFT JOIN elders e ON e.id = c.elder_id LEFT JOIN contacts k ON k.id = c.contact_id
        LEFT JOIN devices v ON v.key = c.device_key WHERE c.alert_id = a.id`)} AS calls,
    ${listOf('l.offered_at, l.id', `
      SELECT ${DISPATCH_COLUMNS} FROM dispatch_tasks d JOIN responders r ON r.id = d.responder_id
      WHERE d.alert_id = a.id`)} AS dispatches,
    ${listOf('l.called_at, l.id', `
      SELECT ${RESCUE_COLUMNS} FROM rescue_tasks s WHERE s.alert_id = a.id`)} AS rescues,
    ${listOf('l.due_at, l.id', `
      SELECT ${FOLLOW_UP_COLUMNS} FROM follow_up_tasks f WHERE f.alert_id = a.id`)} AS follow_ups,
    ${doorStepsSql('o.alert_id = a.id')} AS door_steps,
    ${listOf('l.at, l.file_id', `
      SELECT p.file_id, p.alert_id, p.at, ${account('p.account_id')} AS by, p.purpose
      FROM alert_photos p WHERE p.alert_id = a.id`)} AS photos,
    ${listOf('l.at, l.id', `
      SELECT q.id, q.at, q.script_id, x.version AS script_version, q.question, q.answer, ${account('q.account_id')} AS by
      FROM script_answers q JOIN scripts x ON x.id = q.script_id WHERE q.alert_id = a.id`)} AS answers
  FROM alerts a WHERE ${where}`; // prettier-ignore
