// Prometheus' door: figures of this process, without a person in them.
import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Metrics } from '#libs/platform';
import { Operation } from '../door/operation.ts';

@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @Operation({
    summary: 'Metrics in the text format of Prometheus.',
    roles: 'public',
    answer: { content: { 'text/plain': { schema: { type: 'string' } } }, description: 'Metrics.' },
  })
  read(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
