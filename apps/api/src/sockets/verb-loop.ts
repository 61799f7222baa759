// One loop for everything that clients of a namespace send: who may, what it must be, and an answer to every message.
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { Socket } from 'socket.io';
import type { Ack, ErrorCode, Role, WireError } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { DomainError, toWireError, type Log } from '#libs/platform';
import { wrongFields } from '../door/validation.ts';

/** One thing that a client can do: who may, what it must send, what happens. */
export interface LoopVerb<C, A extends object = object> {
  payload: new () => object;
  roles: readonly Role[];
  /** `body`: what was sent, unchecked, with the fields that the payload does not know. */
  run(connection: C, payload: object, body: object): Promise<A>;
}

/** What an event of a socket's map is answered with when it succeeds. */
export type AnswerTo<E> = E extends (payload: never, ack: (answer: Ack<infer A>) => void) => void ? A : never;

export type LoopTable<C> = Readonly<Partial<Record<string, LoopVerb<C>>>>;

/** An id that cannot exist is an id that does not exist: field → what it is answered with. */
export type UnknownIds = Readonly<Record<string, ErrorCode>>;

type Answer = (answer: object) => void;

export class VerbLoop<C extends { actor: Actor }> {
  constructor(
    private readonly table: LoopTable<C>,
    private readonly unknownIds: UnknownIds,
    private readonly log: Log,
  ) {}

  /** Every event is answered, unknown ones and those without a body too; one without acknowledgement is simply done. */
  attach(socket: Pick<Socket, 'onAny'>, connection: C): void {
    socket.onAny((event: string, ...args: unknown[]) => {
      const last = args.at(-1);
      const answer: Answer = typeof last === 'function' ? (last as Answer) : () => undefined;
      const body = typeof args[0] === 'function' ? undefined : args[0];
      this.perform(connection, event, body).then(answer, (error: unknown) => answer(this.failure(event, error)));
    });
  }

  private async perform(connection: C, event: string, given: unknown): Promise<object> {
    const verb = Object.hasOwn(this.table, event) ? this.table[event] : undefined;
    if (!verb) throw new DomainError('COMMON.UNKNOWN_EVENT', { event: event.slice(0, 64) });
    if (connection.actor.expiresAt.getTime() <= Date.now()) throw new DomainError('AUTH.REQUIRED');
    if (!verb.roles.includes(connection.actor.role)) throw new DomainError('AUTH.FORBIDDEN');
    const body = bodyOf(given);
    return { ok: true, ...(await verb.run(connection, await this.checked(verb, body), body)) };
  }

  private async checked(verb: LoopVerb<C>, body: object): Promise<object> {
    const payload = plainToInstance(verb.payload, body);
    // Unknown fields are let pass and dropped: an older server must understand a newer client.
    const faults = await validate(payload, { whitelist: true, forbidUnknownValues: false });
    if (faults.length === 0) return payload;
    const [first] = faults;
    const unknown =
      first && Object.hasOwn(this.unknownIds, first.property) ? this.unknownIds[first.property] : undefined;
    if (faults.length === 1 && unknown && typeof first?.value === 'string') throw new DomainError(unknown);
    throw new DomainError('COMMON.VALIDATION', { fields: wrongFields(faults) });
  }

  private failure(event: string, error: unknown): { ok: false; error: WireError } {
    const { code, message, details } = toWireError(error);
    if (!(error instanceof DomainError))
      this.log.error({ err: error, event }, 'a client was refused by a fault of ours');
    return { ok: false, error: { code, message, ...(details ? { details } : {}) } };
  }
}

function bodyOf(given: unknown): object {
  const body = given === undefined || given === null ? {} : given;
  if (typeof body !== 'object' || Array.isArray(body) || Buffer.isBuffer(body)) {
    throw new DomainError('COMMON.VALIDATION', { fields: { payload: ['must be an object'] } });
  }
  return body;
}

/** What the client gets as connect_error: `data` holds the code. */
function refusal(error: unknown): Error {
  const { code, message } = toWireError(error);
  return Object.assign(new Error(code), { data: { code, message } });
}

/** Lets in whom `admit` lets in; everybody else gets a coded connect_error. */
export const admitting =
  <S>(admit: (socket: S) => Promise<void>) =>
  (socket: S, next: (error?: Error) => void): void => {
    admit(socket).then(
      () => next(),
      (error: unknown) => next(refusal(error)),
    );
  };
