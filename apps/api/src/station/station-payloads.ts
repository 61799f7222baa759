// What responders' phones may send, checked before anything is done.
import { Type } from 'class-transformer';
import {
  IsIn, IsInt, IsNumber, IsObject, IsOptional, IsUUID, Max, Min, ValidateNested,
} from 'class-validator'; // prettier-ignore
import {
  DOOR_RESULTS, DOOR_STEPS, ENTRY_WITH, type DoorResult, type DoorStep, type EntryWith, type ToldLocation,
} from '#libs/contracts'; // prettier-ignore
import { Moment, Words } from '../dispatch/checked-input.ts';

export class EmptyPayload {}

export class SyncPayload {
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) lastSeq!: number;
}

/** Where the phone is, WGS-84. */
export class LocationPayload implements ToldLocation {
  @IsNumber() @Min(-180) @Max(180) lng!: number;
  @IsNumber() @Min(-90) @Max(90) lat!: number;
  /** Metres. */
  @IsOptional() @IsNumber() @Min(0) @Max(1_000_000) accuracy?: number;
  @IsOptional() @Moment() at?: string;
}

export class TaskPayload {
  @IsUUID() taskId!: string;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => LocationPayload) location?: LocationPayload;
  @IsOptional() @Words(500) reason?: string;
}

export class DoorStepPayload {
  @IsUUID() taskId!: string;
  @IsIn(DOOR_STEPS) step!: DoorStep;
  @IsIn(DOOR_RESULTS) result!: DoorResult;
  @IsOptional() @IsIn(ENTRY_WITH) with?: EntryWith;
  @IsOptional() @Words(2_000) note?: string;
  @IsOptional() @IsUUID() photoId?: string;
}

export class NotePayload {
  @IsUUID() taskId!: string;
  @Words(2_000) text!: string;
}
