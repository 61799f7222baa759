// Health for machines and for the strip on the console: alive, ready for work, and every link of the alarm path.
import { Controller, Get, Res, ServiceUnavailableException } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  HealthCheckService,
  HealthIndicatorService,
  type HealthCheckResult,
  type HealthIndicatorResult,
} from '@nestjs/terminus';
import type { Response } from 'express';
import type { AlarmPathHealth } from '#libs/contracts';
import { Database, refuseOlderSchema } from '#libs/platform';
import { apiSchemas } from '../api.schemas.ts';
import { ConsoleFeed } from '../dispatch/console-feed.ts';
import { Operation } from '../door/operation.ts';
import { ref } from '../schemas/schemas.ts';
import { LATE_MS } from './alarm-path.ts';
import { AlarmPath } from './alarm-path.query.ts';

const broken = (schema: 'HealthAnswer' | 'AlarmPathHealth'): MethodDecorator =>
  ApiResponse({
    status: 503,
    description: 'Broken; the same body.',
    content: { 'application/json': { schema: ref(schema) } },
  });

@ApiTags('health')
@Controller('health')
export class HealthController {
  private schemaIsNew = false;

  constructor(
    private readonly checks: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly database: Database,
    private readonly feed: ConsoleFeed,
    private readonly path: AlarmPath,
  ) {}

  @Get('live')
  @Operation({
    summary: 'The process answers.',
    roles: 'public',
    answer: { schema: 'HealthAnswer', description: 'Alive.' },
  })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @broken('HealthAnswer')
  @Operation({
    summary: 'The process can work: database, schema, fact feed.',
    roles: 'public',
    answer: { schema: 'HealthAnswer', description: 'Ready.' },
  })
  async ready(@Res({ passthrough: true }) response: Response): Promise<HealthCheckResult | object> {
    try {
      return await this.checks.check([
        () => this.checked('database', () => this.database.query('SELECT 1')),
        () => this.checked('schema', () => this.checkSchema()),
        () => this.feedIsRead(),
      ]);
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      response.status(503);
      const answer = error.getResponse();
      return typeof answer === 'object' ? answer : { status: 'error' };
    }
  }

  @Get('alarm-path')
  @broken('AlarmPathHealth')
  @Operation({
    summary: 'Every link that a press passes, judged by its last sign of life.',
    roles: 'public',
    answer: { schema: 'AlarmPathHealth', description: 'No link is broken.' },
  })
  async alarmPath(@Res({ passthrough: true }) response: Response): Promise<AlarmPathHealth> {
    const health = await this.path.health();
    if (health.status === 'broken') response.status(503);
    return health;
  }

  /** The reason stays in the log of whoever failed: this answer is public. */
  private async checked(name: string, work: () => Promise<unknown>): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check(name);
    return work().then(
      () => indicator.up(),
      () => indicator.down(),
    );
  }

  private async checkSchema(): Promise<void> {
    if (this.schemaIsNew) return;
    await refuseOlderSchema(this.database, apiSchemas);
    this.schemaIsNew = true;
  }

  private feedIsRead(): HealthIndicatorResult {
    const indicator = this.indicators.check('feed');
    return this.feed.ageMs <= LATE_MS ? indicator.up() : indicator.down();
  }
}
