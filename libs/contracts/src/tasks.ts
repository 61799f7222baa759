// Tasks beside a case (domain rule 5): several at once, each kind with its own life. Times are RFC 3339, ids are strings.
import type { LngLat, PersonRef } from './alert.ts';

export const CALL_STATES = ['ringing', 'voice', 'noAnswer', 'ended'] as const;
export type CallState = (typeof CALL_STATES)[number];
export const DISPATCH_STATES = [
  'offered', 'accepted', 'declined', 'expired', 'recalled', 'enRoute', 'onScene', 'atDoorNoAnswer', 'left',
] as const; // prettier-ignore
export type DispatchState = (typeof DISPATCH_STATES)[number];
export const RESCUE_STATES = ['called', 'arrived', 'takenTo', 'refused'] as const;
export type RescueState = (typeof RESCUE_STATES)[number];
export const FOLLOW_UP_STATES = ['due', 'done', 'cancelled'] as const;
export type FollowUpState = (typeof FOLLOW_UP_STATES)[number];

export const CALL_CHANNELS = ['deviceVoice', 'landline', 'mobile', 'neighbour', 'contact', 'incoming'] as const;
export type CallChannel = (typeof CALL_CHANNELS)[number];
/** What a conversation brought out. */
export const CALL_RESULTS = ['isWell', 'needsHelp', 'noSense', 'comes', 'cannotCome', 'consents', 'other'] as const;
export type CallResult = (typeof CALL_RESULTS)[number];

export interface CallTaskView {
  id: string;
  kind: 'call';
  alertId: string;
  state: CallState;
  version: number;
  channel: CallChannel;
  /** Who was called: name and what they are to the elder; never a number. */
  party: { name: string; relation: string | null; elderId: string | null; contactId: string | null };
  by: PersonRef | null;
  startedAt: string;
  voiceAt: string | null;
  endedAt: string | null;
  result: CallResult | null;
  note: string | null;
  recordingRef: string | null;
  /** What the telephony has made of the order to dial; null where people dial by themselves. */
  telephony?: TelephonyState | null;
}
export type TelephonyState = 'queued' | 'accepted' | 'failed' | 'noTelephony';

/** Coded reasons of a responder; free words may stand beside them. */
export const DECLINE_REASONS = ['busy', 'tooFar', 'unwell', 'noTransport', 'other'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export interface DispatchTaskView {
  id: string;
  kind: 'dispatch';
  alertId: string;
  state: DispatchState;
  version: number;
  responder: PersonRef & { kind: ResponderKind; facility: PersonRef | null };
  /** The first to accept leads; others stay second. Null before acceptance. */
  lead: boolean | null;
  roundId: string;
  offeredAt: string;
  offeredBy: PersonRef | null;
  expiresAt: string;
  acceptedAt: string | null;
  enRouteAt: string | null;
  onSceneAt: string | null;
  atDoorNoAnswerAt: string | null;
  endedAt: string | null;
  reason: string | null;
  /** How far from the home they were when they said that they had arrived, in metres; null without a position. */
  arrivedWithinM: number | null;
  /** Arrival from too far away, or without a position. */
  arrivalDoubtful: boolean;
  checkInDueAt: string | null;
  checkInOverdue: boolean;
}

export const RESCUE_SERVICES = ['120', '119', '110', 'gasCompany'] as const;
export type RescueService = (typeof RESCUE_SERVICES)[number];
export const RESCUE_WAYS = ['transfer', 'threeWay', 'separate'] as const;
export type RescueWay = (typeof RESCUE_WAYS)[number];

export interface RescueTaskView {
  id: string;
  kind: 'rescue';
  alertId: string;
  state: RescueState;
  version: number;
  service: RescueService;
  calledAt: string;
  calledBy: PersonRef | null;
  way: RescueWay;
  /** Their own number of the case. */
  reference: string | null;
  unit: string | null;
  etaAt: string | null;
  arrivedAt: string | null;
  takenTo: string | null;
  takenAt: string | null;
  refused: string | null;
}

export const FOLLOW_UP_KINDS = ['dayAfter', 'morningAfter', 'weekAfterHospital'] as const;
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number];
export const FOLLOW_UP_RESULTS = ['well', 'recovering', 'needsCare', 'inHospital', 'died', 'unreachable'] as const;
export type FollowUpResult = (typeof FOLLOW_UP_RESULTS)[number];

export interface FollowUpTaskView {
  id: string;
  kind: 'followUp';
  alertId: string;
  state: FollowUpState;
  version: number;
  followUp: FollowUpKind;
  dueAt: string;
  doneAt: string | null;
  by: PersonRef | null;
  result: FollowUpResult | null;
  /** 1 to 5. */
  satisfaction: number | null;
  note: string | null;
  /** Attempts that reached nobody; the task stays due. */
  attempts: number;
}

export type TaskView = CallTaskView | DispatchTaskView | RescueTaskView | FollowUpTaskView;

/** What is done at a door that nobody opens, in this order. */
export const DOOR_STEPS = [
  'knock', 'call', 'listen', 'keyHolder', 'keySafe', 'neighbour', 'guard', 'familyConsent', 'photoBefore', 'forceEntry',
  'photoAfter',
] as const; // prettier-ignore
export type DoorStep = (typeof DOOR_STEPS)[number];
export const DOOR_RESULTS = ['done', 'noResult', 'opened', 'refused', 'notPossible'] as const;
export type DoorResult = (typeof DOOR_RESULTS)[number];
/** Who may force a door, never alone. */
export const ENTRY_WITH = ['110', '119', 'locksmith'] as const;
export type EntryWith = (typeof ENTRY_WITH)[number];

export interface DoorStepView {
  id: string;
  at: string;
  step: DoorStep;
  result: DoorResult;
  by: PersonRef | null;
  /** With forceEntry only. */
  with: EntryWith | null;
  note: string | null;
  photoId: string | null;
}

export const PHOTO_PURPOSES = ['doorBefore', 'doorAfter', 'scene', 'person'] as const;
export interface PhotoView {
  id: string;
  at: string;
  by: PersonRef | null;
  purpose: (typeof PHOTO_PURPOSES)[number];
  /** GET this address; it opens for those who may see the case. */
  url: string;
}

/** GET /api/v1/alerts/{id}/tasks: everything beside the case, oldest first. */
export interface CaseTasks {
  calls: CallTaskView[];
  dispatches: DispatchTaskView[];
  rescues: RescueTaskView[];
  followUps: FollowUpTaskView[];
  doorSteps: DoorStepView[];
  photos: PhotoView[];
  answers: ScriptAnswerView[];
}

export interface ScriptAnswerView {
  at: string;
  scriptId: string;
  scriptVersion: number;
  question: string;
  answer: string;
  by: PersonRef | null;
}

export const RESPONDER_KINDS = [
  'stationStaff', 'rescueTeam', 'communityWorker', 'neighbour', 'propertyGuard', 'villageDoctor', 'volunteer',
  'nearbyFamily',
] as const; // prettier-ignore
export type ResponderKind = (typeof RESPONDER_KINDS)[number];
/** Those whose work it is: they see conditions where they are sent; neighbours, guards, volunteers and family never do. */
export const PROFESSIONAL_KINDS = [
  'stationStaff', 'rescueTeam', 'communityWorker', 'villageDoctor',
] as const satisfies readonly ResponderKind[]; // prettier-ignore
/** Asked for the homes only that they are paired with. */
export const OWN_HOMES_ONLY = ['neighbour', 'nearbyFamily'] as const satisfies readonly ResponderKind[];
export const TRAVEL_WAYS = ['foot', 'ebike', 'car'] as const;
export type TravelWay = (typeof TRAVEL_WAYS)[number];

/** Position as a phone tells it. */
export interface ToldLocation extends LngLat {
  /** Metres. */
  accuracy?: number;
  at?: string;
}
