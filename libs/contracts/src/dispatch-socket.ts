// The /dispatch socket, both sides of it: one typed map from event name to payload (wire.md, Sockets).
import type { RejudgeOrder } from './after-the-case.ts';
import type { AlertView, Ending, NoRescueReason, Severity } from './alert.ts';
import type { IncomingCallView } from './calls.ts';
import type { WireError } from './errors.ts';
import type { HandoverView } from './handovers.ts';
import type { RaiseOrder } from './raise-order.ts';
import type {
  CallChannel, CallResult, CallTaskView, DispatchTaskView, DoorResult, DoorStep, DoorStepView, EntryWith,
  FollowUpResult,
  FollowUpTaskView, RescueService, RescueTaskView, RescueWay, TaskView,
} from './tasks.ts'; // prettier-ignore

export const DISPATCH_NAMESPACE = '/dispatch';

export type Ack<T extends object = object> = ({ ok: true } & T) | { ok: false; error: WireError };

export interface Snapshot {
  alerts: AlertView[];
  headSeq: number;
  serverTime: string;
}

export interface Beat {
  /** Everything up to this place in the fact log that concerns this connection has been sent. */
  headSeq: number;
  openCount: number;
  /** Lower-case hex SHA-256 of the lines `id:version` of the open alerts sent, sorted by id, joined by `\n`. */
  digest: string;
  serverTime: string;
}

export interface DispatchServerEvents {
  snapshot: (snapshot: Snapshot) => void;
  alert: (delta: { seq: number; alert: AlertView }) => void;
  removed: (gone: { seq: number; alertId: string }) => void;
  beat: (beat: Beat) => void;
  canary: (canary: { id: string; at: string }, ack?: () => void) => void;
  /** A call at the centre rang, was answered, or ended. */
  incomingCall: (delta: { seq: number; call: IncomingCallView }) => void;
  /** A handover that concerns me was offered or answered. */
  handover: (delta: { seq: number; handover: HandoverView }) => void;
}

type Ask<P, A extends object> = (payload: P, ack: (answer: Ack<A>) => void) => void;
/** One question with its acknowledgement, for the other namespaces. */
export type AckAsk<P, A extends object> = Ask<P, A>;

/** `task` payloads, by kind and verb. A task that exists is named by `taskId`. */
export type CallOrder =
  | {
      kind: 'call';
      verb: 'start';
      channel: CallChannel;
      elderId?: string;
      contactId?: string;
      name?: string;
      /** Key in the call list: whom exactly, and which of their numbers. */
      entry?: string;
    }
  | { kind: 'call'; verb: 'voice' | 'noAnswer' | 'end'; taskId: string; result?: CallResult; note?: string };
export type DispatchOrder =
  | {
      kind: 'dispatch';
      verb: 'offer';
      /** Without it the proposed candidates get the offer. */
      to?: { responderId: string } | { stationId: string };
      /** Needed where `to` is not the first of the candidates. */
      overrideReason?: string;
    }
  | {
      kind: 'dispatch';
      verb: 'recall';
      taskId?: string;
      to?: { responderId: string } | { stationId: string };
      reason?: string;
    };
export type RescueOrder =
  | {
      kind: 'rescue';
      verb: 'called';
      service: RescueService;
      way?: RescueWay;
      reference?: string;
      unit?: string;
      etaAt?: string;
    }
  | {
      kind: 'rescue';
      verb: 'arrived' | 'takenTo' | 'refused';
      taskId?: string;
      service?: RescueService;
      unit?: string;
      takenTo?: string;
      reason?: string;
    };
export interface FollowUpOrder {
  kind: 'followUp';
  verb: 'done';
  taskId?: string;
  result?: FollowUpResult;
  satisfaction?: number;
  note?: string;
}
export type TaskOrder = CallOrder | DispatchOrder | RescueOrder | FollowUpOrder;
export type AnyTask = TaskView | CallTaskView | DispatchTaskView | RescueTaskView | FollowUpTaskView;

export interface DispatchClientEvents {
  startShift: Ask<{ audible: boolean }, object>;
  endShift: Ask<object, object>;
  sync: Ask<{ lastSeq: number }, { alerts: AlertView[]; removed: string[]; headSeq: number }>;
  displayed: Ask<{ alertId: string; audible: boolean; visible: boolean }, object>;
  claim: Ask<{ alertId: string }, { alert: AlertView; leaseUntil: string }>;
  renew: Ask<{ alertId: string }, { leaseUntil: string }>;
  release: Ask<{ alertId: string }, { alert: AlertView }>;
  note: Ask<{ alertId: string; text: string }, { alert: AlertView }>;
  resolve: Ask<{ alertId: string } & Ending, { alert: AlertView }>;
  close: Ask<{ alertId: string } & Ending, { alert: AlertView }>;
  reopen: Ask<{ alertId: string; reason: string }, { alert: AlertView }>;
  /** `joined`: the case was open already, and this is one more cry in it. */
  raise: Ask<RaiseOrder, { alert: AlertView; joined: boolean }>;
  /** `task` is the one that the order made or changed; an offer to several answers with the first, and all in `tasks`. */
  task: Ask<{ alertId: string } & TaskOrder, { task: AnyTask; tasks: AnyTask[]; alert: AlertView }>;
  handover: Ask<{ alertIds: string[]; to: string }, { handover: HandoverView }>;
  answerHandover: Ask<{ handoverId: string; accept: boolean }, { handover: HandoverView; alerts: AlertView[] }>;
  /** The case goes into `into`, which takes its presses. */
  merge: Ask<{ alertId: string; into: string }, { alert: AlertView; into: AlertView }>;
  /** Says who the case is about. */
  identify: Ask<{ alertId: string; elderId: string }, { alert: AlertView }>;
  judge: Ask<{ alertId: string; severity: Severity; reason: string }, { alert: AlertView }>;
  /** Supervisor: what an ended case is said to have been is changed, kept and listed. */
  rejudge: Ask<RejudgeOrder, { alert: AlertView }>;
  /** A named person has been phoned: what is held may be told. */
  informed: Ask<{ alertId: string; name: string; contactId?: string; note?: string }, { alert: AlertView }>;
  answer: Ask<{ alertId: string; scriptId: string; question: string; answer: string }, { alert: AlertView }>;
  doorStep: Ask<
    { alertId: string; step: DoorStep; result: DoorResult; with?: EntryWith; note?: string; photoId?: string },
    /** `next`: what is left to be done at the door, in order. */
    { alert: AlertView; doorStep: DoorStepView; next: DoorStep[] }
  >;
  /** 120, 119 or 110 is not needed, and why; the question is not asked again. */
  noRescue: Ask<{ alertId: string; reason: NoRescueReason }, { alert: AlertView }>;
  takeCall: Ask<{ callId: string }, { call: IncomingCallView }>;
}

export const DISPATCH_CLIENT_EVENTS = [
  'startShift', 'endShift', 'sync', 'displayed', 'claim', 'renew', 'release', 'note', 'resolve', 'close', 'reopen',
  'raise', 'task', 'handover', 'answerHandover', 'merge', 'identify', 'judge', 'rejudge', 'informed', 'answer', 'doorStep',
  'noRescue', 'takeCall',
] as const satisfies readonly (keyof DispatchClientEvents)[]; // prettier-ignore
