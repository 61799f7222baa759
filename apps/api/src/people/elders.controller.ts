// Finding elders outside a case: masked, and only within one's territory.
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ElderListItem, Page } from '#libs/contracts';
import { Elders } from '#libs/elders';
import type { Actor } from '#libs/identity';
import { Territories } from '#libs/places';
import { ActorParam, Operation } from '../door/operation.ts';
import { PageQuery, SearchField } from '../door/query-fields.ts';

class ElderQuery extends PageQuery {
  @SearchField(
    50,
    'Part of a name, beginning of its pinyin, part of street or community, a whole phone number (also of a contact) or its last four digits, or an identity number.',
  )
  q: string = '';
}

@ApiTags('elders')
@Controller('api/v1/elders')
export class EldersController {
  constructor(
    private readonly elders: Elders,
    private readonly territories: Territories,
  ) {}

  @Get()
  @Operation({
    summary: 'Elders who live in my territory.',
    roles: ['admin', 'operator', 'supervisor', 'dutyOfficer'],
    answer: { page: 'ElderListItem', description: 'One page of elders, masked.' },
  })
  async find(@ActorParam() actor: Actor, @Query() query: ElderQuery): Promise<Page<ElderListItem>> {
    return this.elders.find(await this.territories.of(actor.scopes), query);
  }
}
