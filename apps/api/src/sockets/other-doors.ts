// Namespaces that nobody serves refuse with a code, instead of letting anybody stay.
import type { Namespace, Socket } from 'socket.io';
import { DISPATCH_NAMESPACE, STATION_NAMESPACE } from '#libs/contracts';
import { DomainError } from '#libs/platform';
import type { SocketSessions } from '../door/socket-session.ts';
import { admitting } from './verb-loop.ts';

const SERVED = [DISPATCH_NAMESPACE, STATION_NAMESPACE];
/** A namespace that is made after this one and fits it would become its child, and refuse everybody. */
const OTHERS = new RegExp(`^(?!(?:${SERVED.join('|')})$)/.+$`);

export function closeOtherDoors(server: Pick<Namespace['server'], 'of'>, sessions: SocketSessions): void {
  const refuse = admitting(async (socket: Socket) => {
    await sessions.authenticate(socket);
    throw new DomainError('AUTH.FORBIDDEN');
  });
  server.of('/').use(refuse);
  server.of(OTHERS).use(refuse);
}
