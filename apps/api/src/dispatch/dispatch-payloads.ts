// Orders to send somebody and to take it back, as a console sends them.
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { Words } from './checked-input.ts';

export const DISPATCH_VERBS = ['offer', 'recall'] as const;
export type DispatchOrderVerb = (typeof DISPATCH_VERBS)[number];

/** One of the two. */
export class TargetPayload {
  @IsOptional() @IsUUID() responderId?: string;
  @IsOptional() @IsUUID() stationId?: string;
}

export class DispatchVerbPayload {
  @IsIn(DISPATCH_VERBS) verb!: DispatchOrderVerb;
}

export class OfferPayload {
  @IsOptional() @IsObject() @ValidateNested() @Type(() => TargetPayload) to?: TargetPayload;
  @IsOptional() @Words(500) overrideReason?: string;
}

export class RecallPayload {
  @IsOptional() @IsUUID() taskId?: string;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => TargetPayload) to?: TargetPayload;
  @IsOptional() @Words(500) reason?: string;
}
