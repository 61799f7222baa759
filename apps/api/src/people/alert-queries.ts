// What callers may ask of lists of cases.
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { ALERT_STATES, type AlertState } from '#libs/contracts';
import { MomentField, PageQuery } from '../door/query-fields.ts';

const STATES = ['open', ...ALERT_STATES, 'all'] as const;
const SORTS = ['receivedAt', '-receivedAt'] as const;
const OPEN: readonly AlertState[] = ['raised', 'claimed', 'resolved'];

export class AlertListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STATES, default: 'open', description: '`open`: all but closed and merged.' })
  @IsIn(STATES)
  state: (typeof STATES)[number] = 'open';

  @MomentField('Received at or after.') from?: Date;
  @MomentField('Received before.') to?: Date;

  @ApiPropertyOptional({ enum: SORTS, default: '-receivedAt' })
  @IsIn(SORTS)
  sort: (typeof SORTS)[number] = '-receivedAt';
}

export function statesOf(state: AlertListQuery['state']): readonly AlertState[] {
  switch (state) {
    case 'all':
      return ALERT_STATES;
    case 'open':
      return OPEN;
    default:
      return [state];
  }
}
