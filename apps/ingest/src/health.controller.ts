// Health and metrics of an ingest process of its own (in standalone the people's door answers for all).
import { Controller, Get, Header, HttpCode, ServiceUnavailableException } from '@nestjs/common';
import type { LinkHealth } from '#libs/contracts';
import { Database, Metrics } from '#libs/platform';
import { IngestDoor } from './ingest-door.ts';

@Controller()
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly door: IngestDoor,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 200 only if a press could be taken, stored and answered now. */
  @Get('health/ready')
  @HttpCode(200)
  async ready(): Promise<{ status: 'ok'; links: LinkHealth[] }> {
    const links = [await this.databaseLink(), ...this.door.links()];
    if (links.some((link) => link.state === 'broken'))
      throw new ServiceUnavailableException({ status: 'broken', links });
    return { status: 'ok', links };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  read(): Promise<string> {
    return this.metrics.registry.metrics();
  }

  private async databaseLink(): Promise<LinkHealth> {
    const began = Date.now();
    try {
      await this.database.query('SELECT 1');
      return { link: 'database', state: 'ok', ageMs: Date.now() - began };
    } catch {
      return { link: 'database', state: 'broken', ageMs: null };
    }
  }
}
