// Every failure leaves the HTTP door in one form, whoever noticed it: middleware, Nest, Express or the database.
import { HttpException } from '@nestjs/common';
import type { Response } from 'express';
import type { ErrorBody, ErrorCode } from '#libs/contracts';
import { DomainError, toWireError, type Log } from '#libs/platform';
import type { DoorRequest } from './door-request.ts';

/** What body-parser and Express call their failures. */
const BY_TYPE: Readonly<Record<string, ErrorCode>> = {
  'entity.too.large': 'COMMON.BODY_TOO_LARGE',
  'encoding.unsupported': 'COMMON.UNSUPPORTED_MEDIA_TYPE',
  'charset.unsupported': 'COMMON.UNSUPPORTED_MEDIA_TYPE',
};

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'COMMON.MALFORMED_BODY',
  401: 'AUTH.REQUIRED',
  403: 'AUTH.FORBIDDEN',
  404: 'COMMON.NOT_FOUND',
  405: 'COMMON.METHOD_NOT_ALLOWED',
  413: 'COMMON.BODY_TOO_LARGE',
  415: 'COMMON.UNSUPPORTED_MEDIA_TYPE',
  429: 'COMMON.TOO_MANY_REQUESTS',
  503: 'COMMON.UNAVAILABLE',
};

/** The coded form of anything thrown on the way of a request. */
export function codedError(error: unknown): DomainError | Error {
  if (error instanceof DomainError) return error;
  if (error instanceof HttpException) return coded(BY_STATUS[error.getStatus()], error);
  if (!(error instanceof Error)) return new Error('something that is no error was thrown');
  if ('type' in error && typeof error.type === 'string' && error.type in BY_TYPE)
    return coded(BY_TYPE[error.type], error);
  // Only errors that say they may be shown are the caller's fault; a `status` alone could come from anywhere.
  if ('expose' in error && error.expose === true && 'status' in error)
    return coded(BY_STATUS[Number(error.status)], error);
  if (error instanceof URIError) return new DomainError('COMMON.NOT_FOUND');
  return error;
}

const coded = (code: ErrorCode | undefined, error: Error): DomainError | Error =>
  code ? new DomainError(code) : error;

export function answerError(request: DoorRequest, response: Response, thrown: unknown, log: Log): void {
  const error = codedError(thrown);
  const wire = toWireError(error);
  if (wire.status >= 500) log.error({ requestId: request.requestId, error: thrown }, 'request failed');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (wire.status === 429) response.setHeader('Retry-After', String(Number(wire.details?.['retryAfter'] ?? 1)));
  if (wire.status === 503) response.setHeader('Retry-After', '2');
  if (wire.status === 401 && wire.code === 'AUTH.REQUIRED') response.setHeader('WWW-Authenticate', 'Bearer');
  if (wire.status === 405) {
    const allowed: unknown = wire.details?.['allowed'];
    if (Array.isArray(allowed)) response.setHeader('Allow', allowed.join(', '));
  }
  const body: ErrorBody = {
    error: {
      code: wire.code,
      message: wire.message,
      ...(wire.details ? { details: wire.details } : {}),
      requestId: request.requestId,
    },
  };
  response.setHeader('Cache-Control', 'no-store');
  response.status(wire.status).json(body);
}
