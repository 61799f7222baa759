// Bodies and queries checked against their class: unknown fields refused, every wrong one named in details.fields.
import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { DomainError } from '#libs/platform';

/** Field (`a.b` for nested ones) → what is wrong with it. */
export type WrongFields = Record<string, string[]>;

class WrongInput extends DomainError {
  constructor(readonly fields: WrongFields) {
    super('COMMON.VALIDATION', { fields });
  }
}

export class DoorValidation extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      stopAtFirstError: false,
      validationError: { target: false, value: false },
      exceptionFactory: (errors) => new WrongInput(wrongFields(errors)),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const unstorable = metadata.type === 'body' || metadata.type === 'query' ? unstorableFields(value) : {};
    const checked: unknown = await (super.transform(value, metadata) as Promise<unknown>).catch((error: unknown) => {
      if (!(error instanceof WrongInput)) throw error;
      throw new WrongInput(merged(error.fields, unstorable));
    });
    if (Object.keys(unstorable).length > 0) throw new WrongInput(unstorable);
    return checked;
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
function unstorableFields(value: unknown): WrongFields {
  const fields: WrongFields = {};
  const walk = (at: unknown, name: string): void => {
    if (typeof at === 'string' && /\0|\p{Surrogate}/u.test(at))
      fields[name] = ['must be text without NUL or broken letters'];
    else if (typeof at === 'object' && at !== null)
      for (const [key, inner] of Object.entries(at)) walk(inner, name ? `${name}.${key}` : key);
  };
  walk(value, '');
  return fields;
}

const merged = (one: WrongFields, other: WrongFields): WrongFields =>
  Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map((name) => [
      name,
      [one, other].flatMap((fields) => (Object.hasOwn(fields, name) ? (fields[name] ?? []) : [])),
    ]),
  );
