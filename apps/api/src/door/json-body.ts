// Bodies are JSON objects and nothing else, read only where an operation takes one; what later code could stumble over is refused.
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { DomainError } from '#libs/platform';
import type { DoorRequest } from './door-request.ts';

const LIMIT_BYTES = 100 * 1024;
/** No body of ours is deeper; thousands of levels would exhaust the stack of whoever walks them. */
const MOST_LEVELS = 20;

/** Throws COMMON.UNSUPPORTED_MEDIA_TYPE for a body of another type; an absent one is the validation's affair. */
export function refuseOtherTypes(request: Request): void {
  const packed = request.headers['transfer-encoding'] !== undefined;
  const hasBody = packed || Number(request.headers['content-length'] ?? 0) > 0;
  if (hasBody && !request.is('application/json')) throw new DomainError('COMMON.UNSUPPORTED_MEDIA_TYPE');
}

/** Registers the reading of bodies; to be called behind the check of session and role. */
export function readBodies(app: NestExpressApplication): void {
  app.useBodyParser('json', { limit: LIMIT_BYTES, strict: true, inflate: true, type: takesBody });
  app.use((request: Request, _response: Response, next: NextFunction): void => {
    if (!takesBody(request)) return next();
    const body: unknown = request.body ?? {};
    if (Array.isArray(body) || levels(body, 0) > MOST_LEVELS) return next(new DomainError('COMMON.MALFORMED_BODY'));
    request.body = body;
    next();
  });
}

/** Bodies of others below the same server (devices) are not ours to read. */
const takesBody = (request: object): boolean => (request as DoorRequest).operation?.takesBody === true;

function levels(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null || depth > MOST_LEVELS) return depth;
  let deepest = depth + 1;
  for (const inner of Object.values(value)) deepest = Math.max(deepest, levels(inner, depth + 1));
  return deepest;
}
