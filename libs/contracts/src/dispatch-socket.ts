// The /dispatch socket, both sides of it: one typed map from event name to payload (wire.md, Sockets).
import type { AlertView, Outcome } from './alert.ts';
import type { WireError } from './errors.ts';

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
}

type Ask<P, A extends object> = (payload: P, ack: (answer: Ack<A>) => void) => void;

export interface DispatchClientEvents {
  startShift: Ask<{ audible: boolean }, object>;
  endShift: Ask<object, object>;
  sync: Ask<{ lastSeq: number }, { alerts: AlertView[]; removed: string[]; headSeq: number }>;
  displayed: Ask<{ alertId: string; audible: boolean; visible: boolean }, object>;
  claim: Ask<{ alertId: string }, { alert: AlertView; leaseUntil: string }>;
  renew: Ask<{ alertId: string }, { leaseUntil: string }>;
  release: Ask<{ alertId: string }, { alert: AlertView }>;
  note: Ask<{ alertId: string; text: string }, { alert: AlertView }>;
  resolve: Ask<{ alertId: string; outcome: Outcome; note?: string }, { alert: AlertView }>;
  close: Ask<{ alertId: string; outcome: Outcome; note?: string }, { alert: AlertView }>;
  reopen: Ask<{ alertId: string; reason: string }, { alert: AlertView }>;
}

export const DISPATCH_CLIENT_EVENTS = [
  'startShift', 'endShift', 'sync', 'displayed', 'claim', 'renew', 'release', 'note', 'resolve', 'close', 'reopen',
] as const satisfies readonly (keyof DispatchClientEvents)[]; // prettier-ignore
