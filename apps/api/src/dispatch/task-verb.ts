// The verb `task`: one handler for each kind of task, found by the order's kind and verb.
import { Injectable } from '@nestjs/common';
import { IsString } from 'class-validator';
import { AlertViews } from '#libs/alerts';
import type { AnyTask } from '#libs/contracts';
import { DomainError } from '#libs/platform';
import { CallTask } from './call-task.ts';
import { DispatchTask } from './dispatch-task.ts';
import { FollowUpTask } from './follow-up-task.ts';
import { RescueTask } from './rescue-task.ts';
import type { TaskHandler } from './task-handler.ts';
import { ANSWERING, verb, type VerbGroup } from './verb.ts';
import { AlertPayload } from './verb-payloads.ts';

export class TaskPayload extends AlertPayload {
  @IsString() kind!: string;
  @IsString() verb!: string;
}

@Injectable()
export class TaskVerbs {
  readonly table: VerbGroup<'task'>;
  private readonly handlers: Readonly<Record<AnyTask['kind'], TaskHandler>>;

  constructor(
    private readonly views: AlertViews,
    dispatch: DispatchTask,
    followUp: FollowUpTask,
    rescue: RescueTask,
    call: CallTask,
  ) {
    this.handlers = { call, dispatch, followUp, rescue };
    this.table = {
      task: verb(TaskPayload, ANSWERING, async (console, order, body) => {
        const done = await this.handlerOf(order).run(console, order.alertId, body);
        return { ...done, alert: await this.views.one(console.territory.toSql(), order.alertId) };
      }),
    };
  }

  private handlerOf({ kind, verb: asked }: TaskPayload): TaskHandler {
    const kinds = Object.keys(this.handlers);
    const handler = Object.hasOwn(this.handlers, kind) ? this.handlers[kind as AnyTask['kind']] : undefined;
    if (!handler) throw wrong('kind', kinds);
    if (!handler.verbs.includes(asked)) throw wrong('verb', handler.verbs);
    return handler;
  }
}

const wrong = (field: string, allowed: readonly string[]): DomainError =>
  new DomainError('COMMON.VALIDATION', { fields: { [field]: [`must be one of ${allowed.join(', ')}`] } });
