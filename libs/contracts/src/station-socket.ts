// The /station socket: offers to responders and what they answer (wire.md, Sockets).
import type { AlertView, LngLat } from './alert.ts';
import type { AckAsk, Beat } from './dispatch-socket.ts';
import type { DispatchTaskView, DoorResult, DoorStep, DoorStepView, EntryWith, ToldLocation } from './tasks.ts';

export const STATION_NAMESPACE = '/station';

/** What a helper needs at the door; null or empty where this kind of helper may not see it, or when the case has ended. */
export interface HelperSheet {
  floor: number | null;
  hasLift: boolean | null;
  location: LngLat | null;
  doorAndKeyNotes: string | null;
  holdsKey: boolean;
  /** For professionals only: neighbours and guards never see conditions. */
  conditions: string[] | null;
  allergies: string[] | null;
  /** How to speak with the person. */
  reach: { hearing: string | null; dialect: string | null } | null;
  /** Smoke, gas, carbon monoxide: stay outside. */
  stayOutside: boolean;
  /** The call centre's number. */
  centrePhone: string | null;
  /** Numbers of the person in need; like conditions, for professionals only. */
  phones?: string[] | null;
}

export interface ResponderTask {
  task: DispatchTaskView;
  /** Null once the task has ended: address, door and key are shown while it is open only. */
  alert: AlertView | null;
  help: HelperSheet | null;
  /** Somebody else leads this case. */
  othersOnTheWay: number;
  /** Auto-offered because nobody at the centre has answered. */
  nobodyAnswered: boolean;
  /** What has been recorded at the door by whomever, oldest first; notes for professionals only, nothing once the task has ended. */
  doorSteps?: DoorStepView[];
}

export interface StationSnapshot {
  /** Cases of my open tasks. */
  alerts: AlertView[];
  tasks: ResponderTask[];
  responder: { id: string; name: string; onShift: boolean; since: string | null } | null;
  headSeq: number;
  serverTime: string;
}

export interface StationServerEvents {
  snapshot: (snapshot: StationSnapshot) => void;
  offer: (offer: { taskId: string; alert: AlertView; expiresAt: string; task: ResponderTask; seq: number }) => void;
  /** A task of mine changed; ended ones come once more with their last state. */
  task: (delta: { seq: number; task: ResponderTask }) => void;
  alert: (delta: { seq: number; alert: AlertView }) => void;
  removed: (gone: { seq: number; alertId: string }) => void;
  beat: (beat: Beat) => void;
}

interface TaskAsk {
  taskId: string;
  location?: ToldLocation;
  reason?: string;
}
type TaskAnswer = { task: ResponderTask };

export interface StationClientEvents {
  startShift: AckAsk<object, { since: string }>;
  endShift: AckAsk<object, object>;
  sync: AckAsk<
    { lastSeq: number },
    { alerts: AlertView[]; tasks: ResponderTask[]; removed: string[]; headSeq: number }
  >;
  accept: AckAsk<TaskAsk, TaskAnswer>;
  decline: AckAsk<TaskAsk, TaskAnswer>;
  enRoute: AckAsk<TaskAsk, TaskAnswer>;
  onScene: AckAsk<TaskAsk, TaskAnswer>;
  atDoorNoAnswer: AckAsk<TaskAsk, TaskAnswer>;
  left: AckAsk<TaskAsk, TaskAnswer>;
  checkIn: AckAsk<TaskAsk, TaskAnswer>;
  /** Refused off shift and without an open task. */
  location: AckAsk<ToldLocation, object>;
  note: AckAsk<{ taskId: string; text: string }, object>;
  doorStep: AckAsk<
    { taskId: string; step: DoorStep; result: DoorResult; with?: EntryWith; note?: string; photoId?: string },
    object
  >;
}

export const STATION_CLIENT_EVENTS = [
  'startShift', 'endShift', 'sync', 'accept', 'decline', 'enRoute', 'onScene', 'atDoorNoAnswer', 'left', 'checkIn',
  'location', 'note', 'doorStep',
] as const satisfies readonly (keyof StationClientEvents)[]; // prettier-ignore
