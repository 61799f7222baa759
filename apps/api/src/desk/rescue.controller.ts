// What is read aloud to 120.
import { Controller, Get } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { RescueCard } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { IdParam } from '../door/id-param.ts';
import { ActorParam, Operation } from '../door/operation.ts';
import { OpenRescueCard } from './open-rescue-card.ts';

@ApiTags('alerts')
@Controller('api/v1/alerts')
export class RescueController {
  constructor(private readonly cards: OpenRescueCard) {}

  @Get(':id/rescue-card')
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary: 'The card to read aloud to 120 in 20 seconds; for the holder of the claim, and the look is logged.',
    roles: ['operator', 'supervisor', 'dutyOfficer'],
    answer: { schema: 'RescueCard', description: 'The card; no place of it is empty.' },
    errors: ['ALERT.NOT_FOUND', 'ALERT.NOT_CLAIMED', 'ALERT.NOT_YOURS', 'ALERT.CLAIM_LOST', 'ALERT.WRONG_STATE'],
  })
  async card(@ActorParam() actor: Actor, @IdParam('ALERT.NOT_FOUND') id: string): Promise<RescueCard> {
    return this.cards.open(actor, id);
  }
}
