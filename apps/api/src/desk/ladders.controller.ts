// The escalation ladders of divisions: read, and replaced as a set after they were checked.
import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { EditLadders, shippedRows } from '#libs/alerts';
import {
  ALERT_KINDS,
  LADDER_ACTIONS,
  type AlertKind,
  type LadderAction,
  type LadderView,
  type LaddersAnswer,
  type Role,
} from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Territories } from '#libs/places';
import { ActorParam, Operation } from '../door/operation.ts';

const EDITING: readonly Role[] = ['supervisor', 'admin'];
const DIVISION = /^\d{12}$/;

class LaddersQuery {
  @ApiPropertyOptional({ pattern: '^[0-9]{12}$' }) @IsOptional() @Matches(DIVISION) division?: string;
}

class StepBody {
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 86_400 }) @IsInt() @Min(0) @Max(86_400) afterSeconds!: number;
  @ApiProperty({ enum: LADDER_ACTIONS }) @IsIn(LADDER_ACTIONS) action!: LadderAction;
}

class LadderBody {
  @ApiProperty({
    isArray: true,
    enum: ALERT_KINDS,
    description:
      'Empty: emergencies of all kinds without a ladder of their own; P2 keeps what ships until its kind is named.',
  })
  @IsArray()
  @ArrayMaxSize(ALERT_KINDS.length)
  @IsIn(ALERT_KINDS, { each: true })
  kinds!: AlertKind[];

  @ApiProperty({ description: 'HH:MM, local.' }) @IsString() from!: string;
  @ApiProperty({ description: 'HH:MM, local; at or before `from` it reaches over midnight.' }) @IsString() to!: string;
  @ApiProperty({ enum: ['normal', 'lone'] }) @IsIn(['normal', 'lone']) staffing!: 'normal' | 'lone';

  @ApiProperty({ type: [StepBody] })
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => StepBody)
  steps!: StepBody[];
}

class LaddersBody {
  @ApiProperty({ pattern: '^[0-9]{12}$' }) @Matches(DIVISION) divisionCode!: string;

  @ApiProperty({ type: [LadderBody], description: 'The whole set; empty gives the division back to the one above.' })
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => LadderBody)
  ladders!: LadderBody[];
}

@ApiTags('desk')
@Controller('api/v1/ladders')
export class LaddersController {
  constructor(
    private readonly ladders: EditLadders,
    private readonly territories: Territories,
  ) {}

  @Get()
  @Operation({
    summary: 'Own escalation ladders of divisions of my territory, the shipped ones, and which of them hold now.',
    roles: EDITING,
    answer: {
      schema: 'LaddersAnswer',
      description: 'All of them; with `division` also what holds there at this moment.',
    },
  })
  async list(@ActorParam() actor: Actor, @Query() { division }: LaddersQuery): Promise<LaddersAnswer> {
    const territory = (await this.territories.of(actor.scopes)).toSql();
    const items = await this.ladders.list(territory, division ?? null);
    const inForce = division === undefined ? null : await this.ladders.inForce(territory, division);
    return { items, total: items.length, shipped: shippedRows(), inForce };
  }

  @Put()
  @Operation({
    summary: 'Replaces the ladders of one division; open cases keep theirs.',
    roles: EDITING,
    answer: { page: 'LadderView', description: 'As they are in force now.' },
    errors: ['LADDER.INVALID', 'DIVISION.NOT_FOUND'],
  })
  async replace(
    @ActorParam() actor: Actor,
    @Body() body: LaddersBody,
  ): Promise<{ items: LadderView[]; total: number }> {
    const territory = (await this.territories.of(actor.scopes)).toSql();
    await this.ladders.replace(territory, actor.accountId, body.divisionCode, body.ladders);
    const items = await this.ladders.list(territory, body.divisionCode);
    return { items, total: items.length };
  }
}
