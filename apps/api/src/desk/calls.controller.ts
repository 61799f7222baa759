// Whom to call about a case, and who is calling the centre.
import { Controller, Get } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { AlertViews, CallLists, IncomingCalls, holdsClaim, peopleOf } from '#libs/alerts';
import type { CallList, IncomingCallView, Page, Role } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Territories } from '#libs/places';
import { IdParam } from '../door/id-param.ts';
import { ActorParam, Operation } from '../door/operation.ts';
import { CardTrace } from '../people/card-trace.ts';

const ANSWERING: readonly Role[] = ['operator', 'supervisor', 'dutyOfficer'];

@ApiTags('desk')
@Controller('api/v1')
export class CallsController {
  constructor(
    private readonly views: AlertViews,
    private readonly lists: CallLists,
    private readonly calls: IncomingCalls,
    private readonly territories: Territories,
    private readonly trace: CardTrace,
  ) {}

  @Get('alerts/:id/call-list')
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary: 'Whom to call about a case, in order; numbers open with the claim, and the look is logged.',
    roles: ANSWERING,
    answer: { schema: 'CallList', description: 'Elder, caller, neighbour, those who come, those who decide.' },
    errors: ['ALERT.NOT_FOUND'],
  })
  async list(@ActorParam() actor: Actor, @IdParam('ALERT.NOT_FOUND') id: string): Promise<CallList> {
    const territory = (await this.territories.of(actor.scopes)).toSql();
    const alert = await this.views.one(territory, id);
    const opened = holdsClaim(actor.accountId, alert);
    if (opened) {
      const ref = { accountId: actor.accountId, territory };
      await this.trace.leave(ref, 'callListOpened', { alertId: id, elders: peopleOf(alert) });
    }
    return this.lists.of(territory, id, opened);
  }

  @Get('incoming-calls')
  @Operation({
    summary: 'Calls that ring, are answered, or were missed in the last 12 hours, in my territory; the latest first.',
    roles: [...ANSWERING, 'admin'],
    answer: { page: 'IncomingCallView', description: 'All of them.' },
  })
  async incoming(@ActorParam() actor: Actor): Promise<Page<IncomingCallView>> {
    const territory = (await this.territories.of(actor.scopes)).toSql();
    const items = await this.calls.list({ accountId: actor.accountId, territory });
    return { items, total: items.length };
  }
}
