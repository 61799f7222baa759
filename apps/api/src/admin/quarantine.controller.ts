// Messages that could not be read: list, and the bytes as they came.
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { Page, QuarantineView } from '#libs/contracts';
import { FindInQuarantine } from '#libs/devices';
import { Audit, type Actor } from '#libs/identity';
import { Territories } from '#libs/places';
import { Database } from '#libs/platform';
import { IdParam } from '../door/id-param.ts';
import { ActorParam, Operation } from '../door/operation.ts';
import { QuarantineQuery } from './device-bodies.ts';
import { topCentreOf } from './top-centre.ts';

const BYTES = 'application/octet-stream';

@ApiTags('quarantine')
@Controller('api/v1/quarantine')
export class QuarantineController {
  constructor(
    private readonly database: Database,
    private readonly territories: Territories,
    private readonly quarantine: FindInQuarantine,
    private readonly audit: Audit,
  ) {}

  @Get()
  @Operation({
    summary: 'Messages that could not be read, newest first.',
    roles: ['admin'],
    answer: { page: 'QuarantineView', description: 'One page of quarantine.' },
  })
  async find(@ActorParam() actor: Actor, @Query() query: QuarantineQuery): Promise<Page<QuarantineView>> {
    await topCentreOf(this.territories, actor);
    return this.quarantine.find(query);
  }

  @Get(':id/raw')
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary: 'The bytes as they came.',
    roles: ['admin'],
    answer: { content: { [BYTES]: { schema: { type: 'string', format: 'binary' } } }, description: 'The bytes.' },
    errors: ['QUARANTINE.NOT_FOUND'],
  })
  async raw(@ActorParam() actor: Actor, @IdParam('QUARANTINE.NOT_FOUND') id: string): Promise<StreamableFile> {
    await topCentreOf(this.territories, actor);
    const bytes = await this.quarantine.raw(id);
    await this.audit.record(this.database, {
      accountId: actor.accountId,
      action: 'quarantineOpened',
      subject: `quarantine:${id}`,
    });
    return new StreamableFile(bytes, {
      type: BYTES,
      disposition: `attachment; filename="${id}.bin"`,
      length: bytes.length,
    });
  }
}
