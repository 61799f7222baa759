// Bodies and queries checked against their class: unknown fields refused, every wrong one named in details.fields.
import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { DomainError } from '#libs/platform';

/** Field (`a.b` for nested ones) → what is wrong with it. */
export type WrongFields = Record<string, string[]>;

export class DoorValidation extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      stopAtFirstError: false,
      validationError: { target: false, value: false },
      exceptionFactory: (errors) => new DomainError('COMMON.VALIDATION', { fields: wrongFields(errors) }),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body' || metadata.type === 'query') refuseUnstorable(value);
    return super.transform(value, metadata) as Promise<unknown>;
  }
}

export function wrongFields(errors: readonly ValidationError[], above = ''): WrongFields {
  const fields: WrongFields = {};
  for (const error of errors) {
    const name = `${above}${error.property}`;
    const own = Object.values(error.constraints ?? {});
    if (own.length > 0) fields[name] = own;
    Object.assign(fields, wrongFields(error.children ?? [], `${name}.`));
  }
  return fields;
}

/** PostgreSQL stores neither NUL nor half of a surrogate pair: the caller's mistake, not ours. */
function refuseUnstorable(value: unknown): void {
  const fields: WrongFields = {};
  const walk = (at: unknown, name: string): void => {
    if (typeof at === 'string' && /\0|\p{Surrogate}/u.test(at))
      fields[name] = ['must be text without NUL or broken letters'];
    else if (typeof at === 'object' && at !== null)
      for (const [key, inner] of Object.entries(at)) walk(inner, name ? `${name}.${key}` : key);
  };
  walk(value, '');
  if (Object.keys(fields).length > 0) throw new DomainError('COMMON.VALIDATION', { fields });
}
