// The only door of alerts: the life of a case.
export { AlertSweeper } from './alert-sweeper.ts';
export { AlertClockModule, AlertsModule, alertsSchema } from './alerts.module.ts';
export { rankCandidates, type CaseInNeed, type Surroundings } from './domain/candidates.ts';
export { holdsClaim, peopleOf } from './case-people.ts';
export { isOpen } from './domain/alert-lifecycle.ts';
export { shippedRows } from './domain/ladders-in-force.ts';
export { RESCUE_DEFAULTS, stayOutside, type RescueDefault } from './domain/public-rescue.ts';
export { MOST_SPOKEN, rescueCard, type Patient, type RescueFacts } from './domain/rescue-card.ts';
export { publicSearchSheet, searchSheet } from './domain/search-sheet.ts';
export { spokenLength } from './domain/spoken.ts';
export type { Press } from './domain/fold-presses.ts';
export { CaseWork, type CaseChange, type CaseCommand, type CaseRow } from './database/case-work.ts';
export { recallAllOf } from './database/recall-all.ts';
export type { IncomingCallRow } from './database/incoming-calls.store.ts';
export type { ActorRef } from './database/transition.store.ts';
export type { TerritoryInSql } from './territory.ts';
export { hearsCall, type CallReader } from './incoming-call-view.ts';
export { AlertViews, type AlertFilter } from './use-cases/alert-views.ts';
export { AnswerDispatch, type ResponderRef } from './use-cases/answer-dispatch.ts';
export { CallLists } from './use-cases/call-lists.ts';
export { Calls, type CallStart } from './use-cases/calls.ts';
export { CaseTasksView } from './use-cases/case-tasks-view.ts';
export { Claims } from './use-cases/claims.ts';
export { CasePhotos, type PhotoPurpose } from './use-cases/case-photos.ts';
export { CloseAlert } from './use-cases/close-alert.ts';
export { FindCandidates } from './use-cases/find-candidates.ts';
export { FireDueSteps, type Swept } from './use-cases/fire-due-steps.ts';
export { HearTelephony, OUTGOING_EVENTS, type OutgoingEvent } from './use-cases/hear-telephony.ts';
export { INCOMING_EVENTS, type IncomingEvent } from './domain/incoming-call.ts';
export { IdentifyElder } from './use-cases/identify-elder.ts';
export { IncomingCalls } from './use-cases/incoming-calls.ts';
export { JudgeSeverity } from './use-cases/judge-severity.ts';
export { severityOfWandering } from './domain/wandering.ts';
export { LastAlerts } from './use-cases/last-alerts.ts';
export { NoteOnAlert } from './use-cases/note-on-alert.ts';
export { OfferDispatch, type AutomaticOffer, type OfferOrder } from './use-cases/offer-dispatch.ts';
export { OpenTasks } from './use-cases/open-tasks.ts';
export { PressesOfAlert, type PressReceiptRow } from './use-cases/presses-of-alert.ts';
export {
  RaiseAlerts,
  type DeviceCancel,
  type OpenCases,
  type Raised,
  type RaiseOutcome,
} from './use-cases/raise-alerts.ts';
export { RaiseByPerson, type RaisedByPerson } from './use-cases/raise-by-person.ts';
export { ReadTelephonySigns, type TelephonySigns } from './use-cases/read-telephony-signs.ts';
export { RecallDispatch, type RecallOrder } from './use-cases/recall-dispatch.ts';
export { RecordDisplay, type Display } from './use-cases/record-display.ts';
export { ResponderTasks, type OwnTask } from './use-cases/responder-tasks.ts';
export { RecordDoorStep, type DoorStepRecorded, type DoorStepTold } from './use-cases/record-door-step.ts';
export {
  RecordPublicRescue,
  type RescueCall,
  type RescueNamed,
  type RescueNews,
} from './use-cases/record-public-rescue.ts';
export { RescueSituations, type RescueSituation } from './use-cases/rescue-situation.ts';
export { SearchForMissing, type SearchedCase } from './use-cases/search-for-missing.ts';
export { Shifts } from './use-cases/shifts.ts';
export { SweepDispatch, type SweptDispatch } from './use-cases/sweep-dispatch.ts';
export { FalseAlarms } from './use-cases/false-alarms.ts';
export { FollowUps } from './use-cases/follow-ups.ts';
export { Handovers } from './use-cases/handovers.ts';
export { InformAboutHeld } from './use-cases/inform-about-held.ts';
export { LoneNight } from './use-cases/lone-night.ts';
export { MergeAlerts } from './use-cases/merge-alerts.ts';
export { RejudgeAlert } from './use-cases/rejudge-alert.ts';
export { ReopenAlert } from './use-cases/reopen-alert.ts';
export { toldOutside, type ToldOutside } from './domain/held.ts';
export type { EndingActor } from './use-cases/close-alert.ts';
export { AuditOpenCases } from './use-cases/audit-open-cases.ts';
export { EditLadders } from './use-cases/edit-ladders.ts';
export { Ladders } from './use-cases/ladders.ts';
export { OfferWhenNobodyAnswers } from './use-cases/offer-when-nobody-answers.ts';
export { shippedLadders } from './use-cases/shipped-ladders.ts';
export type { EditedLadder } from './domain/ladder-faults.ts';
export { StepTimes } from './use-cases/step-times.ts';
export { SendTelephonyOrders } from './use-cases/send-telephony-orders.ts';
export { Scripts } from './use-cases/scripts.ts';
