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

/** In the order of a case; the furthest task gives the stage. */
export const ALERT_STAGES = [
  'raised', 'claimed', 'verifying', 'dispatched', 'accepted', 'enRoute', 'onScene', 'resolved', 'closed',
] as const; // prettier-ignore
export type AlertStage = (typeof ALERT_STAGES)[number];
/** Stages that tasks give; the others follow the state. */
export type TaskStage = 'verifying' | 'dispatched' | 'accepted' | 'enRoute' | 'onScene';

export type AlertSource = 'device' | 'operator' | 'family' | 'station';

/** Kinds that people raise from the console. */
export const RAISED_BY_PEOPLE = ['phoneCall', 'welfareCheck', 'missingPerson'] as const;
export type RaisedByPeople = (typeof RAISED_BY_PEOPLE)[number];

/** Coded outcomes a case may be closed with. */
export const OUTCOMES = [
  'realEmergency', 'helpGiven', 'foundWell', 'foundIll', 'foundDead',
  'notAtHome', 'movedAway', 'falseAlarm', 'test', 'unreachable',
] as const; // prettier-ignore
export type Outcome = (typeof OUTCOMES)[number];

/** What a real emergency came to, or what a false alarm was. */
export const OUTCOME_DETAILS = {
  realEmergency: ['hospital', 'treatedOnSite', 'fire', 'crime', 'other'],
  falseAlarm: ['accidental', 'deviceFault'],
} as const satisfies Partial<Record<Outcome, readonly string[]>>;
export type OutcomeDetail = (typeof OUTCOME_DETAILS)[keyof typeof OUTCOME_DETAILS][number];

export const INJURIES = ['none', 'minor', 'serious'] as const;
export type Injury = (typeof INJURIES)[number];

/** What led to it; the first four count as care-risk events (domain rule 8). */
export const CAUSES = [
  'fall', 'choking', 'selfHarm', 'wandering', 'illness', 'fire', 'gas', 'crime', 'loneliness', 'mistake', 'device',
  'other',
] as const; // prettier-ignore
export type Cause = (typeof CAUSES)[number];

/** How it is known that somebody is not at home. */
export const ABSENCE_PROOFS = [
  'spokeToElder',
  'familyConfirmed',
  'neighbourConfirmed',
  'homeSearched',
  'other',
] as const;
export type AbsenceProof = (typeof ABSENCE_PROOFS)[number];

/** Why a real P1 was ended without 120, 119 or 110. */
export const NO_RESCUE_REASONS = [
  'helpedByResponder', 'helpedByFamily', 'elderRefused', 'wentByThemselves', 'alreadyInCare', 'notNeededMedically',
] as const; // prettier-ignore
export type NoRescueReason = (typeof NO_RESCUE_REASONS)[number];

/** Everything that ending a case says; only the outcome is always needed. */
export interface Ending {
  outcome: Outcome;
  note?: string;
  detail?: OutcomeDetail;
  injury?: Injury;
  cause?: Cause;
  /** For notAtHome: coded, or told in the note. */
  proof?: AbsenceProof;
  noRescueReason?: NoRescueReason;
  /** For unreachable (P3 only): when it is tried again. */
  retryAt?: string;
}

/** A person as somebody described them who is not in the registry. */
export interface ReportedPerson {
  name: string | null;
  sex: 'male' | 'female' | null;
  age: number | null;
  address: string | null;
}

/** The steps of an escalation ladder. */
export const LADDER_ACTIONS = [
  'ringAgain', 'supervisor', 'operatorMobile', 'dutyPhone', 'nextLevelCentre', 'neighbouringCentre', 'autoOffer',
] as const; // prettier-ignore
export type LadderAction = (typeof LADDER_ACTIONS)[number];

/** How far a case has climbed. */
export interface EscalationView {
  /** Actions of the ladder that have fired since the case began to wait, in their order. */
  fired: LadderAction[];
  /** The consoles sound again when this changes. */
  rungAt: string | null;
  /** When the next step is due; null while nobody has to wait for anybody. */
  nextAt: string | null;
  next: LadderAction | null;
}

/** When each leg was reached first; null if never. Elapsed times count from `receivedAt`. */
export interface AlertMilestones {
  callStartedAt: string | null;
  voiceAt: string | null;
  rescueCalledAt: string | null;
  dispatchedAt: string | null;
  acceptedAt: string | null;
  enRouteAt: string | null;
  onSceneAt: string | null;
  resolvedAt: string | null;
}

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
  milestones: AlertMilestones;
  /** Seconds from raise to arrival that are promised for the class of the place (urban, town, mountain). */
  arrivalTargetSeconds: number;
  escalation: EscalationView;
  /** Who it is about, where the registry does not know them. */
  reported: ReportedPerson | null;
  raisedBy: PersonRef | null;
  detail: OutcomeDetail | null;
  injury: Injury | null;
  cause: Cause | null;
  /** The answer to “was 120, 119 or 110 called?”: why not; null while nobody has said so, and once one of them was called. */
  noRescueReason: NoRescueReason | null;
  /** Death, serious injury or missing: reaches no page and no message until a named person has been phoned. */
  held: boolean;
  /** A real P1 or an injury waits for the supervisor's review before archive. */
  reviewDue: boolean;
  mergedInto: string | null;
  reopened: number;
  /** Nobody who could be offered it is within the limit: said at once. */
  nobodyInReach: boolean;
  /** A helper at night has not checked in in time. */
  helperSilent: boolean;
  /** Missing for so long that 110 should search, and nobody has called it. */
  policeDue: boolean;
  /** A handover to this operator waits for their answer. */
  handoverTo: PersonRef | null;
}

export const TIMELINE_ACTIONS = [
  'raised', 'pressed', 'cancelledByElder', 'displayed', 'escalated', 'claimed', 'leaseLapsed', 'released',
  'noted', 'resolved', 'closed', 'reopened', 'cardOpened',
  'merged', 'mergedHere', 'identified', 'judged', 'rejudged', 'informed', 'reviewed', 'handoverOffered', 'handoverAccepted',
  'handoverDeclined', 'stepFired', 'nobodyToRing', 'noNextStep', 'callStarted', 'callVoice', 'callNoAnswer', 'callEnded', 'answered',
  'offered', 'accepted', 'declined', 'expired', 'recalled', 'enRoute', 'onScene', 'atDoorNoAnswer', 'left', 'nobodyInReach',
  'checkedIn', 'helperSilent', 'doorStep', 'photoAdded', 'rescueCalled', 'rescueArrived', 'rescueTakenTo', 'rescueRefused',
  'rescueAsked', 'followUpDue', 'followUpDone', 'searchSheetMade', 'searchLinkMade', 'searchLinkRevoked', 'positionAsked',
  'policeDue', 'deathTakenBack',
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
