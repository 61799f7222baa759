// A case that a person raises: what the desk says of it.
import type { LngLat, ReportedPerson, Severity } from './alert.ts';

export interface MissingDetails {
  lastSeenAt?: string;
  lastSeenPlace?: string;
  heightCm?: number;
  clothes?: string;
  features?: string;
  dialect?: string;
  placesSought?: string[];
}

export interface CallerTold {
  name?: string;
  phone?: string;
  relation?: string;
}

/** Payload of `raise`. Without elderId and homeId the person is described in `reported`. */
export interface RaiseOrder {
  kind: 'phoneCall' | 'welfareCheck' | 'missingPerson';
  /** Chosen by the caller; the same one again answers with the same case. */
  requestId?: string;
  elderId?: string;
  homeId?: string;
  divisionCode?: string;
  location?: LngLat;
  reported?: Partial<ReportedPerson>;
  caller?: CallerTold;
  incomingCallId?: string;
  missing?: MissingDetails;
  note?: string;
}

export type JudgedSeverity = Exclude<Severity, 'P3'>;
