// The clock of the search: asks for positions at a steady pace, in every process that runs it, one of them at a time.
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LOG, SETTINGS, type Log, type Settings } from '#libs/platform';
import { AskPositions } from './use-cases/ask-positions.ts';

@Injectable()
export class PositionClock implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;

  constructor(
    private readonly positions: AskPositions,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.ask(), this.settings.SWEEP_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  private ask(): void {
    this.running ??= this.positions
      .run()
      .then(() => undefined)
      .catch((error: unknown) => this.log.warn({ err: error }, 'positions could not be asked for; it will try again'))
      .finally(() => (this.running = null));
  }
}
