// The mappers from rows of tasks to what crosses the wire.
import type {
  CallTaskView, CaseTasks, DispatchTaskView, DoorStepView, FollowUpTaskView, PhotoView, RescueTaskView, ScriptAnswerView,
} from '#libs/contracts'; // prettier-ignore
import type { SealedText } from '#libs/platform';
import { rfc3339 } from './alert-view.ts';
import type {
  AnswerViewRow, CallViewRow, CaseTasksRow, DispatchViewRow, DoorStepViewRow, FollowUpViewRow, PhotoViewRow, RescueViewRow,
} from './database/case-tasks.query.ts'; // prettier-ignore

const moment = (told: string): string => rfc3339(new Date(told));
const orNull = (told: string | null): string | null => (told === null ? null : moment(told));

export const dispatchViewOf = (row: DispatchViewRow, sealed: SealedText): DispatchTaskView => ({
  id: row.id,
  kind: 'dispatch',
  alertId: row.alert_id,
  state: row.state,
  version: row.version,
  responder: { id: row.responder_id, name: row.responder_name, kind: row.responder_kind, facility: row.facility },
  lead: row.lead,
  roundId: row.round_id,
  offeredAt: moment(row.offered_at),
  offeredBy: row.offered_by,
  expiresAt: moment(row.expires_at),
  acceptedAt: orNull(row.accepted_at),
  enRouteAt: orNull(row.en_route_at),
  onSceneAt: orNull(row.on_scene_at),
  atDoorNoAnswerAt: orNull(row.at_door_no_answer_at),
  endedAt: orNull(row.ended_at),
  // Free words say more than the code `other`.
  reason: sealed.openOrNull(row.note_sealed) ?? row.reason,
  arrivedWithinM: row.arrived_within_m,
  arrivalDoubtful: row.arrival_doubtful,
  checkInDueAt: orNull(row.check_in_due_at),
  checkInOverdue: row.check_in_overdue,
});

const callViewOf = (row: CallViewRow, sealed: SealedText): CallTaskView => ({
  id: row.id,
  kind: 'call',
  alertId: row.alert_id,
  state: row.state,
  version: row.version,
  channel: row.channel,
  party: {
    name: row.contact_name ?? row.elder_name ?? sealed.openOrNull(row.party_sealed) ?? row.device_name ?? '',
    relation: row.relation,
    elderId: row.elder_id,
    contactId: row.contact_id,
  },
  by: row.by,
  startedAt: moment(row.started_at),
  voiceAt: orNull(row.voice_at),
  endedAt: orNull(row.ended_at),
  result: row.result,
  note: sealed.openOrNull(row.note_sealed),
  recordingRef: row.recording_ref,
  telephony: row.telephony,
});

export const rescueViewOf = (row: RescueViewRow, sealed: SealedText): RescueTaskView => ({
  id: row.id,
  kind: 'rescue',
  alertId: row.alert_id,
  state: row.state,
  version: row.version,
  service: row.service,
  calledAt: moment(row.called_at),
  calledBy: row.by,
  way: row.way,
  reference: row.reference,
  unit: row.unit,
  etaAt: orNull(row.eta_at),
  arrivedAt: orNull(row.arrived_at),
  takenTo: row.taken_to,
  takenAt: orNull(row.taken_at),
  refused: sealed.openOrNull(row.refused_sealed),
});

export const followUpViewOf = (row: FollowUpViewRow, sealed: SealedText): FollowUpTaskView => ({
  id: row.id,
  kind: 'followUp',
  alertId: row.alert_id,
  state: row.state,
  version: row.version,
  followUp: row.kind,
  dueAt: moment(row.due_at),
  doneAt: orNull(row.done_at),
  by: row.by,
  result: row.result,
  satisfaction: row.satisfaction,
  note: sealed.openOrNull(row.note_sealed),
  attempts: row.attempts,
});

export const doorStepViewOf = (row: DoorStepViewRow, sealed: SealedText): DoorStepView => ({
  id: row.id,
  at: moment(row.at),
  step: row.step,
  result: row.result,
  by: row.by,
  with: row.with_service,
  note: sealed.openOrNull(row.note_sealed),
  photoId: row.photo_id,
});

const photoViewOf = (row: PhotoViewRow): PhotoView => ({
  id: row.file_id,
  at: moment(row.at),
  by: row.by,
  purpose: row.purpose,
  url: `/api/v1/files/${row.file_id}`,
});

const answerViewOf = (row: AnswerViewRow): ScriptAnswerView => ({
  at: moment(row.at),
  scriptId: row.script_id,
  scriptVersion: row.script_version,
  question: row.question,
  answer: row.answer,
  by: row.by,
});

export const caseTasksOf = (row: CaseTasksRow, sealed: SealedText): CaseTasks => ({
  calls: (row.calls ?? []).map((call) => callViewOf(call, sealed)),
  dispatches: (row.dispatches ?? []).map((dispatch) => dispatchViewOf(dispatch, sealed)),
  rescues: (row.rescues ?? []).map((rescue) => rescueViewOf(rescue, sealed)),
  followUps: (row.follow_ups ?? []).map((followUp) => followUpViewOf(followUp, sealed)),
  doorSteps: (row.door_steps ?? []).map((step) => doorStepViewOf(step, sealed)),
  photos: (row.photos ?? []).map(photoViewOf),
  answers: (row.answers ?? []).map(answerViewOf),
});
