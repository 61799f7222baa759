// Who is told next, and when, while nobody takes a case.
import type { AlertKind, LadderAction, Severity } from './alert.ts';

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
/** A ladder that ships: it holds for what no ladder of the division, or of those above it, names. Nobody edits it. */
export interface ShippedLadder extends Pick<LadderView, 'kinds' | 'from' | 'to' | 'staffing' | 'steps'> {
  severity: Exclude<Severity, 'P3'>;
}

/** Kinds whose cases, raised in the division at this moment with the severity they have by themselves, climb these steps. */
export interface LadderInForce {
  severity: Exclude<Severity, 'P3'>;
  kinds: AlertKind[];
  source: 'own' | 'above' | 'shipped';
  /** Null where it ships. */
  ladderId: string | null;
  /** Whose ladder it is; null where it ships. */
  division: { code: string; name: string } | null;
  steps: LadderStep[];
}
export interface LaddersInForce {
  division: { code: string; name: string };
  at: string;
  staffing: LadderView['staffing'];
  ladders: LadderInForce[];
}
/** GET /api/v1/ladders. */
export interface LaddersAnswer {
  items: LadderView[];
  total: number;
  shipped: ShippedLadder[];
  /** Of the division that was asked for; null without one, or where it is not within the territory. */
  inForce: LaddersInForce | null;
}
