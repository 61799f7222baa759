// The /dispatch socket: authentication before the connection exists, one loop for all verbs, every message answered.
import { Inject } from '@nestjs/common';
import {
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type { Socket } from 'socket.io';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { DISPATCH_NAMESPACE, type WireError } from '#libs/contracts';
import { Territories } from '#libs/places';
import { Shifts } from '#libs/alerts';
import { DomainError, LOG, toWireError, type Log } from '#libs/platform';
import { PROCESS_ID } from '#libs/platform';
import { SocketSessions } from '../door/socket-session.ts';
import { ConsoleConnection, type DispatchNamespace, type DispatchSocket } from './console-connection.ts';
import { ConsoleFeed } from './console-feed.ts';
import { DISPATCH_ROLES, DispatchVerbs, type Verb } from './dispatch-verbs.ts';

type Answer = (answer: object) => void;

@WebSocketGateway({
  namespace: DISPATCH_NAMESPACE,
  transports: ['websocket'],
  serveClient: false,
  // A frozen console is noticed within 15 s and its buffer given up.
  pingInterval: 5_000,
  pingTimeout: 10_000,
  // Longer messages end the connection; shorter ones that are too long for their field are answered.
  maxHttpBufferSize: 1_000_000,
  cleanupEmptyChildNamespaces: true,
})
export class DispatchGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect {
  constructor(
    private readonly sessions: SocketSessions,
    private readonly territories: Territories,
    private readonly feed: ConsoleFeed,
    private readonly verbs: DispatchVerbs,
    private readonly shifts: Shifts,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async afterInit(namespace: DispatchNamespace): Promise<void> {
    namespace.use((socket, next) => {
      this.admit(socket).then(
        () => next(),
        (error: unknown) => next(refusal(error)),
      );
    });
    this.closeOtherDoors(namespace);
    await this.feed.start(namespace);
  }

  /** Namespaces that nobody serves refuse with a code, as this one does, instead of letting anybody stay. */
  private closeOtherDoors(namespace: DispatchNamespace): void {
    const refuse = (socket: Socket, next: (error: Error) => void): void => {
      this.sessions.authenticate(socket).then(
        () => next(refusal(new DomainError('AUTH.FORBIDDEN'))),
        (error: unknown) => next(refusal(error)),
      );
    };
    namespace.server.of('/').use(refuse);
    namespace.server.of(/^\/.+$/).use(refuse);
  }

  handleConnection(socket: DispatchSocket): void {
    const connection = socket.data as { console?: ConsoleConnection };
    const console = connection.console;
    if (!console) {
      socket.disconnect(true);
      return;
    }
    this.attach(socket, console);
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

  /** Every event is answered, unknown ones and those without a body too; one without acknowledgement is simply done. */
  private attach(socket: DispatchSocket, console: ConsoleConnection): void {
    socket.onAny((event: string, ...args: unknown[]) => {
      const last = args.at(-1);
      const answer: Answer = typeof last === 'function' ? (last as Answer) : () => undefined;
      const body = typeof args[0] === 'function' ? undefined : args[0];
      this.perform(console, event, body).then(answer, (error: unknown) => answer(this.failure(event, error)));
    });
  }

  private async perform(console: ConsoleConnection, event: string, body: unknown): Promise<object> {
    const verb = Object.hasOwn(this.verbs.table, event)
      ? this.verbs.table[event as keyof typeof this.verbs.table]
      : undefined;
    if (!verb) throw new DomainError('COMMON.UNKNOWN_EVENT', { event: event.slice(0, 64) });
    if (console.actor.expiresAt.getTime() <= Date.now()) throw new DomainError('AUTH.REQUIRED');
    if (!verb.roles.includes(console.actor.role)) throw new DomainError('AUTH.FORBIDDEN');
    return { ok: true, ...(await verb.run(console, await checked(verb, body))) };
  }

  private failure(event: string, error: unknown): { ok: false; error: WireError } {
    const { code, message, details } = toWireError(error);
    if (!(error instanceof DomainError))
      this.log.error({ err: error, event }, 'a console was refused by a fault of ours');
    return { ok: false, error: { code, message, ...(details ? { details } : {}) } };
  }
}

async function checked(verb: Verb, body: unknown): Promise<object> {
  const plain = body === undefined || body === null ? {} : body;
  if (typeof plain !== 'object' || Array.isArray(plain) || Buffer.isBuffer(plain)) {
    throw new DomainError('COMMON.VALIDATION', { fields: { payload: ['must be an object'] } });
  }
  const payload = plainToInstance(verb.payload, plain);
  // Unknown fields are let pass and dropped: an older server must understand a newer console.
  const faults = await validate(payload, { whitelist: true, forbidUnknownValues: false });
  if (faults.length > 0) {
    const fields = Object.fromEntries(faults.map((fault) => [fault.property, Object.values(fault.constraints ?? {})]));
    const badId = faults.length === 1 && faults[0]?.property === 'alertId' && typeof faults[0].value === 'string';
    // An id that cannot exist is an id that does not exist.
    throw badId ? new DomainError('ALERT.NOT_FOUND') : new DomainError('COMMON.VALIDATION', { fields });
  }
  return payload;
}

/** What the client gets as connect_error: `data` holds the code. */
function refusal(error: unknown): Error {
  const { code, message } = toWireError(error);
  return Object.assign(new Error(code), { data: { code, message } });
}
