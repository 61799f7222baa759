// Everything beside a case: what was tried, who was sent, who came, what is due.
import { Controller, Get } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { CaseTasksView } from '#libs/alerts';
import type { CaseTasks } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Territories } from '#libs/places';
import { IdParam } from '../door/id-param.ts';
import { ActorParam, Operation } from '../door/operation.ts';

@ApiTags('alerts')
@Controller('api/v1/alerts')
export class TasksController {
  constructor(
    private readonly tasks: CaseTasksView,
    private readonly territories: Territories,
  ) {}

  @Get(':id/tasks')
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary: 'Calls, dispatches, rescue, follow-ups and what was done around a case.',
    roles: ['operator', 'supervisor', 'dutyOfficer', 'admin'],
    answer: { schema: 'CaseTasks', description: 'Everything beside the case.' },
    errors: ['ALERT.NOT_FOUND'],
  })
  async of(@ActorParam() actor: Actor, @IdParam('ALERT.NOT_FOUND') id: string): Promise<CaseTasks> {
    return this.tasks.of((await this.territories.of(actor.scopes)).toSql(), id);
  }
}
