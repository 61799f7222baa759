// The sweeper: looks for what is due at a steady pace, in every process that runs it, one of them at a time (P8).
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LOG, SETTINGS, type Log, type Settings } from '#libs/platform';
import { FireDueSteps } from './use-cases/fire-due-steps.ts';

@Injectable()
export class AlertSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private sweptAt = 0;

  constructor(
    private readonly fireDueSteps: FireDueSteps,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Milliseconds since the last sweep that reached the database; infinite before the first. */
  get ageMs(): number {
    return this.sweptAt === 0 ? Number.POSITIVE_INFINITY : Date.now() - this.sweptAt;
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.sweep(), this.settings.SWEEP_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  private sweep(): void {
    this.running ??= this.fireDueSteps
      .run()
      .then(() => {
        this.sweptAt = Date.now();
      })
      .catch((error: unknown) => this.log.warn({ err: error }, 'the sweeper could not run; it will try again'))
      .finally(() => (this.running = null));
  }
}
