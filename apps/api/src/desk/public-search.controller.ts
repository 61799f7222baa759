// For searchers with a link: no session, no number of the case, no home, no health; gone with the link or the case.
import { Controller, Get, Inject, Param, Req, StreamableFile } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { PublicSearchSheet } from '#libs/contracts';
import { DomainError, IMAGE_TYPES, SETTINGS, type Settings } from '#libs/platform';
import type { DoorRequest } from '../door/door-request.ts';
import { Operation } from '../door/operation.ts';
import { RequestRate } from '../door/request-rate.ts';
import { pictureAnswer } from './files.controller.ts';
import { SearchSheets } from './search-sheets.ts';

@ApiTags('search')
@Controller('api/v1/search')
export class PublicSearchController {
  private readonly rate: RequestRate;

  constructor(
    private readonly sheets: SearchSheets,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.rate = new RequestRate(settings.REQUESTS_PER_SECOND);
  }

  @Get(':token')
  @ApiParam({ name: 'token', type: String })
  @Operation({
    summary: 'The sheet for searchers; positions only as long as the person is searched for.',
    roles: 'public',
    answer: { schema: 'PublicSearchSheet', description: 'The sheet.' },
    errors: ['SEARCH.NOT_FOUND', 'COMMON.TOO_MANY_REQUESTS'],
  })
  async sheet(@Param('token') token: string, @Req() request: DoorRequest): Promise<PublicSearchSheet> {
    this.bound(request);
    return this.sheets.byLink(token);
  }

  @Get(':token/photo')
  @ApiParam({ name: 'token', type: String })
  @Operation({
    summary: 'The photograph of the missing person, as long as they are searched for.',
    roles: 'public',
    answer: {
      content: Object.fromEntries(IMAGE_TYPES.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])),
      description: 'The picture.',
    },
    errors: ['SEARCH.NOT_FOUND', 'COMMON.TOO_MANY_REQUESTS'],
  })
  async photo(@Param('token') token: string, @Req() request: DoorRequest): Promise<StreamableFile> {
    this.bound(request);
    return pictureAnswer(request, await this.sheets.photoByLink(token));
  }

  /**
   * Wrong links are not counted against an address: a token of 256 bits is not guessed, and a whole search party with one
   * old link may stand behind one address.
   */
  private bound(request: DoorRequest): void {
    if (!this.rate.allow(request.ip ?? '', performance.now()))
      throw new DomainError('COMMON.TOO_MANY_REQUESTS', { retryAfter: 1 });
  }
}
