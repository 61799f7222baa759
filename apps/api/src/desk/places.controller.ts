// Divisions and facilities of my territory, for the forms that must name one.
import { Controller, Get, Query } from '@nestjs/common';
import { ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { DivisionItem, FacilityItem, Page, Role } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { FindPlaces, Territories } from '#libs/places';
import { ActorParam, Operation } from '../door/operation.ts';
import { PageQuery } from '../door/query-fields.ts';

const READING: readonly Role[] = ['admin', 'supervisor'];

class PlaceQuery extends PageQuery {
  @ApiPropertyOptional({
    maxLength: 50,
    description: 'Part of the name; of a division also the beginning of its code.',
  })
  @IsString()
  @MaxLength(50)
  q: string = '';
}

@ApiTags('places')
@Controller('api/v1')
export class PlacesController {
  constructor(
    private readonly territories: Territories,
    private readonly places: FindPlaces,
  ) {}

  @Get('divisions')
  @Operation({
    summary: 'Divisions of my territory as they are today.',
    roles: READING,
    answer: { page: 'DivisionItem', description: 'One page, from the widest down.' },
  })
  async divisions(@ActorParam() actor: Actor, @Query() query: PlaceQuery): Promise<Page<DivisionItem>> {
    return this.places.divisions(await this.territories.of(actor.scopes), query);
  }

  @Get('facilities')
  @Operation({
    summary: 'Facilities of my territory.',
    roles: READING,
    answer: { page: 'FacilityItem', description: 'One page by name.' },
  })
  async facilities(@ActorParam() actor: Actor, @Query() query: PlaceQuery): Promise<Page<FacilityItem>> {
    return this.places.facilities(await this.territories.of(actor.scopes), query);
  }
}
