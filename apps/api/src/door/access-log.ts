// Gives every request an id and every answer one line: route as documented, never the path or query as asked for.
import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { Log } from '#libs/platform';
import type { DoorRequest } from './door-request.ts';

const SANE = /^[A-Za-z0-9._:-]{1,64}$/;

export function accessLog(log: Log) {
  return (plain: Request, response: Response, next: NextFunction): void => {
    const request = plain as DoorRequest;
    const given = request.headers['x-request-id'];
    request.requestId = typeof given === 'string' && SANE.test(given) ? given : randomUUID();
    response.setHeader('X-Request-Id', request.requestId);
    const start = performance.now();
    response.once('close', () => {
      const line = {
        requestId: request.requestId,
        method: request.method,
        route: request.operation?.route ?? areaOf(request.path),
        status: response.writableFinished ? response.statusCode : 499,
        ms: Math.round(performance.now() - start),
        accountId: request.actor?.accountId,
      };
      if (line.status >= 500) log.warn(line, 'request');
      else if (line.route.startsWith('/api')) log.info(line, 'request');
      else log.debug(line, 'request');
    });
    next();
  };
}

/** Enough to count by; the rest of an unknown path may hold anything. */
function areaOf(path: string): string {
  const first = /^\/(api|health|metrics|ingest|assets|socket\.io)(?=\/|$)/i.exec(path)?.[1];
  return first ? `/${first.toLowerCase()}/…` : '/…';
}
