// The /dispatch socket with its types, and the one way to ask it something.
import { io, type Socket } from 'socket.io-client';
import {
  DISPATCH_NAMESPACE,
  type Ack,
  type DispatchClientEvents,
  type DispatchServerEvents,
  type WireError,
} from '#libs/contracts';

export type DispatchSocket = Socket<DispatchServerEvents, DispatchClientEvents>;
export type AskEvent = keyof DispatchClientEvents;
export type PayloadOf<E extends AskEvent> = Parameters<DispatchClientEvents[E]>[0];
export type AnswerOf<E extends AskEvent> = Parameters<Parameters<DispatchClientEvents[E]>[1]>[0];

const ANSWER_WITHIN_MS = 8_000;

/** A socket that is not connected yet; the browser's session cookie goes with it. */
export const openDispatchSocket = (): DispatchSocket =>
  io(DISPATCH_NAMESPACE, {
    transports: ['websocket'],
    withCredentials: true,
    autoConnect: false,
    forceNew: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 3_000,
    timeout: 6_000,
  });

const refused = (code: string): { ok: false; error: WireError } => ({ ok: false, error: { code, message: '' } });

/**
 * Asks and waits for the acknowledgement; never rejects. While the link is down nothing is sent:
 * socket.io would keep the question and put it much later, when nobody means it any more.
 */
export function ask<E extends AskEvent>(socket: DispatchSocket, event: E, payload: PayloadOf<E>): Promise<AnswerOf<E>> {
  if (!socket.connected) return Promise.resolve(refused('LOCAL.OFFLINE') as AnswerOf<E>);
  return new Promise((resolve) => {
    const settle = (answer: Ack): void => {
      window.clearTimeout(timer);
      socket.off('disconnect', lost);
      resolve(answer);
    };
    const lost = (): void => settle(refused('LOCAL.NO_ANSWER'));
    const timer = window.setTimeout(lost, ANSWER_WITHIN_MS);
    socket.once('disconnect', lost);
    const emit = socket.emit.bind(socket) as (event: E, payload: PayloadOf<E>, ack: (answer: Ack) => void) => void;
    emit(event, payload, settle);
  });
}

/** The code of a refused connection, if the server gave one. */
export function refusalCode(error: Error): string | null {
  const data = (error as Error & { data?: { code?: unknown } }).data;
  return typeof data?.code === 'string' ? data.code : null;
}
