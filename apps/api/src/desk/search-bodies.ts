// What is told of a missing person.
import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize, IsArray, IsInt, IsISO8601, IsString, Matches, Max, MaxLength, Min, ValidateIf,
} from 'class-validator'; // prettier-ignore
import type { MissingDetails } from '#libs/contracts';

/** Left out, never null: what is not told stays as it is. */
const Untold = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

const Told = (longest: number, description: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: String, maxLength: longest, description }),
    Untold(),
    IsString(),
    Matches(/\S/),
    MaxLength(longest),
  );

export class MissingDetailsBody {
  @ApiPropertyOptional({ type: 'string', format: 'date-time', description: 'RFC 3339 with offset.' })
  @Untold()
  @IsISO8601({ strict: true })
  @Matches(/T.*(Z|[+-]\d\d:\d\d)$/i, { message: 'lastSeenAt must be an RFC 3339 time with offset' })
  lastSeenAt?: string;

  @Told(300, 'Where they were seen last.') lastSeenPlace?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 50, maximum: 250 })
  @Untold()
  @IsInt()
  @Min(50)
  @Max(250)
  heightCm?: number;

  @Told(500, 'What they wear.') clothes?: string;
  @Told(500, 'What they are recognised by.') features?: string;
  @Told(50, 'What they speak.') dialect?: string;

  @ApiPropertyOptional({
    type: [String],
    maxItems: 50,
    description: 'All places that were searched; replaces the list.',
  })
  @Untold()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Matches(/\S/, { each: true })
  @MaxLength(200, { each: true })
  placesSought?: string[];
}

/** Only what was told. */
export const detailsOf = (body: MissingDetailsBody): MissingDetails =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
