// Who comes in, in the order that wire.md promises: session, origin, rate, operation, role; bodies are read behind it.
import { Inject, Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { Sessions } from '#libs/identity';
import { DomainError, LOG, SETTINGS, type Log, type Settings } from '#libs/platform';
import { answerError } from './answer-error.ts';
import { Origins, credentialsOf, type CookieOrBearer } from './credentials.ts';
import type { DoorRequest } from './door-request.ts';
import { refuseOtherTypes } from './json-body.ts';
import type { Operations } from './operations.ts';
import { RequestRate } from './request-rate.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

@Injectable()
export class Authentication {
  private readonly origins: Origins;
  private readonly rate: RequestRate;

  constructor(
    private readonly sessions: Sessions,
    @Inject(SETTINGS) settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.origins = new Origins(settings.PUBLIC_ORIGINS);
    this.rate = new RequestRate(settings.REQUESTS_PER_SECOND);
  }

  middleware(operations: Operations) {
    return (plain: Request, response: Response, next: NextFunction): void => {
      const request = plain as DoorRequest;
      this.admit(request, operations).then(
        () => next(),
        (error: unknown) => answerError(request, response, error, this.log),
      );
    };
  }

  private async admit(request: DoorRequest, operations: Operations): Promise<void> {
    const path = request.path;
    const found = operations.find(request.method, path);
    if (found?.operation) request.operation = found.operation;
    if (!/^\/api(\/|$)/i.test(path)) return;
    if (found?.operation?.public || isDocumentation(request)) {
      if (found?.operation?.takesBody) refuseOtherTypes(request);
      return;
    }
    await this.identify(request);
    if (!found) throw new DomainError('COMMON.NOT_FOUND');
    if (!found.operation) throw new DomainError('COMMON.METHOD_NOT_ALLOWED', { allowed: found.allowed });
    if (request.actor && !found.operation.roles.has(request.actor.role)) throw new DomainError('AUTH.FORBIDDEN');
    if (found.operation.takesBody) refuseOtherTypes(request);
  }

  private async identify(request: DoorRequest): Promise<void> {
    const credentials: CookieOrBearer | null = credentialsOf(request.headers);
    const actor = credentials && (await this.sessions.verify(credentials.token));
    if (!credentials || !actor) throw new DomainError('AUTH.REQUIRED');
    request.actor = actor;
    const { origin } = request.headers;
    // A page's reading of its own origin names none; whatever origin is named must be one of ours.
    const needed = origin !== undefined || !READING.has(request.method);
    if (credentials.by === 'cookie' && needed && !this.origins.allow(origin, request.host)) {
      throw new DomainError('AUTH.ORIGIN_REFUSED');
    }
    if (!this.rate.allow(actor.sessionId, performance.now())) {
      throw new DomainError('COMMON.TOO_MANY_REQUESTS', { retryAfter: 1 });
    }
  }
}

/** The files of the documentation page, which is public like the document itself. */
const isDocumentation = (request: Request): boolean =>
  (request.method === 'GET' || request.method === 'HEAD') && /^\/api\/docs(\/|$)/i.test(request.path);
