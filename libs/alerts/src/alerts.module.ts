// The life of a case, for any app that needs it.
import { Module } from '@nestjs/common';
import type { LibSchema } from '#libs/platform';
import { AlertSweeper } from './alert-sweeper.ts';
import {
  AlertDisplayEntity,
  AlertEntity,
  AlertPressEntity,
  AlertStepEntity,
  AlertTimelineEntity,
  OperatorShiftEntity,
} from './database/alerts.entities.ts';
import { Alerts1763800000006 } from './database/migrations/1763800000006-alerts.ts';
import { AlertViews } from './use-cases/alert-views.ts';
import { Claims } from './use-cases/claims.ts';
import { CloseAlert } from './use-cases/close-alert.ts';
import { FireDueSteps } from './use-cases/fire-due-steps.ts';
import { LastAlerts } from './use-cases/last-alerts.ts';
import { NoteOnAlert } from './use-cases/note-on-alert.ts';
import { PressesOfAlert } from './use-cases/presses-of-alert.ts';
import { RaiseAlerts } from './use-cases/raise-alerts.ts';
import { RecordDisplay } from './use-cases/record-display.ts';
import { Shifts } from './use-cases/shifts.ts';

export const alertsSchema: LibSchema = {
  entities: [
    AlertEntity,
    AlertPressEntity,
    AlertTimelineEntity,
    AlertStepEntity,
    AlertDisplayEntity,
    OperatorShiftEntity,
  ],
  migrations: [Alerts1763800000006],
};

const USE_CASES = [
  AlertViews,
  Claims,
  CloseAlert,
  FireDueSteps,
  LastAlerts,
  NoteOnAlert,
  PressesOfAlert,
  RaiseAlerts,
  RecordDisplay,
  Shifts,
];

@Module({ providers: USE_CASES, exports: USE_CASES })
export class AlertsModule {}

/** For the processes that also keep the clock: worker and api. */
@Module({ imports: [AlertsModule], providers: [AlertSweeper], exports: [AlertSweeper] })
export class AlertClockModule {}
