// What an alert (one case to be handled) looks like to everyone outside; words are the field's (wire.md, domain rules 4 and 5).

export const ALERT_KINDS = [
  'sos', 'fall', 'smoke', 'gas', 'co', 'unknownDistress',
  'phoneCall', 'missingPerson', 'welfareCheck', 'wandering',
  'inactivity', 'bedExit', 'vitals', 'waterLeak', 'coldHome',
  'nurseCall', 'unitExit',
  'deviceLost', 'lowBattery', 'tamper', 'door',
] as const; // prettier-ignore
export type AlertKind = (typeof ALERT_KINDS)[number];

export type Severity = 'P1' | 'P2' | 'P3';

export const ALERT_STATES = ['raised', 'claimed', 'resolved', 'closed', 'merged'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** The furthest task of a case; until dispatch tasks exist it follows the state. */
export type AlertStage =
  'raised' | 'claimed' | 'verifying' | 'dispatched' | 'accepted' | 'enRoute' | 'onScene' | 'resolved' | 'closed';

export type AlertSource = 'device' | 'operator' | 'family' | 'station';

/** Coded outcomes a case may be closed with. */
export const OUTCOMES = [
  'realEmergency', 'helpGiven', 'foundWell', 'foundIll', 'foundDead',
  'notAtHome', 'movedAway', 'falseAlarm', 'test', 'unreachable',
] as const; // prettier-ignore
export type Outcome = (typeof OUTCOMES)[number];

export interface PersonRef {
  id: string;
  name: string;
}

export interface LngLat {
  /** WGS-84 degrees. */
  lng: number;
  lat: number;
}

/** One case as a console sees it. Times are RFC 3339 with offset; ids are strings. */
export interface AlertView {
  id: string;
  /** `YYMMDD-NNNNN`, for people to say aloud. */
  number: string;
  kind: AlertKind;
  severity: Severity;
  state: AlertState;
  stage: AlertStage;
  /** Grows by one with every change; a console takes a delta only if it is greater than what it holds. */
  version: number;
  /** How often the button was pressed in this case, from 1. */
  presses: number;
  /** How long the first press took to arrive, in seconds; 0 below 600. */
  lateSeconds: number;
  source: AlertSource;
  /** True once no console proved within the promised time that the case was displayed and heard. */
  escalated: boolean;
  drill: boolean;
  /** When the elder cancelled at the device: a mark with a duty to call, never a state. */
  cancelledByElderAt: string | null;
  elder: { id: string; name: string; age: number; address: string } | null;
  home: { id: string; address: string; residents: { id: string; name: string; age: number }[] } | null;
  device: { key: string; name: string } | null;
  facility: PersonRef | null;
  division: { code: string; name: string } | null;
  location: LngLat | null;
  /** When it happened (device time where it is plausible, else arrival). */
  raisedAt: string;
  /** When the platform received the first press (server time; every deadline counts from here). */
  receivedAt: string;
  claimedBy: PersonRef | null;

  // More than the least that the wire promises:
  /** Elders added to the case by presses from the same home, besides `elder`. */
  otherElders: { id: string; name: string; age: number }[];
  /** 1 when the button was pressed three times or more within a minute. */
  urgency: 0 | 1;
  /** True if a message could not be read and was taken as a cry for help. */
  unreadable: boolean;
  lastPressAt: string;
  claimedAt: string | null;
  leaseUntil: string | null;
  displayedAt: string | null;
  closedAt: string | null;
  outcome: Outcome | null;
  /** The earlier case of the same emergency key, when this press came after that one was resolved or closed. */
  previousAlertId: string | null;
}

export const TIMELINE_ACTIONS = [
  'raised', 'pressed', 'cancelledByElder', 'displayed', 'escalated', 'claimed', 'leaseLapsed', 'released',
  'noted', 'resolved', 'closed', 'reopened', 'cardOpened',
] as const; // prettier-ignore
export type TimelineAction = (typeof TIMELINE_ACTIONS)[number];

export interface TimelineEntryView {
  id: string;
  at: string;
  action: TimelineAction;
  /** Who did it; null when the platform or a device did. */
  by: PersonRef | null;
  /** Where from: `console`, `device`, `clock`, `api`. */
  origin: string;
  note: string | null;
  /** Codes and ids only, e.g. `{deviceKey, eventId, at}` of a press. */
  data: Record<string, unknown>;
}
