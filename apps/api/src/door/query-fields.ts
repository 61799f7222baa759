// Fields that many queries share: pages, moments, search words.
import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, type TransformFnParams } from 'class-transformer';
import { IsInt, IsOptional, Max, Min, ValidateBy } from 'class-validator';

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/i;

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
  return MOMENT.test(text) ? new Date(text) : value;
}
