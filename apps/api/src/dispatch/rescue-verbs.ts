// The verb `noRescue`: the coded answer to whether 120, 119 or 110 was called, where nobody has to be.
import { Injectable } from '@nestjs/common';
import { AlertViews, RecordPublicRescue } from '#libs/alerts';
import { NoRescuePayload } from './rescue-payloads.ts';
import { ANSWERING, actorOf, verb, type VerbGroup } from './verb.ts';

@Injectable()
export class RescueVerbs {
  readonly table: VerbGroup<'noRescue'>;

  constructor(
    private readonly rescue: RecordPublicRescue,
    private readonly views: AlertViews,
  ) {
    this.table = {
      noRescue: verb(NoRescuePayload, ANSWERING, async (console, { alertId, reason }) => {
        await this.rescue.notNeeded(alertId, actorOf(console), reason);
        return { alert: await this.views.one(console.territory.toSql(), alertId) };
      }),
    };
  }
}
