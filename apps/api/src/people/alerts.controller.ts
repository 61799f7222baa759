// Reading cases: lists, one, its timeline, and the card of the people behind it. Acting on them is the socket's.
import { Controller, Get, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { AlertViews } from '#libs/alerts';
import type { AlertView, ElderCard, Page, Role, TimelineEntryView } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Territories } from '#libs/places';
import { IdParam } from '../door/id-param.ts';
import { ActorParam, Operation } from '../door/operation.ts';
import { PageQuery } from '../door/query-fields.ts';
import { AlertListQuery, statesOf } from './alert-queries.ts';
import { OpenCard } from './open-card.ts';

const ANSWERING: readonly Role[] = ['operator', 'supervisor', 'dutyOfficer'];
const READING: readonly Role[] = [...ANSWERING, 'admin'];

@ApiTags('alerts')
@Controller('api/v1/alerts')
export class AlertsController {
  constructor(
    private readonly views: AlertViews,
    private readonly territories: Territories,
    private readonly cards: OpenCard,
  ) {}

  @Get()
  @Operation({
    summary: 'Cases of my territory.',
    roles: READING,
    answer: { page: 'AlertView', description: 'One page of cases.' },
  })
  async list(@ActorParam() actor: Actor, @Query() query: AlertListQuery): Promise<Page<AlertView>> {
    const territory = await this.territories.of(actor.scopes);
    return this.views.list(territory.toSql(), {
      states: statesOf(query.state),
      from: query.from,
      to: query.to,
      page: query.page,
      pageSize: query.pageSize,
      order: query.sort === '-receivedAt' ? 'newest' : 'oldest',
    });
  }

  @Get(':id')
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary: 'One case.',
    roles: READING,
    answer: { schema: 'AlertView', description: 'The case.' },
    errors: ['ALERT.NOT_FOUND'],
  })
  async one(@ActorParam() actor: Actor, @IdParam('ALERT.NOT_FOUND') id: string): Promise<AlertView> {
    return this.views.one((await this.territories.of(actor.scopes)).toSql(), id);
  }

  @Get(':id/timeline')
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary: 'What happened in a case, oldest first.',
    roles: READING,
    answer: { page: 'TimelineEntryView', description: 'One page of its timeline.' },
    errors: ['ALERT.NOT_FOUND'],
  })
  async timeline(
    @ActorParam() actor: Actor,
    @IdParam('ALERT.NOT_FOUND') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<TimelineEntryView>> {
    return this.views.timeline((await this.territories.of(actor.scopes)).toSql(), id, query);
  }

  @Get(':id/card')
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary:
      'The people behind a case; phones, medical data and key notes open with the claim, and the look is logged.',
    roles: ANSWERING,
    answer: { schema: 'ElderCard', description: 'The card.' },
    errors: ['ALERT.NOT_FOUND'],
  })
  async card(@ActorParam() actor: Actor, @IdParam('ALERT.NOT_FOUND') id: string): Promise<ElderCard> {
    return this.cards.open(actor, id);
  }
}
