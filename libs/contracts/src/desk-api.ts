// Bodies of the desk's HTTP doors: candidates, call list, rescue card, scripts, ladders, calls, statistics, responders.
import type {
  AlertKind, AlertView, LadderAction, LngLat, Outcome, PersonRef, ReportedPerson, Severity,
} from './alert.ts'; // prettier-ignore
import type { ContactView, Role } from './people-api.ts';
import type {
  CallChannel, FollowUpTaskView, RescueService, ResponderKind, ScriptAnswerView, TravelWay,
} from './tasks.ts'; // prettier-ignore

// ---- who to send -------------------------------------------------------------------------------------------------

/** Why somebody is a good choice. */
export type ReasonFor =
  | 'nearest' | 'onShift' | 'onRoster' | 'holdsKey' | 'professional' | 'hasSkill' | 'freshLocation' | 'free'
  | 'knowsElder' | 'sameStation'; // prettier-ignore
/** Why somebody is a worse choice, or none. */
export type ReasonAgainst =
  | 'offDuty' | 'outsideHours' | 'busy' | 'tooFar' | 'lacksSkill' | 'staleLocation' | 'noPlace' | 'alreadyOffered'
  | 'declinedBefore' | 'notForThisKind' | 'inactive'; // prettier-ignore

export interface CandidateView {
  responder: PersonRef & { kind: ResponderKind; facility: PersonRef | null };
  /** Minutes to the home by their way of travel; null where either place is unknown. */
  minutes: number | null;
  metres: number | null;
  travel: TravelWay;
  openTasks: number;
  holdsKey: boolean;
  /** From the phone (minutes old), from where they are placed, or unknown. */
  locationAgeSeconds: number | null;
  reasonsFor: ReasonFor[];
  reasonsAgainst: ReasonAgainst[];
}

/** GET /api/v1/alerts/{id}/candidates. The first of `candidates` is preselected. */
export interface CandidatesAnswer {
  alertId: string;
  at: string;
  /** Seconds within which somebody should be there. */
  limitSeconds: number;
  /** How a P1 is offered: to several at once; else one after another. */
  mode: 'parallel' | 'sequence';
  candidates: CandidateView[];
  /** To whom `dispatch offer` without `to` would go, best first. */
  proposed: string[];
  leftOut: CandidateView[];
  /** Nobody can be there within the limit: supervisor and 120 now. */
  nobodyInReach: boolean;
  /** Helpers stay outside (smoke, gas, co). */
  stayOutside: boolean;
  routing: 'osrm' | 'estimate';
}

// ---- whom to call ------------------------------------------------------------------------------------------------

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

// ---- what to say to 120 ------------------------------------------------------------------------------------------

/** GET /api/v1/alerts/{id}/rescue-card: read aloud in 20 seconds; every place is filled, "未知" is said. */
export interface RescueCard {
  alertId: string;
  /** Zh-CN sentences in the order in which they are said; none is empty. */
  lines: { part: RescueCardPart; text: string }[];
  /** The same as one text. */
  text: string;
  seconds: number;
  services: RescueService[];
  stayOutside: boolean;
  /** Coded advice beside it, e.g. `callFireFirst`, `everyoneOut`, `noSwitches`, `ambulanceNow`. */
  advice: RescueAdvice[];
  /** True if the console must ask whether 120/119/110 was called. */
  askRescue: boolean;
}
export const RESCUE_CARD_PARTS = [
  'who', 'address', 'access', 'happened', 'conditions', 'medication', 'allergies', 'door', 'present', 'callback',
] as const; // prettier-ignore
export type RescueCardPart = (typeof RESCUE_CARD_PARTS)[number];
export const RESCUE_ADVICE = [
  'fireFirst', 'talkThemOut', 'helpersStayOutside', 'everyoneOut', 'gasCompanyToo', 'noBellNoSwitch',
  'ambulanceWithHelper', 'policeIfNotFound',
] as const; // prettier-ignore
export type RescueAdvice = (typeof RESCUE_ADVICE)[number];

// ---- missing people ----------------------------------------------------------------------------------------------

export interface SearchPosition extends LngLat {
  at: string;
  accuracyM: number | null;
  ageSeconds: number;
  source: string;
}

/** GET /api/v1/alerts/{id}/search-sheet, and (less) GET /api/v1/search/{token}. */
export interface SearchSheet {
  alertId: string;
  number: string;
  name: string;
  sex: 'male' | 'female' | null;
  age: number | null;
  photoUrl: string | null;
  heightCm: number | null;
  clothes: string | null;
  dialect: string | null;
  features: string | null;
  missingSince: string;
  lastSeenPlace: string | null;
  placesSought: string[];
  lastPosition: SearchPosition | null;
  positions: SearchPosition[];
  lastDoorEvent: { at: string; device: string } | null;
  /** When 110 has to be called if the person is not found; null once it was. */
  policeDueAt: string | null;
  hotline: string | null;
  open: boolean;
}
/** GET /api/v1/search/{token}: for whoever holds a link; nothing of the case, of the home, or of health. */
export type PublicSearchSheet = Omit<SearchSheet, 'alertId' | 'number' | 'lastDoorEvent' | 'policeDueAt'>;
/** POST /api/v1/alerts/{id}/ring: the devices that ring and are asked where they are; none if none is worn. */
export interface PositionAsked {
  devices: { key: string; name: string }[];
}
export interface SearchLink {
  id: string;
  /** Shown once. */
  url: string;
  expiresAt: string;
}

// ---- scripts -----------------------------------------------------------------------------------------------------

export interface ScriptQuestion {
  key: string;
  zh: string;
  en: string;
  /** Coded answers; `danger` ones mean 120 at once. */
  choices: { key: string; zh: string; en: string; danger?: boolean }[];
}
/** GET /api/v1/scripts, GET /api/v1/alerts/{id}/script `{script, answers}`, POST /api/v1/scripts publishes a new version. */
export interface ScriptView {
  id: string;
  kinds: AlertKind[];
  version: number;
  publishedAt: string;
  publishedBy: PersonRef | null;
  questions: ScriptQuestion[];
}
export interface CaseScript {
  script: ScriptView | null;
  answers: ScriptAnswerView[];
}

// ---- escalation --------------------------------------------------------------------------------------------------

export interface LadderStep {
  afterSeconds: number;
  action: LadderAction;
}
/** GET /api/v1/ladders; PUT /api/v1/ladders replaces those of one division after validation. */
export interface LadderView {
  id: string;
  division: { code: string; name: string };
  /** Empty: all kinds that have no ladder of their own. */
  kinds: AlertKind[];
  /** `HH:MM` local; equal means the whole day. A ladder may reach over midnight. */
  from: string;
  to: string;
  /** `lone`: fewer than two operators on duty, or no supervisor. */
  staffing: 'normal' | 'lone';
  steps: LadderStep[];
  version: number;
}

// ---- after the case ----------------------------------------------------------------------------------------------

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

export interface HandoverView {
  id: string;
  from: PersonRef;
  to: PersonRef;
  alertIds: string[];
  state: 'offered' | 'accepted' | 'declined' | 'expired';
  offeredAt: string;
  expiresAt: string;
}

/** GET /api/v1/operators: to whom a case may be handed over. */
export interface OperatorOnDuty {
  id: string;
  name: string;
  role: Role;
  audible: boolean;
  since: string;
  claims: number;
}

// ---- people who help ---------------------------------------------------------------------------------------------

/** `days`: all, workdays, restdays, or ISO weekdays 1 (Monday) to 7. `to` at or before `from` reaches over midnight. */
export interface AgreedHours {
  days: 'all' | 'workdays' | 'restdays' | number[];
  from: string;
  to: string;
}
export const RESPONDER_SKILLS = ['firstAid', 'nursing', 'medical', 'lifting', 'fire', 'search', 'lock'] as const;
export type ResponderSkill = (typeof RESPONDER_SKILLS)[number];

/** GET/POST /api/v1/responders, PUT /api/v1/responders/{id} (admin). */
export interface ResponderView {
  id: string;
  name: string;
  kind: ResponderKind;
  facility: PersonRef | null;
  division: { code: string; name: string };
  username: string | null;
  travel: TravelWay;
  skills: ResponderSkill[];
  hours: AgreedHours[];
  place: LngLat | null;
  /** Addresses without house number and room. */
  homes: { id: string; address: string; holdsKey: boolean }[];
  active: boolean;
  onShift: boolean;
  openTasks: number;
  /** Planned duty that has not ended. */
  rosters?: RosterSpan[];
}

/** RFC 3339, half-open. */
export interface RosterSpan {
  from: string;
  to: string;
}

/** Body of POST and PUT: the whole of what is kept; a phone or planned duty that is not given stays as it is. */
export interface ResponderOrder {
  name: string;
  kind: ResponderKind;
  divisionCode: string;
  facilityId?: string | null;
  /** Of the account that gets the offers: role responder or communityWorker. */
  username?: string | null;
  phone?: string | null;
  travel: TravelWay;
  skills?: ResponderSkill[];
  hours?: AgreedHours[];
  place?: LngLat | null;
  homes?: { id: string; holdsKey: boolean }[];
  rosters?: RosterSpan[];
  active?: boolean;
}

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
export type RejudgeOrder = { alertId: string; reason: string; kind?: AlertKind; outcome?: Outcome };
export type ContactOnCard = ContactView;
