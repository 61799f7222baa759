// What follows a case: follow-ups, later judgements, statistics of false alarms.
import type { AlertKind, AlertView, Outcome, PersonRef } from './alert.ts';
import type { FollowUpTaskView } from './tasks.ts';

export interface FollowUpItem {
  task: FollowUpTaskView;
  alert: Pick<AlertView, 'id' | 'number' | 'kind' | 'severity' | 'elder' | 'division' | 'outcome' | 'closedAt'>;
}

/** GET /api/v1/rejudged (改判): every later change of what a case was said to be. */
export interface RejudgedItem {
  id: string;
  alertId: string;
  number: string;
  at: string;
  by: PersonRef | null;
  field: 'kind' | 'severity' | 'outcome';
  from: string;
  to: string;
  reason: string;
}

/** GET /api/v1/false-alarms?from=&to=: by device and by kind. */
export interface FalseAlarmStatistics {
  from: string;
  to: string;
  byKind: FalseAlarmRow[];
  byDevice: (FalseAlarmRow & { device: { key: string; name: string } })[];
}
export interface FalseAlarmRow {
  kind: AlertKind;
  closed: number;
  falseAlarms: number;
  accidental: number;
  deviceFault: number;
  /** falseAlarms / closed, 0 to 1. */
  share: number;
}

export type RejudgeOrder = { alertId: string; reason: string; kind?: AlertKind; outcome?: Outcome };
