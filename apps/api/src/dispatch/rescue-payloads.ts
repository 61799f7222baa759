// What a console says of public rescue, by verb.
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import {
  NO_RESCUE_REASONS, RESCUE_SERVICES, RESCUE_WAYS, type NoRescueReason, type RescueService, type RescueWay,
} from '#libs/contracts'; // prettier-ignore
import { Moment, Words } from './checked-input.ts';
import { AlertPayload } from './verb-payloads.ts';

export const RESCUE_VERBS = ['called', 'arrived', 'takenTo', 'refused'] as const;
export type RescueVerb = (typeof RESCUE_VERBS)[number];

export class RescueVerbPayload {
  @IsIn(RESCUE_VERBS) verb!: RescueVerb;
}

export class RescueCalledPayload {
  @IsIn(RESCUE_SERVICES) service!: RescueService;
  @IsOptional() @IsIn(RESCUE_WAYS) way?: RescueWay;
  @IsOptional() @Words(64) reference?: string;
  @IsOptional() @Words(64) unit?: string;
  @IsOptional() @Moment() etaAt?: string;
}

/** Named by its id, or by the service: then the latest call of it. */
class RescueHeardPayload {
  @IsOptional() @IsUUID() taskId?: string;
  @IsOptional() @IsIn(RESCUE_SERVICES) service?: RescueService;
}

export class RescueArrivedPayload extends RescueHeardPayload {
  @IsOptional() @Words(64) unit?: string;
}

export class RescueTakenToPayload extends RescueHeardPayload {
  /** The hospital. */
  @Words(100) takenTo!: string;
  @IsOptional() @Words(64) unit?: string;
}

export class RescueRefusedPayload extends RescueHeardPayload {
  @Words(500) reason!: string;
}

export class NoRescuePayload extends AlertPayload {
  @IsIn(NO_RESCUE_REASONS) reason!: NoRescueReason;
}
