// The life of a case, for any app that needs it.
import { Module } from '@nestjs/common';
import { DevicesModule } from '#libs/devices';
import { EldersModule } from '#libs/elders';
import { IdentityModule } from '#libs/identity';
import { PlacesModule } from '#libs/places';
import type { LibSchema } from '#libs/platform';
import { StaffModule } from '#libs/staff';
import { AlertSweeper } from './alert-sweeper.ts';
import {
  AlertDisplayEntity,
  AlertEntity,
  AlertPressEntity,
  AlertStepEntity,
  AlertTimelineEntity,
  OperatorShiftEntity,
} from './database/alerts.entities.ts';
import {
  CallTaskEntity,
  IncomingCallEntity,
  ScriptAnswerEntity,
  ScriptEntity,
  TelephonyEventEntity,
  TelephonyOrderEntity,
} from './database/calls.entities.ts';
import { CaseWork } from './database/case-work.ts';
import { DispatchRoundEntity, DispatchTaskEntity } from './database/dispatch.entities.ts';
import { DispatchWork } from './database/dispatch-work.ts';
import {
  FollowUpTaskEntity,
  HandoverEntity,
  RejudgementEntity,
  ToldPersonEntity,
} from './database/endings.entities.ts';
import { Alerts1763800000006 } from './database/migrations/1763800000006-alerts.ts';
import { Desk1764100000010 } from './database/migrations/1764100000010-desk.ts';
import { PoliceDue1764200000015 } from './database/migrations/1764200000015-police-due.ts';
import { JoinedKeys1764200000021 } from './database/migrations/1764200000021-joined-keys.ts';
import { OrdersOfCase1764200000031 } from './database/migrations/1764200000031-orders-of-case.ts';
import { TelephonyWork } from './database/telephony-work.ts';
import { AlertViews } from './use-cases/alert-views.ts';
import { AnswerDispatch } from './use-cases/answer-dispatch.ts';
import { CaseTasksView } from './use-cases/case-tasks-view.ts';
import { AlertPhotoEntity, DoorStepEntity, RescueTaskEntity, SearchLinkEntity } from './database/rescue.entities.ts';
import { CasePhotos } from './use-cases/case-photos.ts';
import { CallLists } from './use-cases/call-lists.ts';
import { Calls } from './use-cases/calls.ts';
import { Claims } from './use-cases/claims.ts';
import { CloseAlert } from './use-cases/close-alert.ts';
import { DispatchTasks } from './use-cases/dispatch-tasks.ts';
import { FindCandidates } from './use-cases/find-candidates.ts';
import { FireDueSteps } from './use-cases/fire-due-steps.ts';
import { HearTelephony } from './use-cases/hear-telephony.ts';
import { IdentifyElder } from './use-cases/identify-elder.ts';
import { IncomingCalls } from './use-cases/incoming-calls.ts';
import { JudgeSeverity } from './use-cases/judge-severity.ts';
import { LastAlerts } from './use-cases/last-alerts.ts';
import { NoteOnAlert } from './use-cases/note-on-alert.ts';
import { OfferDispatch } from './use-cases/offer-dispatch.ts';
import { PlaceOfWord } from './use-cases/place-of-word.ts';
import { OpenTasks } from './use-cases/open-tasks.ts';
import { PressesOfAlert } from './use-cases/presses-of-alert.ts';
import { RaiseAlerts } from './use-cases/raise-alerts.ts';
import { RaiseByPerson } from './use-cases/raise-by-person.ts';
import { ReadTelephonySigns } from './use-cases/read-telephony-signs.ts';
import { RecallDispatch } from './use-cases/recall-dispatch.ts';
import { RecordDisplay } from './use-cases/record-display.ts';
import { ResponderTasks } from './use-cases/responder-tasks.ts';
import { Scripts } from './use-cases/scripts.ts';
import { SendTelephonyOrders } from './use-cases/send-telephony-orders.ts';
import { SeverityOfWord } from './use-cases/severity-of-word.ts';
import { FalseAlarms } from './use-cases/false-alarms.ts';
import { FollowUps } from './use-cases/follow-ups.ts';
import { Handovers } from './use-cases/handovers.ts';
import { InformAboutHeld } from './use-cases/inform-about-held.ts';
import { LoneNight } from './use-cases/lone-night.ts';
import { MergeAlerts } from './use-cases/merge-alerts.ts';
import { RejudgeAlert } from './use-cases/rejudge-alert.ts';
import { ReopenAlert } from './use-cases/reopen-alert.ts';
import { RecordDoorStep } from './use-cases/record-door-step.ts';
import { RecordPublicRescue } from './use-cases/record-public-rescue.ts';
import { AskPositions } from './use-cases/ask-positions.ts';
import { SearchForMissing } from './use-cases/search-for-missing.ts';
import { PositionClock } from './position-clock.ts';
import { RescueSituations } from './use-cases/rescue-situation.ts';
import { AuditOpenCases } from './use-cases/audit-open-cases.ts';
import { EditLadders } from './use-cases/edit-ladders.ts';
import { Ladders } from './use-cases/ladders.ts';
import { OfferWhenNobodyAnswers } from './use-cases/offer-when-nobody-answers.ts';
import { Shifts } from './use-cases/shifts.ts';
import { StepTimes } from './use-cases/step-times.ts';
import { SweepDispatch } from './use-cases/sweep-dispatch.ts';
import { WarnThatPoliceIsDue } from './use-cases/warn-that-police-is-due.ts';
import { ToldDeaths } from './use-cases/told-deaths.ts';

export const alertsSchema: LibSchema = {
  entities: [
    AlertEntity,
    AlertPressEntity,
    AlertTimelineEntity,
    AlertStepEntity,
    AlertDisplayEntity,
    OperatorShiftEntity,
    DispatchRoundEntity,
    DispatchTaskEntity,
    CallTaskEntity,
    IncomingCallEntity,
    TelephonyEventEntity,
    TelephonyOrderEntity,
    ScriptEntity,
    ScriptAnswerEntity,
    FollowUpTaskEntity,
    HandoverEntity,
    RejudgementEntity,
    ToldPersonEntity,
    RescueTaskEntity,
    DoorStepEntity,
    AlertPhotoEntity,
    SearchLinkEntity,
  ],
  migrations: [
    Alerts1763800000006,
    Desk1764100000010,
    PoliceDue1764200000015,
    JoinedKeys1764200000021,
    OrdersOfCase1764200000031,
  ],
};

const USE_CASES = [
  AlertViews,
  AnswerDispatch,
  AuditOpenCases,
  CasePhotos,
  CallLists,
  Calls,
  CaseTasksView,
  CaseWork,
  Claims,
  CloseAlert,
  DispatchTasks,
  DispatchWork,
  EditLadders,
  FalseAlarms,
  FindCandidates,
  FireDueSteps,
  HearTelephony,
  IdentifyElder,
  IncomingCalls,
  JudgeSeverity,
  FollowUps,
  Handovers,
  InformAboutHeld,
  Ladders,
  LastAlerts,
  LoneNight,
  MergeAlerts,
  NoteOnAlert,
  OfferDispatch,
  PlaceOfWord,
  OfferWhenNobodyAnswers,
  OpenTasks,
  PressesOfAlert,
  RaiseAlerts,
  RaiseByPerson,
  ReadTelephonySigns,
  RecallDispatch,
  RecordDisplay,
  RecordDoorStep,
  RecordPublicRescue,
  RejudgeAlert,
  ReopenAlert,
  RescueSituations,
  ResponderTasks,
  Scripts,
  SendTelephonyOrders,
  SeverityOfWord,
  SearchForMissing,
  Shifts,
  StepTimes,
  SweepDispatch,
  WarnThatPoliceIsDue,
  TelephonyWork,
  ToldDeaths,
];

@Module({
  imports: [DevicesModule, EldersModule, IdentityModule, PlacesModule, StaffModule],
  providers: USE_CASES,
  exports: USE_CASES,
})
export class AlertsModule {}

/** For the processes that also keep the clock: worker and api. */
@Module({
  imports: [AlertsModule, DevicesModule],
  providers: [AlertSweeper, AskPositions, PositionClock],
  exports: [AlertSweeper],
})
export class AlertClockModule {}
