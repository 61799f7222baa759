// What stands in front of every controller: session, origin, rate, roles, validation, errors, idempotency.
import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { IdentityModule } from '#libs/identity';
import { Authentication } from './authentication.ts';
import { ErrorsFilter } from './errors.filter.ts';
import { IdempotentAnswers } from './idempotency/idempotent-answers.ts';
import { OperationsHolder } from './operations-holder.ts';

@Module({
  imports: [IdentityModule],
  providers: [Authentication, IdempotentAnswers, OperationsHolder, { provide: APP_FILTER, useClass: ErrorsFilter }],
  exports: [IdempotentAnswers],
})
export class DoorModule {}
