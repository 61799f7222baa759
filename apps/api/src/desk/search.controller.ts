// The search for a missing person from the desk: the sheet, the link for searchers, devices that ring.
import { Body, Controller, Delete, Get, Inject, Param, Post, Put, Req } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { SearchForMissing, type ActorRef } from '#libs/alerts';
import type { ErrorCode, PositionAsked, Role, SearchLink, SearchSheet } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Territories } from '#libs/places';
import { DomainError, SETTINGS, type Settings } from '#libs/platform';
import type { DoorRequest } from '../door/door-request.ts';
import { IdParam } from '../door/id-param.ts';
import { WritesOnce } from '../door/idempotency/writes-once.ts';
import { ActorParam, Operation } from '../door/operation.ts';
import { MissingDetailsBody, detailsOf } from './search-bodies.ts';
import { SearchSheets } from './search-sheets.ts';

const ANSWERING: readonly Role[] = ['operator', 'supervisor', 'dutyOfficer'];
const NOT_HELD: readonly ErrorCode[] = [
  'ALERT.NOT_FOUND', 'ALERT.NOT_CLAIMED', 'ALERT.NOT_YOURS', 'ALERT.CLAIM_LOST', 'ALERT.WRONG_STATE', 'SEARCH.NOT_MISSING',
]; // prettier-ignore

@ApiTags('alerts')
@Controller('api/v1/alerts/:id')
export class SearchController {
  constructor(
    private readonly search: SearchForMissing,
    private readonly sheets: SearchSheets,
    private readonly territories: Territories,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('search-sheet')
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary: 'Who is searched for, where their devices were last, and when 110 is due.',
    roles: ANSWERING,
    answer: { schema: 'SearchSheet', description: 'The sheet.' },
    errors: ['ALERT.NOT_FOUND', 'SEARCH.NOT_MISSING'],
  })
  async sheet(@ActorParam() actor: Actor, @IdParam('ALERT.NOT_FOUND') id: string): Promise<SearchSheet> {
    return this.sheets.of(actor, id);
  }

  @Put('search-sheet')
  @WritesOnce((self: SearchController, id, actor) => self.sheet(actor, id))
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary:
      'Add to what is known of the missing person; what is left out stays as it is. For the holder of the claim.',
    roles: ANSWERING,
    answer: { schema: 'SearchSheet', description: 'The sheet.' },
    errors: NOT_HELD,
  })
  async describe(
    @ActorParam() actor: Actor,
    @IdParam('ALERT.NOT_FOUND') id: string,
    @Body() body: MissingDetailsBody,
  ): Promise<SearchSheet> {
    const told = detailsOf(body);
    if (Object.keys(told).length > 0) await this.search.describe(id, await this.ref(actor), told);
    return this.sheets.of(actor, id);
  }

  @Post('search-link')
  @WritesOnce('shownOnce')
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary: 'A link for searchers, for some hours and no longer than the case; for the holder of the claim.',
    roles: ANSWERING,
    answer: { status: 201, schema: 'SearchLink', description: 'Shown this once, also to a repeat.' },
    errors: NOT_HELD,
  })
  async makeLink(
    @ActorParam() actor: Actor,
    @IdParam('ALERT.NOT_FOUND') id: string,
    @Req() request: DoorRequest,
  ): Promise<SearchLink> {
    const link = await this.search.makeLink(id, await this.ref(actor));
    return { id: link.id, url: `${this.origin(request)}/search/${link.token}`, expiresAt: link.expiresAt };
  }

  @Delete('search-link')
  @WritesOnce('empty')
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary: 'Revoke every link of the case; for its holder.',
    roles: ANSWERING,
    answer: { status: 204, description: 'No link of it works any more.' },
    errors: NOT_HELD,
  })
  async revokeLinks(@ActorParam() actor: Actor, @IdParam('ALERT.NOT_FOUND') id: string): Promise<void> {
    await this.search.revokeLink(id, await this.ref(actor), null);
  }

  @Delete('search-link/:linkId')
  @WritesOnce('empty')
  @ApiParam({ name: 'id', type: String })
  @ApiParam({ name: 'linkId', type: String })
  @Operation({
    summary: 'Revoke one link; for the holder of the case.',
    roles: ANSWERING,
    answer: { status: 204, description: 'It does not work any more.' },
    errors: [...NOT_HELD, 'SEARCH.NOT_FOUND'],
  })
  async revokeLink(
    @ActorParam() actor: Actor,
    @IdParam('ALERT.NOT_FOUND') id: string,
    @Param('linkId') linkId: string,
  ): Promise<void> {
    if (!isUUID(linkId)) throw new DomainError('SEARCH.NOT_FOUND');
    await this.search.revokeLink(id, await this.ref(actor), linkId);
  }

  @Post('ring')
  @WritesOnce((self: SearchController, id, actor) => self.ringing(actor, id))
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary: 'The devices of the missing person ring and tell where they are, at once; for the holder of the claim.',
    roles: ANSWERING,
    answer: { schema: 'PositionAsked', description: 'Which devices were asked.' },
    errors: NOT_HELD,
  })
  async ring(@ActorParam() actor: Actor, @IdParam('ALERT.NOT_FOUND') id: string): Promise<PositionAsked> {
    return { devices: await this.search.ring(id, await this.ref(actor)) };
  }

  private async ringing(actor: Actor, id: string): Promise<PositionAsked> {
    return { devices: await this.search.ringing((await this.ref(actor)).territory, id) };
  }

  private async ref(actor: Actor): Promise<ActorRef> {
    return { accountId: actor.accountId, territory: (await this.territories.of(actor.scopes)).toSql() };
  }

  /** Where the pages are for people outside; without a proxy that is where this request came to. */
  private origin(request: DoorRequest): string {
    const [first = ''] = this.settings.PUBLIC_ORIGINS.split(',').map((origin) => origin.trim().replace(/\/$/, ''));
    return first || `${request.protocol}://${request.host}`;
  }
}
