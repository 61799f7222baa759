// What the admin may send and ask about devices.
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { DEVICE_KEY_PATTERN, DEVICE_KINDS, type DeviceKind, type DeviceState } from '#libs/contracts';
import type { PlaceOfDevice } from '#libs/devices';
import { DomainError } from '#libs/platform';
import { NameField } from '../door/body-fields.ts';
import { MomentField, PageQuery, SearchField } from '../door/query-fields.ts';

const STATES = ['online', 'late', 'lost', 'never'] as const satisfies readonly DeviceState[];

export class DeviceQuery extends PageQuery {
  @SearchField(64, 'Part of key or name, or the whole name of a wearer.')
  q: string = '';

  @ApiPropertyOptional({ enum: DEVICE_KINDS })
  @IsOptional()
  @IsIn(DEVICE_KINDS)
  kind?: DeviceKind;

  @ApiPropertyOptional({ enum: STATES })
  @IsOptional()
  @IsIn(STATES)
  state?: DeviceState;
}

export class NewDeviceBody {
  @ApiProperty({ pattern: DEVICE_KEY_PATTERN.source, description: 'Its id in its own ecosystem.' })
  @Matches(DEVICE_KEY_PATTERN, { message: 'key must be 1 to 64 of A-Za-z0-9_.:-' })
  key!: string;

  @NameField() name!: string;

  @ApiProperty({ enum: DEVICE_KINDS }) @IsIn(DEVICE_KINDS) kind!: DeviceKind;

  @ApiPropertyOptional({ pattern: '^[a-z0-9-]{1,32}$', default: 'native' })
  @IsOptional()
  @Matches(/^[a-z0-9-]{1,32}$/)
  protocol?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 10,
    maximum: 604_800,
    default: 3_600,
    description: 'Expected report interval.',
  })
  @IsOptional()
  @IsInt()
  @Min(10)
  @Max(604_800)
  reportSeconds?: number;
}

export class PlacementBody {
  @ApiPropertyOptional({ type: String, description: 'Worn by or installed with an elder; or else `homeId`.' })
  @IsOptional()
  @IsUUID()
  elderId?: string;

  @ApiPropertyOptional({ type: String, description: 'Installed in a home.' })
  @IsOptional()
  @IsUUID()
  homeId?: string;
}

/** Throws COMMON.VALIDATION unless exactly one of the two is given. */
export function placeOf({ elderId, homeId }: PlacementBody): PlaceOfDevice {
  if (elderId && !homeId) return { elderId };
  if (homeId && !elderId) return { homeId };
  const wrong = ['exactly one of elderId and homeId must be given'];
  throw new DomainError('COMMON.VALIDATION', { fields: { elderId: wrong, homeId: wrong } });
}

export class LedgerQuery extends PageQuery {
  @ApiPropertyOptional({ maxLength: 256 }) @IsOptional() @IsString() @MaxLength(256) eventId?: string;
  @ApiPropertyOptional({ maxLength: 64 }) @IsOptional() @IsString() @MaxLength(64) deviceKey?: string;
  @MomentField('Received at or after.') from?: Date;
  @MomentField('Received before.') to?: Date;
}

export class QuarantineQuery extends PageQuery {
  @ApiPropertyOptional({ maxLength: 64 }) @IsOptional() @IsString() @MaxLength(64) deviceKey?: string;
}
