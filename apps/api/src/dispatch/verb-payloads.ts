// What consoles may send, checked before anything is done.
import { applyDecorators } from '@nestjs/common';
import { IsBoolean, IsInt, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';

/** Free words; they are sealed at rest. */
export const NoteField = (): PropertyDecorator => applyDecorators(IsString(), MaxLength(2_000));

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
