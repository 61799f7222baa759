// People who help, for the administrator: find, register, change; supervisors may look.
import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { OpenTasks } from '#libs/alerts';
import type { ErrorCode, Page, ResponderView, Role } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Territories } from '#libs/places';
import { FindResponders, RegisterResponders, type StaffView } from '#libs/staff';
import { IdParam } from '../door/id-param.ts';
import { WritesOnce } from '../door/idempotency/writes-once.ts';
import { ActorParam, Operation } from '../door/operation.ts';
import { ResponderBody, ResponderQuery, orderOf } from './responder-bodies.ts';

const ADMIN: readonly Role[] = ['admin'];
const READING: readonly Role[] = ['admin', 'supervisor'];
const idOf = (answer: unknown): string => (answer as ResponderView).id;
const REFUSALS: readonly ErrorCode[] = [
  'DIVISION.NOT_FOUND', 'FACILITY.NOT_FOUND', 'HOME.NOT_FOUND', 'ACCOUNT.NOT_FOUND', 'RESPONDER.ACCOUNT_ROLE',
  'RESPONDER.ACCOUNT_TAKEN',
]; // prettier-ignore

@ApiTags('responders')
@Controller('api/v1/responders')
export class RespondersController {
  constructor(
    private readonly territories: Territories,
    private readonly responders: FindResponders,
    private readonly registry: RegisterResponders,
    private readonly tasks: OpenTasks,
  ) {}

  @Get()
  @Operation({
    summary: 'Find people who help in my territory.',
    roles: READING,
    answer: { page: 'ResponderView', description: 'One page of helpers by name; addresses of homes masked.' },
  })
  async find(@ActorParam() actor: Actor, @Query() query: ResponderQuery): Promise<Page<ResponderView>> {
    const { items, total } = await this.responders.find(await this.territories.of(actor.scopes), query);
    return { items: await this.withTasks(items), total };
  }

  @Post()
  @WritesOnce((self: RespondersController, id, actor) => self.one(actor, id), idOf)
  @Operation({
    summary: 'Register somebody who helps.',
    roles: ADMIN,
    answer: { status: 201, schema: 'ResponderView', description: 'The helper.' },
    errors: REFUSALS,
  })
  async register(@ActorParam() actor: Actor, @Body() body: ResponderBody): Promise<ResponderView> {
    const order = orderOf(body);
    const territory = await this.territories.of(actor.scopes);
    return this.one(actor, await this.registry.register(territory, order, actor.accountId));
  }

  @Put(':id')
  @WritesOnce((self: RespondersController, id, actor) => self.one(actor, id))
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary: 'Change somebody who helps; whoever helps no more is on no shift.',
    roles: ADMIN,
    answer: { schema: 'ResponderView', description: 'The helper.' },
    errors: ['RESPONDER.NOT_FOUND', ...REFUSALS],
  })
  async change(
    @ActorParam() actor: Actor,
    @IdParam('RESPONDER.NOT_FOUND') id: string,
    @Body() body: ResponderBody,
  ): Promise<ResponderView> {
    const order = orderOf(body);
    await this.registry.change(await this.territories.of(actor.scopes), id, order, actor.accountId);
    return this.one(actor, id);
  }

  private async one(actor: Actor, id: string): Promise<ResponderView> {
    const found = await this.responders.one(await this.territories.of(actor.scopes), id);
    const tasks = await this.tasks.of([id]);
    return { ...found, openTasks: tasks.get(id) ?? 0 };
  }

  private async withTasks(found: StaffView[]): Promise<ResponderView[]> {
    const tasks = await this.tasks.of(found.map(({ id }) => id));
    return found.map((one) => ({ ...one, openTasks: tasks.get(one.id) ?? 0 }));
  }
}
