// `task` orders of kind followUp: what a call after the case brought.
import { Injectable } from '@nestjs/common';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { FollowUps } from '#libs/alerts';
import { FOLLOW_UP_RESULTS, type FollowUpResult, type FollowUpTaskView } from '#libs/contracts';
import { checkedInput } from './checked-input.ts';
import type { ConsoleConnection } from './console-connection.ts';
import type { TaskHandler } from './task-handler.ts';
import { actorOf } from './verb.ts';
import { NoteField } from './verb-payloads.ts';

class DonePayload {
  @IsOptional() @IsUUID() taskId?: string;
  @IsOptional() @IsIn(FOLLOW_UP_RESULTS) result?: FollowUpResult;
  @IsOptional() @IsInt() @Min(1) @Max(5) satisfaction?: number;
  @IsOptional() @NoteField() note?: string;
}

@Injectable()
export class FollowUpTask implements TaskHandler {
  readonly verbs = ['done'];

  constructor(private readonly followUps: FollowUps) {}

  async run(
    console: ConsoleConnection,
    alertId: string,
    payload: object,
  ): Promise<{ task: FollowUpTaskView; tasks: FollowUpTaskView[] }> {
    const { result = 'well', ...report } = await checkedInput(DonePayload, payload);
    const task = await this.followUps.done(alertId, actorOf(console), { ...report, result });
    return { task, tasks: [task] };
  }
}
