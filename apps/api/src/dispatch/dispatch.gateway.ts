// The /dispatch socket: authentication before the connection exists, one loop for all verbs, every message answered.
import { Inject } from '@nestjs/common';
import {
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import { DISPATCH_NAMESPACE } from '#libs/contracts';
import { Territories } from '#libs/places';
import { Shifts } from '#libs/alerts';
import { DomainError, LOG, PROCESS_ID, type Log } from '#libs/platform';
import { SocketSessions } from '../door/socket-session.ts';
import { closeOtherDoors } from '../sockets/other-doors.ts';
import { SOCKET_OPTIONS } from '../sockets/socket-options.ts';
import { VerbLoop, admitting } from '../sockets/verb-loop.ts';
import { ConsoleConnection, type DispatchNamespace, type DispatchSocket } from './console-connection.ts';
import { ConsoleFeed } from './console-feed.ts';
import { DispatchVerbs } from './dispatch-verbs.ts';
import { DISPATCH_ROLES } from './verb.ts';

const UNKNOWN_IDS = {
  alertId: 'ALERT.NOT_FOUND', taskId: 'TASK.NOT_FOUND', elderId: 'ELDER.NOT_FOUND', homeId: 'HOME.NOT_FOUND',
  callId: 'CALL.NOT_FOUND', incomingCallId: 'CALL.NOT_FOUND', scriptId: 'SCRIPT.NOT_FOUND',
} as const; // prettier-ignore

@WebSocketGateway({ namespace: DISPATCH_NAMESPACE, ...SOCKET_OPTIONS })
export class DispatchGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect {
  private readonly loop: VerbLoop<ConsoleConnection>;

  constructor(
    private readonly sessions: SocketSessions,
    private readonly territories: Territories,
    private readonly feed: ConsoleFeed,
    verbs: DispatchVerbs,
    private readonly shifts: Shifts,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.loop = new VerbLoop(verbs.table, UNKNOWN_IDS, log);
  }

  async afterInit(namespace: DispatchNamespace): Promise<void> {
    namespace.use(admitting((socket: DispatchSocket) => this.admit(socket)));
    closeOtherDoors(namespace.server, this.sessions);
    await this.feed.start(namespace);
  }

  handleConnection(socket: DispatchSocket): void {
    const connection = socket.data as { console?: ConsoleConnection };
    const console = connection.console;
    if (!console) {
      socket.disconnect(true);
      return;
    }
    this.loop.attach(socket, console);
    this.feed.welcome(console).catch((error: unknown) => {
      this.log.error({ err: error }, 'a console could not be given its snapshot');
      socket.disconnect(true);
    });
  }

  handleDisconnect(socket: DispatchSocket): void {
    this.feed.goodbye(socket.id);
    const { console } = socket.data as { console?: ConsoleConnection };
    if (!console) return;
    this.shifts.end(console.actor.accountId, console.id).catch((error: unknown) => {
      this.log.warn({ err: error }, 'a shift could not be ended with its console');
    });
  }

  private async admit(socket: DispatchSocket): Promise<void> {
    const actor = await this.sessions.authenticate(socket);
    if (!DISPATCH_ROLES.includes(actor.role)) throw new DomainError('AUTH.FORBIDDEN');
    const territory = await this.territories.of(actor.scopes);
    Object.assign(socket.data, { console: new ConsoleConnection(socket, actor, territory, PROCESS_ID) });
  }
}
