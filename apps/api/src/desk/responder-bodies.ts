// What the admin may send and ask about helpers.
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type, type TransformFnParams } from 'class-transformer';
import {
  ArrayMaxSize, IsArray, IsBoolean, IsIn, IsNotEmpty, IsNumber, IsObject, IsOptional, IsString, IsUUID, Matches, Max,
  MaxLength, Min, ValidateBy, ValidateIf, ValidateNested, type ValidationOptions,
} from 'class-validator'; // prettier-ignore
import {
  RESPONDER_KINDS, RESPONDER_SKILLS, TRAVEL_WAYS,
  type AgreedHours, type ResponderKind, type ResponderOrder, type ResponderSkill, type RosterSpan, type TravelWay,
} from '#libs/contracts'; // prettier-ignore
import { DomainError } from '#libs/platform';
import { NameField, Rfc3339Field } from '../door/body-fields.ts';
import { PageQuery, SearchField } from '../door/query-fields.ts';

const lower = ({ value }: TransformFnParams): unknown => (typeof value === 'string' ? value.toLowerCase() : value);
/** As IsOptional, but null is no value where a list or a flag is wanted. */
const mayBeAbsent = (_: object, value: unknown): boolean => value !== undefined;
const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

const yesOrNo = (value: unknown): unknown => (value === 'true' ? true : value === 'false' ? false : value);

const WORDS: readonly unknown[] = ['all', 'workdays', 'restdays'];
const isDays = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0 &&
      new Set(value).size === value.length &&
      value.every((day) => Number.isInteger(day) && day >= 1 && day <= 7)
    : WORDS.includes(value);

const AreDays = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'areDays',
      validator: {
        validate: isDays,
        defaultMessage: () => 'days must be all, workdays, restdays or a list of weekdays from 1 to 7',
      },
    },
    options,
  );

/** A day that exists: 2026-02-30 does not. */
const isDay = (value: unknown): boolean =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\d$/.test(value) &&
  !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) &&
  new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);

const IsDay = (): PropertyDecorator =>
  ValidateBy({
    name: 'isDay',
    validator: {
      validate: isDay,
      defaultMessage: (given) => `${given?.property ?? 'value'} must be a day, YYYY-MM-DD`,
    },
  });

export class ResponderQuery extends PageQuery {
  @SearchField(64, 'Part of the name, or the whole username.')
  q: string = '';

  @ApiPropertyOptional({ enum: RESPONDER_KINDS })
  @IsOptional()
  @IsIn(RESPONDER_KINDS)
  kind?: ResponderKind;

  @ApiPropertyOptional({ type: Boolean, description: 'Whether they still help; both when absent.' })
  @IsOptional()
  @Transform(({ value }: TransformFnParams): unknown => yesOrNo(value))
  @IsBoolean()
  active?: boolean;

  @ApiPropertyOptional({ type: Boolean, description: 'Whether they are on shift now; both when absent.' })
  @IsOptional()
  @Transform(({ value }: TransformFnParams): unknown => yesOrNo(value))
  @IsBoolean()
  onShift?: boolean;

  @ApiPropertyOptional({
    type: Boolean,
    description: 'Whether their consent to be asked is on record; both when absent.',
  })
  @IsOptional()
  @Transform(({ value }: TransformFnParams): unknown => yesOrNo(value))
  @IsBoolean()
  agreed?: boolean;
}

export class PlaceBody {
  @ApiProperty({ minimum: -180, maximum: 180 }) @IsNumber() @Min(-180) @Max(180) lng!: number;
  @ApiProperty({ minimum: -90, maximum: 90 }) @IsNumber() @Min(-90) @Max(90) lat!: number;
}

export class HoursBody {
  @ApiProperty({
    oneOf: [
      { type: 'string', enum: ['all', 'workdays', 'restdays'] },
      { type: 'array', items: { type: 'integer', minimum: 1, maximum: 7 } },
    ],
    description: 'Or ISO weekdays, 1 is Monday.',
  })
  @AreDays()
  days!: AgreedHours['days'];

  @ApiProperty({ pattern: TIME_OF_DAY.source })
  @Matches(TIME_OF_DAY, { message: 'from must be a time of day, HH:MM' })
  from!: string;

  @ApiProperty({ pattern: TIME_OF_DAY.source, description: 'At or before `from` reaches over midnight.' })
  @Matches(TIME_OF_DAY, { message: 'to must be a time of day, HH:MM' })
  to!: string;
}

export class PairedHomeBody {
  @ApiProperty({ type: String }) @Transform(lower) @IsUUID() id!: string;
  @ApiProperty() @IsBoolean() holdsKey!: boolean;
}

export class RosterBody {
  @Rfc3339Field() from!: string;
  @Rfc3339Field() to!: string;
}

export class ResponderBody {
  @NameField() name!: string;

  @ApiProperty({ enum: RESPONDER_KINDS }) @IsIn(RESPONDER_KINDS) kind!: ResponderKind;

  @ApiProperty({ pattern: '^[0-9]{12}$', description: 'Where they belong, or what their team serves.' })
  @Matches(/^\d{12}$/, { message: 'divisionCode must be a 12-digit division code' })
  divisionCode!: string;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @Transform(lower)
  @IsUUID()
  facilityId?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 64,
    description: 'The account that gets the offers.',
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(64)
  username?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Kept sealed; absent leaves it as it is.' })
  @IsOptional()
  @Matches(/^[+0-9() -]{3,24}$/, { message: 'phone must be a telephone number' })
  phone?: string | null;

  @ApiProperty({ enum: TRAVEL_WAYS }) @IsIn(TRAVEL_WAYS) travel!: TravelWay;

  @ApiPropertyOptional({ enum: RESPONDER_SKILLS, isArray: true })
  @ValidateIf(mayBeAbsent)
  @IsArray()
  @ArrayMaxSize(RESPONDER_SKILLS.length)
  @IsIn(RESPONDER_SKILLS, { each: true })
  skills?: ResponderSkill[];

  @ApiPropertyOptional({ type: [HoursBody] })
  @ValidateIf(mayBeAbsent)
  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => HoursBody)
  hours?: HoursBody[];

  @ApiPropertyOptional({ type: PlaceBody, nullable: true, description: 'Where they are expected; else their station.' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PlaceBody)
  place?: PlaceBody | null;

  @ApiPropertyOptional({ type: [PairedHomeBody], description: 'Neighbours and family are asked for these alone.' })
  @ValidateIf(mayBeAbsent)
  @IsArray()
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PairedHomeBody)
  homes?: PairedHomeBody[];

  @ApiPropertyOptional({ type: [RosterBody], description: 'Replaces planned duty that has not ended.' })
  @ValidateIf(mayBeAbsent)
  @IsArray()
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => RosterBody)
  rosters?: RosterBody[];

  @ApiPropertyOptional({
    type: 'string',
    format: 'date',
    nullable: true,
    description: 'When they agreed to be asked, not after today; null takes it back, absent leaves it as it is.',
  })
  @IsOptional()
  @IsDay()
  agreedOn?: string | null;

  @ApiPropertyOptional({ default: true, description: 'Whether they still help.' })
  @ValidateIf(mayBeAbsent)
  @IsBoolean()
  active?: boolean;
}

/** Throws COMMON.VALIDATION for what no single field tells. */
export function orderOf(body: ResponderBody): ResponderOrder {
  const backwards = (body.rosters ?? []).findIndex(({ from, to }: RosterSpan) => Date.parse(from) >= Date.parse(to));
  if (backwards >= 0) {
    throw new DomainError('COMMON.VALIDATION', { fields: { [`rosters.${backwards}.to`]: ['must be after from'] } });
  }
  return { ...body, skills: [...new Set(body.skills ?? [])] };
}
