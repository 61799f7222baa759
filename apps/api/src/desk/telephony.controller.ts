// The door of the call centre's telephony: signed messages about calls (docs/telephony.md).
import { Body, Controller, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { HearTelephony, INCOMING_EVENTS, OUTGOING_EVENTS, type IncomingEvent, type OutgoingEvent } from '#libs/alerts';
import type { TelephonyHeard } from '#libs/contracts';
import { DomainError } from '#libs/platform';
import { Operation } from '../door/operation.ts';
import { SignedByTelephony } from './signed-by-telephony.ts';

const TYPES = [...new Set([...INCOMING_EVENTS, ...OUTGOING_EVENTS])];
const REF = /^[\x21-\x7e]{1,200}$/;

class TelephonyEventBody {
  @ApiProperty({ description: 'Of the message, 1 to 200 visible ASCII characters: the same one does its work once.' })
  @Matches(REF)
  id!: string;

  @ApiProperty({ enum: TYPES }) @IsIn(TYPES) type!: IncomingEvent | OutgoingEvent;

  @ApiPropertyOptional({ description: 'A call that comes in: the telephony’s own name of it.' })
  @IsOptional()
  @Matches(REF)
  call?: string;

  @ApiPropertyOptional({ description: 'A call that we have ordered: its `callTaskId`.' })
  @IsOptional()
  @IsUUID()
  task?: string;

  @ApiPropertyOptional({ description: 'Who calls; empty if hidden. Needed with `incoming`.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  number?: string;

  @ApiPropertyOptional({ description: 'Username of who answered.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  operator?: string;

  @ApiPropertyOptional({ description: 'Where the recording is found; never the recording itself.' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  recordingRef?: string;

  @ApiPropertyOptional({ description: 'When it happened by the telephony’s clock; ours rules.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  at?: string;
}

@ApiTags('telephony')
@Controller('api/v1/telephony')
export class TelephonyController {
  constructor(private readonly hearing: HearTelephony) {}

  @Post('events')
  @UseGuards(SignedByTelephony)
  @ApiHeader({ name: 'X-Yinling-Timestamp', required: true, description: 'Seconds since 1970; at most 5 minutes off.' })
  @ApiHeader({
    name: 'X-Yinling-Signature',
    required: true,
    description: 'HMAC-SHA256 over timestamp, `.` and body, in hex.',
  })
  @Operation({
    summary: 'The telephony tells of a call: one that comes in, or one that was ordered.',
    roles: 'public',
    signed: true,
    answer: { schema: 'TelephonyHeard', description: 'Heard.' },
    errors: ['TELEPHONY.BAD_SIGNATURE', 'CALL.NOT_FOUND', 'TASK.NOT_FOUND'],
  })
  async hear(
    @Body() { id, type, call, task, number, operator, recordingRef }: TelephonyEventBody,
  ): Promise<TelephonyHeard> {
    const recorded = recordingRef ? { recordingRef } : {};
    if (task && !call && isOutgoing(type)) {
      return { repeated: !(await this.hearing.outgoing(id, { task, type, ...recorded })) };
    }
    if (call && !task && isIncoming(type)) {
      if (type === 'incoming' && typeof number !== 'string')
        throw wrong('number', 'must be there, empty if it is hidden');
      const who = { ...(typeof number === 'string' ? { number } : {}), ...(operator ? { operator } : {}) };
      return { repeated: !(await this.hearing.incoming(id, { call, type, ...who, ...recorded })) };
    }
    throw wrong('type', `must be of ${INCOMING_EVENTS.join()} with call, or of ${OUTGOING_EVENTS.join()} with task`);
  }
}

const isIncoming = (type: string): type is IncomingEvent => (INCOMING_EVENTS as readonly string[]).includes(type);
const isOutgoing = (type: string): type is OutgoingEvent => (OUTGOING_EVENTS as readonly string[]).includes(type);
const wrong = (field: string, why: string): DomainError =>
  new DomainError('COMMON.VALIDATION', { fields: { [field]: [`${field} ${why}`] } });
