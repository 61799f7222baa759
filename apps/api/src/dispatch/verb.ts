// One thing that a console can do: who may, what it must send, what happens.
import type { ActorRef } from '#libs/alerts';
import type { DispatchClientEvents, Role } from '#libs/contracts';
import type { LoopVerb } from '../sockets/verb-loop.ts';
import type { ConsoleConnection } from './console-connection.ts';

/** Those who answer alerts; admin only reads. */
export const ANSWERING: readonly Role[] = ['operator', 'supervisor', 'dutyOfficer'];
export const SUPERVISING: readonly Role[] = ['supervisor'];
/** Those who come in at all. */
export const DISPATCH_ROLES: readonly Role[] = [...ANSWERING, 'admin'];

export type Verb = LoopVerb<ConsoleConnection>;

/** `body`: what was sent, unchecked. */
export function verb<P extends object>(
  payload: new () => P,
  roles: readonly Role[],
  run: (connection: ConsoleConnection, payload: P, body: object) => Promise<object>,
): Verb {
  return { payload, roles, run: (connection, given, body) => run(connection, given as P, body) };
}

/** Verbs of one subject; the gateway's table is made of all of them. */
export type VerbGroup = Readonly<Partial<Record<keyof DispatchClientEvents, Verb>>>;
export type VerbTable = VerbGroup;

export const actorOf = (console: ConsoleConnection): ActorRef => ({
  accountId: console.actor.accountId,
  territory: console.territory.toSql(),
});
