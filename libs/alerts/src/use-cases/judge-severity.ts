// What a person has raised is P1 or P2 as its holder judges it once they know more, and what a device told may be more urgent
// than its rule says; kept and listed under 改判.
import { Injectable } from '@nestjs/common';
import type { JudgedSeverity } from '#libs/contracts';
import { Database, DomainError, FactWaker, SealedText, newId, type Fact, type Tx } from '#libs/platform';
import { CaseWork, type CaseChange, type CaseRow } from '../database/case-work.ts';
import { lockPlacesOfCase } from '../database/case-places.ts';
import { refuseSecondCase } from '../database/second-case.ts';
import type { ActorRef } from '../database/transition.store.ts';

@Injectable()
export class JudgeSeverity {
  constructor(
    private readonly database: Database,
    private readonly work: CaseWork,
    private readonly sealed: SealedText,
    private readonly waker: FactWaker,
  ) {}

  /** Throws ALERT.NOT_RAISED_BY_PEOPLE, ALERT.NOTHING_CHANGED; ALERT.CANNOT_MERGE if it would be a second open case. */
  async judge(alertId: string, actor: ActorRef, severity: JudgedSeverity, reason: string): Promise<void> {
    const facts: Fact[] = [];
    await this.database.transaction(async (tx) => {
      facts.length = 0;
      // The place first, then the case: the order of folding.
      await lockPlacesOfCase(tx, alertId);
      const command = { alertId, actor, origin: 'console', holder: true, states: ['claimed'] } as const;
      await this.work.within(tx, command, (_, found) => this.change(tx, actor, found, severity, reason), facts);
    });
    this.waker.wake(facts);
  }

  private async change(
    tx: Tx,
    actor: ActorRef,
    found: CaseRow,
    severity: JudgedSeverity,
    reason: string,
  ): Promise<CaseChange<void>> {
    const [raised] = await tx.query<{ source: string }>('SELECT source FROM alerts WHERE id = $1', [found.id]);
    // A device's cry is never judged down.
    const mayBe = raised?.source !== 'device' || (found.severity === 'P2' && severity === 'P1');
    if (!raised || !mayBe) throw new DomainError('ALERT.NOT_RAISED_BY_PEOPLE');
    if (found.severity === severity) throw new DomainError('ALERT.NOTHING_CHANGED');
    await refuseSecondCase(tx, actor, found.id, { severity });
    await tx.query(
      `INSERT INTO rejudgements (id, alert_id, account_id, field, was, becomes, reason_sealed)
       VALUES ($1, $2, $3, 'severity', $4, $5, $6)`,
      [newId(), found.id, actor.accountId, found.severity, severity, this.sealed.seal(reason)],
    );
    return {
      entries: [{ action: 'judged', note: reason, data: { from: found.severity, to: severity } }],
      set: 'severity = $5',
      values: [severity],
      result: undefined,
    };
  }
}
