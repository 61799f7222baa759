// For writing routes: a call with Idempotency-Key happens once, however often it is sent.
import { SetMetadata, UseInterceptors, applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiHeader } from '@nestjs/swagger';
import type { Actor } from '#libs/identity';
import { WRITES_ONCE, type OnceOptions } from './once-options.ts';
import { WritesOnceInterceptor } from './writes-once.interceptor.ts';

/** `again` gets the controller that the route belongs to. */
export function WritesOnce<C extends object>(
  again: ((controller: C, id: string, actor: Actor) => Promise<unknown>) | 'empty' | 'shownOnce',
  remember?: (answer: unknown) => string,
): MethodDecorator {
  const options: OnceOptions = {
    again: typeof again === 'function' ? (controller, id, actor) => again(controller as C, id, actor) : again,
    ...(remember ? { remember } : {}),
  };
  return applyDecorators(
    SetMetadata(WRITES_ONCE, options),
    UseInterceptors(WritesOnceInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: '1 to 255 visible ASCII characters; a repeat is answered from the first call.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    }),
    ApiExtension('x-idempotent', true),
  );
}
