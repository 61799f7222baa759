// One decorator for a route: who may call it, what it answers, how it can fail; the document and the door read the same.
import { HttpCode, UsePipes, applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiExtension, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { ErrorCode, Role } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { DomainError } from '#libs/platform';
import { pageOf, ref, type Schema, type SchemaName } from '../schemas/schemas.ts';
import type { DoorRequest } from './door-request.ts';
import { DoorValidation } from './validation.ts';

interface Answer {
  status?: 200 | 201 | 204;
  /** A named schema, or a page of one; neither for an empty answer. */
  schema?: SchemaName;
  page?: SchemaName;
  /** For bodies that are no JSON. */
  content?: Record<string, { schema: Schema }>;
  description: string;
}

export interface OperationOptions {
  summary: string;
  /** `public` asks for no session. */
  roles: readonly Role[] | 'public';
  /** The body is signed by another system: it is kept as it came, for a guard to check. */
  signed?: boolean;
  answer: Answer;
  /** Coded errors besides those that every operation can give. */
  errors?: readonly ErrorCode[];
}

export function Operation(options: OperationOptions): MethodDecorator {
  const { answer, roles } = options;
  const status = answer.status ?? 200;
  const schema = answer.schema ? ref(answer.schema) : answer.page ? pageOf(answer.page) : undefined;
  const content = answer.content ?? (schema ? { 'application/json': { schema } } : undefined);
  return applyDecorators(
    HttpCode(status),
    UsePipes(DoorValidation),
    ApiOperation({ summary: options.summary, ...(roles === 'public' ? { security: [] } : {}) }),
    ApiResponse({ status, description: answer.description, ...(content ? { content } : {}) }),
    ApiExtension('x-errors', options.errors ?? []),
    ...(options.signed ? [ApiExtension('x-signed', true)] : []),
    ...(roles === 'public' ? [] : [ApiExtension('x-roles', roles)]),
  );
}

/** The signed-in account; the last belt behind the door's own check. */
export const ActorParam = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<DoorRequest>();
  if (!actor) throw new DomainError('AUTH.REQUIRED');
  return actor;
});
