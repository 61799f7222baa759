// The server's clock, injected so that rules can be tested with an explicit one.
import { Injectable } from '@nestjs/common';

@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
