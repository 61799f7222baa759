// What came over a socket, checked against its class: every wrong field is named in COMMON.VALIDATION.
import { applyDecorators } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { IsISO8601, IsString, Matches, MaxLength, validate } from 'class-validator';
import { DomainError } from '#libs/platform';
import { wrongFields } from '../door/validation.ts';

/** Unknown fields are dropped: an older server must understand a newer console. */
export async function checkedInput<T extends object>(shape: new () => T, given: unknown): Promise<T> {
  if (typeof given !== 'object' || given === null || Array.isArray(given) || Buffer.isBuffer(given)) {
    throw new DomainError('COMMON.VALIDATION', { fields: { payload: ['must be an object'] } });
  }
  const input = plainToInstance(shape, given);
  const faults = await validate(input, { whitelist: true, forbidUnknownValues: false });
  if (faults.length > 0) throw new DomainError('COMMON.VALIDATION', { fields: wrongFields(faults) });
  return input;
}

/** Text that says something and that PostgreSQL can store. */
export const Words = (longest: number): PropertyDecorator =>
  applyDecorators(
    IsString(),
    MaxLength(longest),
    Matches(/^(?=[^]*\S)[^\0\p{Surrogate}]*$/u, { message: '$property must be text, without NUL or broken letters' }),
  );

/** RFC 3339 with offset; stays text. */
export const Moment = (): PropertyDecorator =>
  applyDecorators(
    Matches(/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/i, { message: '$property must be an RFC 3339 time with offset' }),
    IsISO8601({ strict: true }),
  );
