// Structured logs on stderr (stdout belongs to the ready line). Never personal data: callers pass ids and codes only.
import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';
import { safeError } from './safe-error.ts';

export type Log = Logger;

/** `destination` is for tests; lines go to stderr. */
export function makeLog(app: string, level: string, destination?: DestinationStream): Log {
  return pino(
    {
      level,
      base: { app },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: safeError, error: safeError },
    },
    destination ?? pino.destination({ dest: 2, sync: false }),
  );
}

/** Nest's own lines through the same log; its start-up chatter goes to debug. */
export class NestLog implements LoggerService {
  constructor(private readonly target: Log) {}

  log(message: unknown, context?: string): void {
    this.target.debug({ context }, String(message));
  }
  warn(message: unknown, context?: string): void {
    this.target.warn({ context }, String(message));
  }
  error(message: unknown, stack?: string, context?: string): void {
    this.target.error({ context, stack }, message instanceof Error ? message.message : String(message));
  }
}
