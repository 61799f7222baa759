// After a case: follow-up calls, what was judged anew, false alarms; and who is on duty to take a case over.
import { Controller, Get, Query } from '@nestjs/common';
import { ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { FalseAlarms, FollowUps, Handovers, RejudgeAlert, Shifts } from '#libs/alerts';
import type {
  FalseAlarmStatistics, FollowUpItem, HandoverView, OperatorOnDuty, Page, RejudgedItem, Role,
} from '#libs/contracts'; // prettier-ignore
import { Accounts, type Actor } from '#libs/identity';
import { Territories, type Territory } from '#libs/places';
import { ActorParam, Operation } from '../door/operation.ts';
import { MomentField, PageQuery } from '../door/query-fields.ts';

const ANSWERING: readonly Role[] = ['operator', 'supervisor', 'dutyOfficer'];
const SUPERVISING: readonly Role[] = ['supervisor', 'admin'];
const MONTH_MS = 30 * 24 * 3_600_000;

class FollowUpQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['due', 'overdue', 'done'], default: 'due' })
  @IsIn(['due', 'overdue', 'done'])
  state: 'due' | 'overdue' | 'done' = 'due';
}

class PeriodQuery {
  @MomentField('Closed at or after; 30 days ago without it.') from?: Date;
  @MomentField('Closed before; now without it.') to?: Date;
}

@ApiTags('desk')
@Controller('api/v1')
export class AfterTheCaseController {
  constructor(
    private readonly territories: Territories,
    private readonly accounts: Accounts,
    private readonly followUps: FollowUps,
    private readonly rejudged: RejudgeAlert,
    private readonly falseAlarms: FalseAlarms,
    private readonly shifts: Shifts,
    private readonly handovers: Handovers,
  ) {}

  @Get('follow-ups')
  @Operation({
    summary: 'Follow-up calls of my territory, the first that is due coming first; names are masked.',
    roles: [...ANSWERING, 'admin'],
    answer: { page: 'FollowUpItem', description: 'One page.' },
  })
  async due(@ActorParam() actor: Actor, @Query() query: FollowUpQuery): Promise<Page<FollowUpItem>> {
    return this.followUps.list((await this.territory(actor)).toSql(), query);
  }

  @Get('rejudged')
  @Operation({
    summary: '改判: what cases were said to be and what they are said to be now, newest first.',
    roles: SUPERVISING,
    answer: { page: 'RejudgedItem', description: 'One page.' },
  })
  async judgedAnew(@ActorParam() actor: Actor, @Query() query: PageQuery): Promise<Page<RejudgedItem>> {
    return this.rejudged.list((await this.territory(actor)).toSql(), query);
  }

  @Get('false-alarms')
  @Operation({
    summary: 'False alarms among the closed cases of a time, by kind and by device.',
    roles: SUPERVISING,
    answer: { schema: 'FalseAlarmStatistics', description: 'The counts.' },
  })
  async counted(@ActorParam() actor: Actor, @Query() query: PeriodQuery): Promise<FalseAlarmStatistics> {
    const to = query.to ?? new Date();
    const from = query.from ?? new Date(to.getTime() - MONTH_MS);
    return this.falseAlarms.count((await this.territory(actor)).toSql(), from, to);
  }

  @Get('operators')
  @Operation({
    summary: 'Who is on duty now and shares a part of my territory.',
    roles: ANSWERING,
    answer: { page: 'OperatorOnDuty', description: 'Operators, supervisors and duty officers on shift.' },
  })
  async onDuty(@ActorParam() actor: Actor): Promise<{ items: OperatorOnDuty[]; total: number }> {
    const mine = await this.territory(actor);
    const near: OperatorOnDuty[] = [];
    for (const one of await this.shifts.onDuty()) {
      const account = await this.accounts.find(one.id);
      if (account && shares(mine, await this.territories.of(account.scopes))) near.push(one);
    }
    return { items: near, total: near.length };
  }

  @Get('handovers')
  @Operation({
    summary: 'Handovers that wait for my answer.',
    roles: ANSWERING,
    answer: { page: 'HandoverView', description: 'Offers that have not expired.' },
  })
  async waiting(@ActorParam() actor: Actor): Promise<{ items: HandoverView[]; total: number }> {
    const items = await this.handovers.waitingFor(actor.accountId);
    return { items, total: items.length };
  }

  private territory(actor: Actor): Promise<Territory> {
    return this.territories.of(actor.scopes);
  }
}

const shares = (a: Territory, b: Territory): boolean =>
  (a.includesUnplaced && b.includesUnplaced) || [...a.codes].some((code) => b.codes.has(code));
