// What the door knows of a request by the time a controller sees it.
import type { Request } from 'express';
import type { Actor } from '#libs/identity';
import type { Operation } from './operations.ts';

export interface DoorRequest extends Request {
  /** Accepted from X-Request-Id or made; in every log line and error body. */
  requestId: string;
  /** Set on operations that need a session. */
  actor?: Actor;
  operation?: Operation;
  /** The body as it came, where it is signed. */
  rawBody?: Buffer;
}
