// A death that a case tells of stops what counts on a living person; where it was told by mistake, all that begins again.
import { Injectable } from '@nestjs/common';
import { PlaceDevice } from '#libs/devices';
import { Deaths } from '#libs/elders';
import { Audit } from '#libs/identity';
import type { Tx } from '#libs/platform';
import type { Entry } from '../database/case-work.ts';
import { FollowUps } from './follow-ups.ts';

@Injectable()
export class ToldDeaths {
  constructor(
    private readonly deaths: Deaths,
    private readonly placements: PlaceDevice,
    private readonly followUps: FollowUps,
    private readonly audit: Audit,
  ) {}

  /** Devices, calls and everything else stops with the same commit. */
  async tell(tx: Tx, alertId: string, elderId: string): Promise<void> {
    await this.deaths.record(tx, elderId, toldBy(alertId));
    await this.placements.endAllWornBy(tx, elderId, 'death');
    await this.followUps.cancelOfElder(tx, elderId);
  }

  /**
   * With the case locked, which says no longer that somebody was found dead. Answers what is to stand in its timeline: nothing
   * where it was not this case that told the death, or where another one says so still.
   */
  async takeBack(tx: Tx, found: { id: string; elder_id: string | null }, accountId: string): Promise<Entry[]> {
    if (found.elder_id === null) return [];
    const elderId = found.elder_id;
    const [other] = await tx.query<{ id: string }>(
      `SELECT id FROM alerts WHERE elder_id = $1::uuid AND id <> $2::uuid AND outcome = 'foundDead'
         AND state IN ('resolved', 'closed') ORDER BY received_at LIMIT 1`,
      [elderId, found.id],
    );
    const since = await this.deaths.takeBack(tx, elderId, toldBy(found.id), other ? toldBy(other.id) : null);
    if (since === null) return [];
    await this.placements.wornAgainBy(tx, elderId, 'death');
    await this.followUps.planAgainOfElder(tx, elderId, since);
    await this.audit.record(tx, {
      accountId,
      action: 'deathTakenBack',
      subject: `elder:${elderId}`,
      data: { alertId: found.id },
    });
    return [{ action: 'deathTakenBack', data: { elderId } }];
  }
}

const toldBy = (alertId: string): string => `alert:${alertId}`;
