// Who can go to a case.
import { Controller, Get } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { FindCandidates } from '#libs/alerts';
import type { CandidatesAnswer } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Territories } from '#libs/places';
import { IdParam } from '../door/id-param.ts';
import { ActorParam, Operation } from '../door/operation.ts';

@ApiTags('alerts')
@Controller('api/v1/alerts')
export class CandidatesController {
  constructor(
    private readonly territories: Territories,
    private readonly candidates: FindCandidates,
  ) {}

  @Get(':id/candidates')
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary: 'Who can go to a case, best first, each with reasons; and who cannot, with theirs.',
    roles: ['operator', 'supervisor', 'dutyOfficer'],
    answer: { schema: 'CandidatesAnswer', description: 'Candidates as of now.' },
    errors: ['ALERT.NOT_FOUND'],
  })
  async of(@ActorParam() actor: Actor, @IdParam('ALERT.NOT_FOUND') id: string): Promise<CandidatesAnswer> {
    return this.candidates.for((await this.territories.of(actor.scopes)).toSql(), id);
  }
}
