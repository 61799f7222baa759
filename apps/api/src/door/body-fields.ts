// Fields that many bodies share. In the order in which faults are told: the last named is told last.
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, type TransformFnParams } from 'class-transformer';
import { IsNotEmpty, IsString, MaxLength, ValidateBy } from 'class-validator';
import { isRfc3339 } from './rfc3339.ts';

const NAME_LENGTH = 100;

const trimmed = ({ value }: TransformFnParams): unknown => (typeof value === 'string' ? value.trim() : value);

/** What somebody or something is called; spaces around it do not count. */
export const NameField = (): PropertyDecorator =>
  applyDecorators(
    MaxLength(NAME_LENGTH),
    IsNotEmpty(),
    IsString(),
    Transform(trimmed),
    ApiProperty({ maxLength: NAME_LENGTH }),
  );

/** A moment that stays text. */
export const Rfc3339Field = (): PropertyDecorator =>
  applyDecorators(
    ValidateBy({
      name: 'isRfc3339',
      validator: {
        validate: (value) => typeof value === 'string' && isRfc3339(value),
        defaultMessage: (given) => `${given?.property ?? 'value'} must be an RFC 3339 time with offset`,
      },
    }),
    ApiProperty({ type: 'string', format: 'date-time' }),
  );
