// What a responder's phone can do, one entry a verb: who may, what it must send, what happens. Own tasks only.
import { Injectable } from '@nestjs/common';
import { AnswerDispatch, RecordDoorStep, ResponderTasks, type ResponderRef } from '#libs/alerts';
import type { ResponderTask, Role, StationClientEvents, ToldLocation } from '#libs/contracts';
import { ResponderDuty } from '#libs/staff';
import { DomainError } from '#libs/platform';
import type { AnswerTo, LoopVerb } from '../sockets/verb-loop.ts';
import type { StationConnection } from './station-connection.ts';
import { StationFeed } from './station-feed.ts';
import { doorStepOf } from '../dispatch/door-verbs.ts';
import {
  DoorStepPayload,
  EmptyPayload,
  LocationPayload,
  NotePayload,
  SyncPayload,
  TaskPayload,
} from './station-payloads.ts';

/** Those who go. */
const HELPING: readonly Role[] = ['responder', 'communityWorker'];
/** Those who come in at all; who plans stations has no tasks. */
export const STATION_ROLES: readonly Role[] = [...HELPING, 'stationPlanner'];

type StationTable = {
  readonly [N in keyof StationClientEvents]: LoopVerb<StationConnection, AnswerTo<StationClientEvents[N]>>;
};

function verb<P extends object, A extends object>(
  payload: new () => P,
  run: (phone: StationConnection, payload: P) => Promise<A>,
  roles: readonly Role[] = HELPING,
): LoopVerb<StationConnection, A> {
  return { payload, roles, run: (phone, given) => run(phone, given as P) };
}

@Injectable()
export class StationVerbs {
  readonly table: StationTable;

  constructor(
    private readonly feed: StationFeed,
    private readonly answers: AnswerDispatch,
    private readonly tasks: ResponderTasks,
    private readonly duty: ResponderDuty,
    private readonly doorSteps: RecordDoorStep,
  ) {
    this.table = {
      startShift: verb(EmptyPayload, async (phone) => {
        const { since } = await this.duty.start(meOf(phone).responderId);
        return { since: since.toISOString() };
      }),
      endShift: verb(EmptyPayload, async (phone) => {
        const { responderId } = meOf(phone);
        if (await this.tasks.haveOpen(responderId, false)) throw new DomainError('RESPONDER.ON_TASK');
        await this.duty.end(responderId);
        return {};
      }),
      sync: verb(SyncPayload, (phone, { lastSeq }) => this.feed.sync(phone, lastSeq), STATION_ROLES),
      accept: this.step((me, { taskId }) => this.answers.accept(me, taskId)),
      decline: this.step((me, { taskId, reason }) => this.answers.decline(me, taskId, reason ?? null)),
      enRoute: this.step((me, { taskId }) => this.answers.enRoute(me, taskId)),
      onScene: this.step((me, { taskId, location }) => this.answers.onScene(me, taskId, location ?? null)),
      atDoorNoAnswer: this.step((me, { taskId }) => this.answers.atDoorNoAnswer(me, taskId)),
      left: this.step((me, { taskId, reason }) => this.answers.left(me, taskId, reason ?? null)),
      checkIn: this.step((me, { taskId }) => this.answers.checkIn(me, taskId)),
      location: verb(LocationPayload, async (phone, place) => {
        const { responderId } = meOf(phone);
        if (!(await this.duty.since(responderId))) throw new DomainError('RESPONDER.OFF_SHIFT');
        if (!(await this.tasks.haveOpen(responderId, true))) throw new DomainError('TASK.NOT_FOUND');
        await this.moved(responderId, place);
        return {};
      }),
      doorStep: verb(DoorStepPayload, (phone, payload) =>
        this.doorSteps.byResponder(payload.taskId, meOf(phone).accountId, doorStepOf(payload)),
      ),
      note: verb(NotePayload, async (phone, { taskId, text }) => {
        await this.answers.note(meOf(phone), taskId, text);
        return {};
      }),
    };
  }

  /** A step of a task, answered with the task as it is now. */
  private step(
    take: (me: ResponderRef, payload: TaskPayload) => Promise<void>,
  ): LoopVerb<StationConnection, { task: ResponderTask }> {
    return verb(TaskPayload, async (phone, payload) => {
      const me = meOf(phone);
      await take(me, payload);
      return { task: (await this.tasks.one(me.responderId, payload.taskId)).task };
    });
  }

  private moved(responderId: string, { lng, lat, accuracy, at }: ToldLocation): Promise<void> {
    return this.duty.moved(responderId, { lng, lat, accuracyM: accuracy ?? null, at: at ? new Date(at) : new Date() });
  }
}

function meOf({ responder, actor }: StationConnection): ResponderRef {
  if (!responder) throw new DomainError('RESPONDER.NOT_LINKED');
  return { responderId: responder.id, accountId: actor.accountId };
}
