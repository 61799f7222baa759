// Whom to call about a case, and who rings at the centre.
import type { PersonRef } from './alert.ts';
import type { CallChannel } from './tasks.ts';

export interface CallListEntry {
  /** Stable within the case: `device:<key>`, `elder:<id>:<n>`, `contact:<id>` (and `…:decide` for who comes as well), `caller`. */
  key: string;
  channel: CallChannel;
  group: 'elder' | 'come' | 'decide' | 'caller';
  name: string;
  relation: string | null;
  /** Null until the claim opens it; for a device there is none. */
  phone: string | null;
  minutesAway: number | null;
  holdsKey: boolean;
  order: number;
  attempts: number;
  lastResult: string | null;
}

/** GET /api/v1/alerts/{id}/call-list. */
export interface CallList {
  alertId: string;
  opened: boolean;
  entries: CallListEntry[];
  /** How a number is dialled: by a `tel:` link, or by the call centre's telephony. */
  dialling: 'tel' | 'clickToCall';
}

export const INCOMING_CALL_STATES = ['ringing', 'answered', 'ended', 'missed'] as const;
export type IncomingCallState = (typeof INCOMING_CALL_STATES)[number];

/** A call that rings at the centre; GET /api/v1/incoming-calls lists what is ringing, answered and lately missed. */
export interface IncomingCallView {
  id: string;
  state: IncomingCallState;
  version: number;
  /** Masked (138****1234) until answered by the reader. */
  number: string;
  startedAt: string;
  answeredAt: string | null;
  answeredBy: PersonRef | null;
  endedAt: string | null;
  /** Elders whose own number or whose contact's number it is; names masked as in lists until answered. */
  matches: { elderId: string; name: string; via: 'elder' | 'contact'; openAlertId: string | null }[];
  alertId: string | null;
  recordingRef: string | null;
}

/** Answer to POST /api/v1/telephony/events. */
export interface TelephonyHeard {
  /** This message was heard before; nothing has been done again. */
  repeated: boolean;
}
