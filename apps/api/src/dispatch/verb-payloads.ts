// What consoles may send, checked before anything is done.
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { OUTCOMES, type Outcome } from '#libs/contracts';

export class StartShiftPayload {
  @IsBoolean() audible!: boolean;
}

export class EmptyPayload {}

export class SyncPayload {
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) lastSeq!: number;
}

export class AlertPayload {
  @IsUUID() alertId!: string;
}

export class DisplayedPayload extends AlertPayload {
  @IsBoolean() audible!: boolean;
  @IsBoolean() visible!: boolean;
}

export class NotePayload extends AlertPayload {
  @IsString() @Matches(/\S/) @MaxLength(2_000) text!: string;
}

export class EndPayload extends AlertPayload {
  @IsIn(OUTCOMES) outcome!: Outcome;
  @IsOptional() @IsString() @MaxLength(2_000) note?: string;
}

export class ReopenPayload extends AlertPayload {
  @IsString() @Matches(/\S/) @MaxLength(500) reason!: string;
}
