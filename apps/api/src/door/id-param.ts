// Ids in paths are opaque to callers: one that cannot be ours is simply not found.
import { Param } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { ErrorCode } from '#libs/contracts';
import { DomainError } from '#libs/platform';

/** `@IdParam('ALERT.NOT_FOUND') id: string` for `{id}`. */
export const IdParam = (notFound: ErrorCode): ParameterDecorator =>
  Param('id', {
    transform(value: unknown): string {
      if (typeof value !== 'string' || !isUUID(value)) throw new DomainError(notFound);
      return value.toLowerCase();
    },
  });
