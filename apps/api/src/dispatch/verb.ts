// One thing that a console can do: who may, what it must send, what happens.
import type { ActorRef } from '#libs/alerts';
import type { DispatchClientEvents, Role } from '#libs/contracts';
import type { AnswerTo, LoopVerb } from '../sockets/verb-loop.ts';
import type { ConsoleConnection } from './console-connection.ts';

/** Those who answer alerts; admin only reads. */
export const ANSWERING: readonly Role[] = ['operator', 'supervisor', 'dutyOfficer'];
export const SUPERVISING: readonly Role[] = ['supervisor'];
/** Those who come in at all. */
export const DISPATCH_ROLES: readonly Role[] = [...ANSWERING, 'admin'];

export type Verb<A extends object> = LoopVerb<ConsoleConnection, A>;

/** `body`: what was sent, unchecked. */
export function verb<P extends object, A extends object>(
  payload: new () => P,
  roles: readonly Role[],
  run: (connection: ConsoleConnection, payload: P, body: object) => Promise<A>,
): Verb<A> {
  return { payload, roles, run: (connection, given, body) => run(connection, given as P, body) };
}

/** Verbs of one subject, each answered as the wire promises. */
export type VerbGroup<Name extends keyof DispatchClientEvents> = {
  readonly [N in Name]: Verb<AnswerTo<DispatchClientEvents[N]>>;
};
/** Made of all groups: a verb that none of them has does not compile. */
export type VerbTable = VerbGroup<keyof DispatchClientEvents>;

export const actorOf = (console: ConsoleConnection): ActorRef => ({
  accountId: console.actor.accountId,
  territory: console.territory.toSql(),
});
