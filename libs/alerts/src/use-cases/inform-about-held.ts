// Death, serious injury, missing: told outside only after a named person has been phoned, and who that was is kept.
import { Injectable } from '@nestjs/common';
import { DomainError, SealedText, newId } from '#libs/platform';
import { CaseWork } from '../database/case-work.ts';
import type { EndingActor } from './close-alert.ts';

export interface ToldPerson {
  name: string;
  /** One of the contacts of the case's elders. */
  contactId?: string;
  note?: string;
}

@Injectable()
export class InformAboutHeld {
  constructor(
    private readonly cases: CaseWork,
    private readonly sealed: SealedText,
  ) {}

  /** By the holder, by whoever resolved it, or by a supervisor. Throws ALERT.NOT_HELD where nothing is held back. */
  async informed(alertId: string, actor: EndingActor, told: ToldPerson): Promise<void> {
    await this.cases.on(
      { alertId, actor, origin: 'console', states: ['claimed', 'resolved', 'closed'] },
      async (tx, found) => {
        const may = found.holds_claim || found.resolved_by === actor.accountId || actor.role === 'supervisor';
        if (!may) throw new DomainError('ALERT.NOT_YOURS');
        if (found.held_at === null || found.told_at !== null) throw new DomainError('ALERT.NOT_HELD');
        const [kept] = await tx.query<{ id: string }>(
          `INSERT INTO told_people (id, alert_id, account_id, contact_id, name_sealed)
           SELECT $1, $2, $3, $4, $5 WHERE $4::uuid IS NULL OR EXISTS (SELECT 1 FROM contacts c JOIN alerts a ON a.id = $2
             WHERE c.id = $4::uuid AND (c.elder_id = a.elder_id OR c.elder_id = ANY(a.other_elder_ids))) RETURNING id`,
          [newId(), alertId, actor.accountId, told.contactId ?? null, this.sealed.seal(told.name)],
        );
        if (!kept)
          throw new DomainError('COMMON.VALIDATION', { fields: { contactId: ['is no contact of this case'] } });
        return {
          entries: [{ action: 'informed', note: told.note ?? null, data: { toldId: kept.id } }],
          set: 'told_at = clock_timestamp()',
          result: undefined,
        };
      },
    );
  }
}
