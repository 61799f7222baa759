// Holds the key while the call runs, answers repeats from what is stored, lets two calls at once never both run.
import { createHash } from 'node:crypto';
import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { lastValueFrom, of, type Observable } from 'rxjs';
import type { Actor } from '#libs/identity';
import { DomainError, LOG, SealedText, type Log } from '#libs/platform';
import type { DoorRequest } from '../door-request.ts';
import { IdempotentAnswers, type StoredAnswer } from './idempotent-answers.ts';
import { WRITES_ONCE, type OnceOptions } from './once-options.ts';

const WAIT_MS = 10_000;
const ASK_EVERY_MS = 50;

@Injectable()
export class WritesOnceInterceptor implements NestInterceptor {
  constructor(
    private readonly answers: IdempotentAnswers,
    private readonly modules: ModuleRef,
    private readonly reflector: Reflector,
    private readonly sealed: SealedText,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<DoorRequest>();
    const key = keyOf(request);
    const { actor } = request;
    if (key === null || !actor) return next.handle();
    const options = this.reflector.get<OnceOptions>(WRITES_ONCE, context.getHandler());
    const response = context.switchToHttp().getResponse<Response>();
    const digest = this.digestOf(request);
    if (!(await this.answers.reserve(actor.accountId, key, digest))) {
      const stored = await this.settled(actor.accountId, key, digest);
      if (stored) return of(await this.repeat(options, stored, context, actor));
      // The call that held the key was refused meanwhile: this one is the first now.
      if (!(await this.answers.reserve(actor.accountId, key, digest)))
        throw new DomainError('COMMON.IDEMPOTENCY_CONFLICT');
    }
    return of(await this.first(options, actor.accountId, key, request, response, next));
  }

  private async first(
    options: OnceOptions,
    accountId: string,
    key: string,
    request: DoorRequest,
    response: Response,
    next: CallHandler,
  ): Promise<unknown> {
    let answer: unknown;
    try {
      answer = await lastValueFrom(next.handle(), { defaultValue: undefined });
    } catch (error) {
      await this.answers.release(accountId, key).catch((cause: unknown) => {
        this.log.warn(
          { requestId: request.requestId, cause: String(cause) },
          'an idempotency key could not be released',
        );
      });
      throw error;
    }
    const id = options.remember ? options.remember(answer) : pathId(request);
    await this.answers.answered(accountId, key, response.statusCode, id);
    return answer;
  }

  private async repeat(
    options: OnceOptions,
    stored: StoredAnswer,
    context: ExecutionContext,
    actor: Actor,
  ): Promise<unknown> {
    if (options.again === 'shownOnce') throw new DomainError('COMMON.SHOWN_ONCE');
    if (options.again === 'empty') return undefined;
    const controller = this.modules.get<object>(context.getClass(), { strict: false });
    return options.again(controller, stored.location ?? '', actor);
  }

  /** Waits for the call that holds the key; null if it was refused and gave the key up. */
  private async settled(accountId: string, key: string, digest: string): Promise<StoredAnswer | null> {
    for (const deadline = Date.now() + WAIT_MS; ;) {
      const stored = await this.answers.find(accountId, key);
      if (!stored) return null;
      if (stored.requestDigest !== digest) throw new DomainError('COMMON.IDEMPOTENCY_CONFLICT');
      if (stored.status !== null) return stored;
      if (Date.now() >= deadline) throw new DomainError('COMMON.IDEMPOTENCY_CONFLICT', { underWay: true });
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    }
  }

  /** Keyed, because a bare hash of a short body could be guessed. */
  private digestOf(request: DoorRequest): string {
    const asked = `${request.method}\n${request.path}\n${stable(request.query)}`;
    return this.sealed.blindIndex('idempotency', `${asked}\n${stable(request.body)}`);
  }
}

function keyOf(request: DoorRequest): string | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new DomainError('COMMON.VALIDATION', {
      fields: { 'Idempotency-Key': ['must be 1 to 255 visible ASCII characters'] },
    });
  }
  return key;
}

function pathId(request: DoorRequest): string | null {
  const id = request.params['id'];
  return typeof id === 'string' ? id : null;
}

/** Equal for equal bodies, whatever the order of their keys. */
function stable(value: unknown): string {
  if (Buffer.isBuffer(value)) return createHash('sha256').update(value).digest('hex');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  if (Array.isArray(value)) return `[${value.map(stable).join()}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${stable(inner)}`).join()}}`;
}
