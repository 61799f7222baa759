// Who is told next, and when, while nobody takes a case.
import type { AlertKind, LadderAction } from './alert.ts';

export interface LadderStep {
  afterSeconds: number;
  action: LadderAction;
}
/** GET /api/v1/ladders; PUT /api/v1/ladders replaces those of one division after validation. */
export interface LadderView {
  id: string;
  division: { code: string; name: string };
  /** Empty: emergencies of all kinds that have no ladder of their own. */
  kinds: AlertKind[];
  /** `HH:MM` local; equal means the whole day. A ladder may reach over midnight. */
  from: string;
  to: string;
  /** `lone`: fewer than two operators on duty, or no supervisor. */
  staffing: 'normal' | 'lone';
  steps: LadderStep[];
  version: number;
}
