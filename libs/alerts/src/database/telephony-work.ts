// What the telephony says about a call beside a case, in one transaction: the case first, then its call.
import { Injectable } from '@nestjs/common';
import type { AlertState } from '#libs/contracts';
import type { Fact, Tx } from '#libs/platform';
import { CaseWork, type Entry } from './case-work.ts';

@Injectable()
export class TelephonyWork {
  constructor(private readonly work: CaseWork) {}

  /** `change` answers what happened, or null for nothing. A merged case changes no more, but its calls are kept up. */
  async on(tx: Tx, alertId: string, change: () => Promise<Entry | null>, facts: Fact[]): Promise<void> {
    const [found] = await tx.query<{ state: AlertState }>(
      'SELECT state FROM alerts WHERE id = $1::uuid FOR NO KEY UPDATE',
      [alertId],
    );
    if (found?.state === 'merged') {
      await change();
      return;
    }
    const states = ['raised', 'claimed', 'resolved', 'closed'] as const;
    await this.work.within(
      tx,
      { alertId, actor: null, origin: 'telephony', states },
      async () => {
        const entry = await change();
        return { entries: entry ? [entry] : [], result: undefined };
      },
      facts,
    );
  }
}
