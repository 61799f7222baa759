// What consoles send to raise a case, to say more about it, to call and to be called.
import { Type } from 'class-transformer';
import {
  IsIn, IsInt, IsLatitude, IsLongitude, IsNumber, IsObject, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min,
  ValidateNested,
} from 'class-validator'; // prettier-ignore
import {
  CALL_CHANNELS, CALL_RESULTS, RAISED_BY_PEOPLE,
  type CallChannel, type CallResult, type JudgedSeverity, type RaisedByPeople,
} from '#libs/contracts'; // prettier-ignore
import { MissingDetailsBody } from '../desk/search-bodies.ts';
import { Words } from './checked-input.ts';
import { AlertPayload, NoteField } from './verb-payloads.ts';

class ReportedPayload {
  @IsOptional() @Words(100) name?: string;
  @IsOptional() @IsIn(['male', 'female']) sex?: 'male' | 'female';
  @IsOptional() @IsInt() @Min(0) @Max(130) age?: number;
  @IsOptional() @Words(300) address?: string;
}

class CallerPayload {
  @IsOptional() @Words(100) name?: string;
  @IsOptional() @Matches(/^[+0-9() -]{3,24}$/, { message: 'phone must be a telephone number' }) phone?: string;
  @IsOptional() @Words(50) relation?: string;
}

class PlacePayload {
  @IsNumber() @IsLongitude() lng!: number;
  @IsNumber() @IsLatitude() lat!: number;
}

export class RaisePayload {
  @IsIn(RAISED_BY_PEOPLE) kind!: RaisedByPeople;
  @IsOptional() @Matches(/^[\x21-\x7e]{1,100}$/) requestId?: string;
  @IsOptional() @IsUUID() elderId?: string;
  @IsOptional() @IsUUID() homeId?: string;
  @IsOptional() @Matches(/^\d{12}$/) divisionCode?: string;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => PlacePayload) location?: PlacePayload;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => ReportedPayload) reported?: ReportedPayload;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => CallerPayload) caller?: CallerPayload;
  @IsOptional() @IsUUID() incomingCallId?: string;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => MissingDetailsBody) missing?: MissingDetailsBody;
  @IsOptional() @NoteField() note?: string;
}

export class IdentifyPayload extends AlertPayload {
  @IsUUID() elderId!: string;
}

export class JudgePayload extends AlertPayload {
  @IsIn(['P1', 'P2']) severity!: JudgedSeverity;
  @Words(500) reason!: string;
}

export class AnswerPayload extends AlertPayload {
  @IsUUID() scriptId!: string;
  @IsString() @MaxLength(100) question!: string;
  @IsString() @MaxLength(100) answer!: string;
}

export class TakeCallPayload {
  @IsUUID() callId!: string;
}

export const CALL_VERBS = ['start', 'voice', 'noAnswer', 'end'] as const;

export class CallVerbPayload {
  @IsIn(CALL_VERBS) verb!: (typeof CALL_VERBS)[number];
}

export class CallStartPayload {
  @IsIn(CALL_CHANNELS) channel!: CallChannel;
  @IsOptional() @IsUUID() elderId?: string;
  @IsOptional() @IsUUID() contactId?: string;
  @IsOptional() @Words(100) name?: string;
  @IsOptional() @IsString() @MaxLength(200) entry?: string;
}

export class CallNewsPayload {
  @IsUUID() taskId!: string;
  @IsOptional() @IsIn(CALL_RESULTS) result?: CallResult;
  @IsOptional() @NoteField() note?: string;
}
