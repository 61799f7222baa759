// What the holder of a claim opens leaves a trace, committed before anything sealed is read.
import { Injectable } from '@nestjs/common';
import { NoteOnAlert, type ActorRef } from '#libs/alerts';
import { Audit } from '#libs/identity';
import { Database } from '#libs/platform';

@Injectable()
export class CardTrace {
  constructor(
    private readonly database: Database,
    private readonly notes: NoteOnAlert,
    private readonly audit: Audit,
  ) {}

  async leave(
    actor: ActorRef,
    action: 'cardOpened' | 'callListOpened',
    opened: { alertId: string; elders: string[] },
  ): Promise<void> {
    await this.audit.record(this.database, {
      accountId: actor.accountId,
      action,
      subject: `alert:${opened.alertId}`,
      data: { elders: opened.elders },
    });
    await this.notes.cardOpened(opened.alertId, actor);
  }
}
