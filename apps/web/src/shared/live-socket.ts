// A socket to the server, and the one way to ask it something.
import { io, type Socket } from 'socket.io-client';
import type { Ack, WireError } from '#libs/contracts';

type AnyAsk = (payload: never, ack: (answer: unknown) => void) => void;
/** A typed map of questions, e.g. DispatchClientEvents. */
export type Asks<Client> = { [E in keyof Client]: AnyAsk };
export type PayloadOf<Client extends Asks<Client>, E extends keyof Client> = Parameters<Client[E]>[0];
export type AnswerOf<Client extends Asks<Client>, E extends keyof Client> = Parameters<Parameters<Client[E]>[1]>[0];

const ANSWER_WITHIN_MS = 8_000;

/** A socket that is not connected yet; the browser's session cookie goes with it. */
export const openSocket = (namespace: string): Socket =>
  io(namespace, {
    transports: ['websocket'],
    withCredentials: true,
    autoConnect: false,
    forceNew: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 3_000,
    timeout: 6_000,
  });

export const refused = (code: string): { ok: false; error: WireError } => ({ ok: false, error: { code, message: '' } });

/**
 * Asks and waits for the acknowledgement; never rejects. While the link is down nothing is sent:
 * socket.io would keep the question and put it much later, when nobody means it any more.
 */
export function ask(socket: Socket, event: string, payload: unknown): Promise<Ack> {
  if (!socket.connected) return Promise.resolve(refused('LOCAL.OFFLINE'));
  return new Promise((resolve) => {
    const settle = (answer: Ack): void => {
      window.clearTimeout(timer);
      socket.off('disconnect', lost);
      resolve(answer);
    };
    const lost = (): void => settle(refused('LOCAL.NO_ANSWER'));
    const timer = window.setTimeout(lost, ANSWER_WITHIN_MS);
    socket.once('disconnect', lost);
    socket.emit(event, payload, settle);
  });
}

/** The code of a refused connection, if the server gave one. */
export function refusalCode(error: Error): string | null {
  const data = (error as Error & { data?: { code?: unknown } }).data;
  return typeof data?.code === 'string' ? data.code : null;
}
