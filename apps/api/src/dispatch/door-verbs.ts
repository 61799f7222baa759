// The verb `doorStep`: what was done at a door that nobody opens, as the console hears it.
import { Injectable } from '@nestjs/common';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { AlertViews, RecordDoorStep, type DoorStepTold } from '#libs/alerts';
import { DOOR_RESULTS, DOOR_STEPS, ENTRY_WITH, type DoorResult, type DoorStep, type EntryWith } from '#libs/contracts';
import { Words } from './checked-input.ts';
import { AlertPayload } from './verb-payloads.ts';
import { ANSWERING, actorOf, verb, type VerbGroup } from './verb.ts';

export class DoorStepPayload extends AlertPayload {
  @IsIn(DOOR_STEPS) step!: DoorStep;
  @IsIn(DOOR_RESULTS) result!: DoorResult;
  @IsOptional() @IsIn(ENTRY_WITH) with?: EntryWith;
  @IsOptional() @Words(2_000) note?: string;
  @IsOptional() @IsUUID() photoId?: string;
}

@Injectable()
export class DoorVerbs {
  readonly table: VerbGroup<'doorStep'>;

  constructor(
    private readonly doorSteps: RecordDoorStep,
    private readonly views: AlertViews,
  ) {
    this.table = {
      doorStep: verb(DoorStepPayload, ANSWERING, async (console, payload) => {
        const recorded = await this.doorSteps.byConsole(payload.alertId, actorOf(console), doorStepOf(payload));
        return { alert: await this.views.one(console.territory.toSql(), payload.alertId), ...recorded };
      }),
    };
  }
}

/** The same as a helper's phone sends it. */
export const doorStepOf = (told: DoorStepTold): DoorStepTold => ({
  step: told.step,
  result: told.result,
  ...(told.with ? { with: told.with } : {}),
  ...(told.note ? { note: told.note } : {}),
  ...(told.photoId ? { photoId: told.photoId } : {}),
});
