// The /station socket: responders' phones. Authentication before the connection exists, every message answered.
import { Inject } from '@nestjs/common';
import {
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type { Namespace } from 'socket.io';
import { STATION_NAMESPACE, type StationClientEvents, type StationServerEvents } from '#libs/contracts';
import { DomainError, LOG, type Log } from '#libs/platform';
import { SocketSessions } from '../door/socket-session.ts';
import { SOCKET_OPTIONS } from '../sockets/socket-options.ts';
import { VerbLoop, admitting } from '../sockets/verb-loop.ts';
import { StationConnection, type StationSocket } from './station-connection.ts';
import { StationFeed } from './station-feed.ts';
import { STATION_ROLES, StationVerbs } from './station-verbs.ts';

@WebSocketGateway({ namespace: STATION_NAMESPACE, ...SOCKET_OPTIONS })
export class StationGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect {
  private readonly loop: VerbLoop<StationConnection>;

  constructor(
    private readonly sessions: SocketSessions,
    private readonly feed: StationFeed,
    verbs: StationVerbs,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.loop = new VerbLoop(verbs.table, { taskId: 'TASK.NOT_FOUND' }, log);
  }

  async afterInit(namespace: Namespace<StationClientEvents, StationServerEvents>): Promise<void> {
    namespace.use(admitting((socket: StationSocket) => this.admit(socket)));
    await this.feed.start();
  }

  handleConnection(socket: StationSocket): void {
    const { phone } = socket.data as { phone?: StationConnection };
    if (!phone) {
      socket.disconnect(true);
      return;
    }
    this.loop.attach(socket, phone);
    this.feed.welcome(phone).catch((error: unknown) => {
      this.log.error({ err: error }, 'a phone could not be given its snapshot');
      socket.disconnect(true);
    });
  }

  handleDisconnect(socket: StationSocket): void {
    // A shift goes on: phones sleep.
    this.feed.goodbye(socket.id);
  }

  private async admit(socket: StationSocket): Promise<void> {
    const actor = await this.sessions.authenticate(socket);
    if (!STATION_ROLES.includes(actor.role)) throw new DomainError('AUTH.FORBIDDEN');
    const responder = await this.feed.responderOf(actor.accountId);
    Object.assign(socket.data, { phone: new StationConnection(socket, actor, responder) });
  }
}
