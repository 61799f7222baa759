// Bodies are JSON objects, or one picture where an operation says so, read only where an operation takes one; what later
// code could stumble over is refused.
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { DomainError, LARGEST_FILE_BYTES } from '#libs/platform';
import type { DoorRequest } from './door-request.ts';

const LIMIT_BYTES = 100 * 1024;
/** No body of ours is deeper; thousands of levels would exhaust the stack of whoever walks them. */
const MOST_LEVELS = 20;

/**
 * Throws COMMON.UNSUPPORTED_MEDIA_TYPE (FILE.NOT_AN_IMAGE where a picture is wanted) for a body of another type; an absent
 * one is the validation's affair.
 */
export function refuseOtherTypes(request: Request): void {
  const packed = request.headers['transfer-encoding'] !== undefined;
  const hasBody = packed || Number(request.headers['content-length'] ?? 0) > 0;
  if (!hasBody) return;
  if (takesImage(request)) {
    if (!request.is('image/*')) throw new DomainError('FILE.NOT_AN_IMAGE');
  } else if (!request.is('application/json')) throw new DomainError('COMMON.UNSUPPORTED_MEDIA_TYPE');
}

/** Registers the reading of bodies; to be called behind the check of session and role. */
export function readBodies(app: NestExpressApplication): void {
  app.useBodyParser('json', { limit: LIMIT_BYTES, strict: true, inflate: true, type: takesJson });
  // As it came: what is signed is signed letter by letter.
  app.useBodyParser('raw', { limit: LIMIT_BYTES, inflate: false, type: isSigned });
  // As it came: packed pictures are nothing that a camera makes.
  app.useBodyParser('raw', { limit: LARGEST_FILE_BYTES, inflate: false, type: takesImage });
  app.use((error: unknown, request: Request, _response: Response, next: NextFunction): void => {
    next(takesImage(request) && isTooLarge(error) ? new DomainError('FILE.TOO_LARGE') : error);
  });
  app.use((request: Request, _response: Response, next: NextFunction): void => {
    if (isSigned(request)) keepRaw(request as DoorRequest);
    else if (!takesJson(request)) return next();
    const body: unknown = request.body ?? {};
    if (Array.isArray(body) || levels(body, 0) > MOST_LEVELS) return next(new DomainError('COMMON.MALFORMED_BODY'));
    request.body = body;
    next();
  });
}

/** Bodies of others below the same server (devices) are not ours to read. */
const takesJson = (request: object): boolean =>
  (request as DoorRequest).operation?.takesBody === true && !takesImage(request) && !isSigned(request);
const isSigned = (request: object): boolean => (request as DoorRequest).operation?.signed === true;
const takesImage = (request: object): boolean => (request as DoorRequest).operation?.takesImage === true;

const isTooLarge = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'type' in error && error.type === 'entity.too.large';

function levels(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null || depth > MOST_LEVELS) return depth;
  let deepest = depth + 1;
  for (const inner of Object.values(value)) deepest = Math.max(deepest, levels(inner, depth + 1));
  return deepest;
}

/** Throws COMMON.MALFORMED_BODY for what is no JSON. */
function keepRaw(request: DoorRequest): void {
  const body: unknown = request.body;
  request.rawBody = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  try {
    request.body = request.rawBody.length === 0 ? {} : (JSON.parse(request.rawBody.toString('utf8')) as unknown);
  } catch {
    throw new DomainError('COMMON.MALFORMED_BODY');
  }
  if (typeof request.body !== 'object' || request.body === null) throw new DomainError('COMMON.MALFORMED_BODY');
}
