// Fields that many queries share: pages, moments, search words.
import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, type TransformFnParams } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min, ValidateBy } from 'class-validator';
import { isRfc3339 } from './rfc3339.ts';

/** A whole number in decimal digits; anything else stays as it is and fails validation. */
const wholeNumber = ({ value }: TransformFnParams): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;

export class PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 1_000_000, default: 1 })
  @Transform(wholeNumber)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  page: number = 1;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 50 })
  @Transform(wholeNumber)
  @IsInt()
  @Min(1)
  @Max(100)
  pageSize: number = 50;
}

/** Words to search for; '' where none are given. */
export const SearchField = (maxLength: number, description: string): PropertyDecorator =>
  applyDecorators(MaxLength(maxLength), IsString(), ApiPropertyOptional({ maxLength, description }));

/** An optional RFC 3339 moment with offset, read as a Date. */
export const MomentField = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: 'string', format: 'date-time', description }),
    IsOptional(),
    Transform(({ value }: TransformFnParams): unknown => momentOf(value)),
    ValidateBy({
      name: 'isMoment',
      validator: {
        validate: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
        defaultMessage: (given) => `${given?.property ?? 'value'} must be an RFC 3339 time with offset`,
      },
    }),
  );

function momentOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  // An offset's plus sign that was not escaped arrives as a space.
  const text = value.replace(/ (?=\d\d:\d\d$)/, '+');
  return isRfc3339(text) ? new Date(text) : value;
}
