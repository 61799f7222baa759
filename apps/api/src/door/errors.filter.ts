// Nest's own failures and whatever controllers throw, in the form of every other error of the HTTP door.
import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { HttpException } from '@nestjs/common';
import type { Response } from 'express';
import { DomainError, LOG, type Log } from '#libs/platform';
import { answerError } from './answer-error.ts';
import type { DoorRequest } from './door-request.ts';
import { OperationsHolder } from './operations-holder.ts';

@Catch()
export class ErrorsFilter implements ExceptionFilter {
  constructor(
    @Inject(LOG) private readonly log: Log,
    private readonly operations: OperationsHolder,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    // Sockets have filters of their own (a thrown error would otherwise give no acknowledgement at all).
    if (host.getType() !== 'http') throw error;
    const request = host.switchToHttp().getRequest<DoorRequest>();
    const response = host.switchToHttp().getResponse<Response>();
    answerError(request, response, this.orWrongMethod(error, request), this.log);
  }

  /** Express answers "not found" for a known path with another method. */
  private orWrongMethod(error: unknown, request: DoorRequest): unknown {
    if (!(error instanceof HttpException) || error.getStatus() !== 404) return error;
    const found = this.operations.find(request.method, request.path);
    return found && !found.operation ? new DomainError('COMMON.METHOD_NOT_ALLOWED', { allowed: found.allowed }) : error;
  }
}
