// Handing cases over at the end of a shift, and the answer of the one who takes them.
import { Injectable } from '@nestjs/common';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsUUID } from 'class-validator';
import { AlertViews, Handovers, type ActorRef } from '#libs/alerts';
import { Accounts } from '#libs/identity';
import { Territories } from '#libs/places';
import { ANSWERING, actorOf, verb, type VerbGroup } from './verb.ts';

const MOST = 100;

class HandoverPayload {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(MOST) @IsUUID(undefined, { each: true }) alertIds!: string[];
  @IsUUID() to!: string;
}

class AnswerHandoverPayload {
  @IsUUID() handoverId!: string;
  @IsBoolean() accept!: boolean;
}

@Injectable()
export class HandoverVerbs {
  readonly table: VerbGroup<'handover' | 'answerHandover'>;

  constructor(
    private readonly accounts: Accounts,
    private readonly territories: Territories,
    views: AlertViews,
    handovers: Handovers,
  ) {
    this.table = {
      handover: verb(HandoverPayload, ANSWERING, async (console, { alertIds, to }) => ({
        handover: await handovers.offer(alertIds, actorOf(console), await this.receiver(to)),
      })),
      answerHandover: verb(AnswerHandoverPayload, ANSWERING, async (console, { handoverId, accept }) => {
        const { handover, alertIds } = await handovers.answer(handoverId, actorOf(console), accept);
        const territory = console.territory.toSql();
        return { handover, alerts: await Promise.all(alertIds.map((id) => views.one(territory, id))) };
      }),
    };
  }

  /** Null for accounts that are unknown, disabled or do not answer alerts. */
  private async receiver(accountId: string): Promise<ActorRef | null> {
    const account = await this.accounts.find(accountId);
    if (!account || !ANSWERING.includes(account.role)) return null;
    return { accountId, territory: (await this.territories.of(account.scopes)).toSql() };
  }
}
