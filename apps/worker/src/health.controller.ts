// Health and metrics of a worker that runs as a process of its own.
import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AlertSweeper } from '#libs/alerts';
import { Database, Metrics } from '#libs/platform';

const SWEEP_IS_LATE_MS = 15_000;

@Controller()
export class WorkerHealthController {
  constructor(
    private readonly database: Database,
    private readonly sweeper: AlertSweeper,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** 200 when the database answers and the sweeper comes round. */
  @Get('health/ready')
  async ready(@Res() response: Response): Promise<void> {
    const database = await this.database.query('SELECT 1').then(
      () => true,
      () => false,
    );
    const sweeping = this.sweeper.ageMs < SWEEP_IS_LATE_MS;
    response
      .status(database && sweeping ? 200 : 503)
      .json({ status: database && sweeping ? 'ok' : 'broken', database, sweeping });
  }

  @Get('metrics')
  async scrape(@Res() response: Response): Promise<void> {
    response.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }
}
