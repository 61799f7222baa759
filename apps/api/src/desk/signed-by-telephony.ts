// Lets in what the call centre's telephony has signed lately, and nobody else; asked before anything of the body is looked at.
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import {
  Clock,
  DomainError,
  SETTINGS,
  SIGNATURE_HEADER,
  TIMESTAMP_HEADER,
  isSigned,
  type Settings,
} from '#libs/platform';
import type { DoorRequest } from '../door/door-request.ts';

@Injectable()
export class SignedByTelephony implements CanActivate {
  constructor(
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { headers, rawBody } = context.switchToHttp().getRequest<DoorRequest>();
    const secret = this.settings.TELEPHONY_SECRET;
    const message = {
      timestamp: headers[TIMESTAMP_HEADER],
      signature: headers[SIGNATURE_HEADER],
      body: rawBody ?? Buffer.alloc(0),
    };
    if (secret === null || !isSigned(secret, message, this.clock.now()))
      throw new DomainError('TELEPHONY.BAD_SIGNATURE');
    return true;
  }
}
