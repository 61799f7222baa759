// The only door of alerts: the life of a case.
export { AlertSweeper } from './alert-sweeper.ts';
export { AlertClockModule, AlertsModule, alertsSchema } from './alerts.module.ts';
export { isOpen } from './domain/alert-lifecycle.ts';
export type { Press } from './domain/fold-presses.ts';
export type { ActorRef } from './database/transition.store.ts';
export type { TerritoryInSql } from './territory.ts';
export { AlertViews, type AlertFilter } from './use-cases/alert-views.ts';
export { Claims } from './use-cases/claims.ts';
export { CloseAlert } from './use-cases/close-alert.ts';
export { FireDueSteps, type Swept } from './use-cases/fire-due-steps.ts';
export { LastAlerts } from './use-cases/last-alerts.ts';
export { NoteOnAlert } from './use-cases/note-on-alert.ts';
export { PressesOfAlert, type PressReceiptRow } from './use-cases/presses-of-alert.ts';
export {
  RaiseAlerts,
  type DeviceCancel,
  type OpenCases,
  type Raised,
  type RaiseOutcome,
} from './use-cases/raise-alerts.ts';
export { RecordDisplay, type Display } from './use-cases/record-display.ts';
export { Shifts } from './use-cases/shifts.ts';
