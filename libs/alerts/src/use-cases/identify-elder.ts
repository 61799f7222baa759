// Says whom a case is about: an elder where there was none, else one more. Under the locks of folding, so that no press of
// that elder opens a second case meanwhile.
import { Injectable } from '@nestjs/common';
import { Database, FactWaker, type Fact, type Tx } from '#libs/platform';
import { CaseWork, type CaseChange, type CaseRow } from '../database/case-work.ts';
import { lockPlaces } from '../database/fold.store.ts';
import { refuseSecondCase } from '../database/second-case.ts';
import type { ActorRef } from '../database/transition.store.ts';
import type { Press } from '../domain/fold-presses.ts';
import { PlaceOfWord } from './place-of-word.ts';

@Injectable()
export class IdentifyElder {
  constructor(
    private readonly database: Database,
    private readonly work: CaseWork,
    private readonly places: PlaceOfWord,
    private readonly waker: FactWaker,
  ) {}

  /** Throws ELDER.NOT_FOUND; ALERT.CANNOT_MERGE with `openAlertId` if another open case is about that elder already. */
  async identify(alertId: string, actor: ActorRef, elderId: string): Promise<void> {
    const place = await this.places.of(actor.territory, { elderId });
    const facts: Fact[] = [];
    await this.database.transaction(async (tx) => {
      facts.length = 0;
      await lockPlaces(tx, [{ place: { elderId, homeId: place.homeId }, deviceKey: null }]);
      const command = { alertId, actor, origin: 'console', holder: true, states: ['claimed', 'resolved'] } as const;
      await this.work.within(tx, command, (_, found) => this.change(tx, actor, found, { ...place, elderId }), facts);
    });
    this.waker.wake(facts);
  }

  private async change(
    tx: Tx,
    actor: ActorRef,
    found: CaseRow,
    place: Press['place'] & { elderId: string },
  ): Promise<CaseChange<void>> {
    const { elderId } = place;
    if (found.elder_id === elderId || found.other_elder_ids.includes(elderId))
      return { entries: [], result: undefined };
    if (found.state === 'claimed') await refuseSecondCase(tx, actor, found.id, { elderId });
    const entries: CaseChange<void>['entries'] = [{ action: 'identified', data: { elderId } }];
    if (found.elder_id !== null) {
      return { entries, set: 'other_elder_ids = a.other_elder_ids || $5::uuid', values: [elderId], result: undefined };
    }
    const whereUnknown = found.lng === null || found.lat === null;
    return {
      entries,
      set: `elder_id = $5::uuid, fold_key = 'elder:' || $5::text, home_id = coalesce(a.home_id, $6::uuid),
        community_code = coalesce(a.community_code, $7::text), lng = $8::float8, lat = $9::float8`,
      values: [
        elderId,
        place.homeId,
        place.communityCode,
        whereUnknown ? (place.location?.lng ?? null) : found.lng,
        whereUnknown ? (place.location?.lat ?? null) : found.lat,
      ],
      result: undefined,
    };
  }
}
