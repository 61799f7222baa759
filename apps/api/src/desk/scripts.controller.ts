// Scripts of questions: those in use, a new version, and the one of a case with its answers.
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Scripts } from '#libs/alerts';
import type { CaseScript, Page, Role, ScriptView } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Territories } from '#libs/places';
import { IdParam } from '../door/id-param.ts';
import { WritesOnce } from '../door/idempotency/writes-once.ts';
import { ActorParam, Operation } from '../door/operation.ts';
import { ScriptBody } from './script-bodies.ts';

const READING: readonly Role[] = ['operator', 'supervisor', 'dutyOfficer', 'admin'];

@ApiTags('desk')
@Controller('api/v1')
export class ScriptsController {
  constructor(
    private readonly scripts: Scripts,
    private readonly territories: Territories,
  ) {}

  @Get('scripts')
  @Operation({
    summary: 'Scripts in use, each with the kinds that it is used for.',
    roles: READING,
    answer: { page: 'ScriptView', description: 'All of them.' },
  })
  async inUse(): Promise<Page<ScriptView>> {
    const items = await this.scripts.inUse();
    return { items, total: items.length };
  }

  @Post('scripts')
  @WritesOnce((self: ScriptsController, id) => self.scripts.one(id), (script) => (script as ScriptView).id)
  @Operation({
    summary: 'Publish a script; cases that have begun with another keep that one.',
    roles: ['supervisor', 'admin'],
    answer: { status: 201, schema: 'ScriptView', description: 'The new version.' },
  })
  async publish(@ActorParam() actor: Actor, @Body() body: ScriptBody): Promise<ScriptView> {
    return this.scripts.publish(actor.accountId, body);
  }

  @Get('alerts/:id/script')
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary: 'The questions of a case, and what was answered.',
    roles: READING,
    answer: { schema: 'CaseScript', description: 'Script (null if its kind has none) and answers, oldest first.' },
    errors: ['ALERT.NOT_FOUND'],
  })
  async ofCase(@ActorParam() actor: Actor, @IdParam('ALERT.NOT_FOUND') id: string): Promise<CaseScript> {
    return this.scripts.ofCase((await this.territories.of(actor.scopes)).toSql(), id);
  }
}
