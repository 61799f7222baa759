// For specs: presses that are raised on a real database, at the desk where they are claimed and closed.
import { testDatabase } from '#libs/testing';
import type { Press } from '../domain/fold-presses.ts';
import { RaiseAlerts, type RaiseOutcome } from '../use-cases/raise-alerts.ts';
import { shippedLadders } from '../use-cases/shipped-ladders.ts';
import { aPress } from './builders.ts';
import { anEndingDesk } from './ending-desk.ts';

export async function aRaisingDesk() {
  const db = await testDatabase({ poolSize: 30 });
  const desk = await anEndingDesk(db.database, { LEASE_MS: 60_000, ESCALATE_UNDISPLAYED_MS: 60_000 });
  const { communityCode, homeId, elderIds } = desk.village;
  const raise = (presses: Press[], raising = new RaiseAlerts(shippedLadders())): Promise<RaiseOutcome[]> =>
    db.database.transaction(async (tx) => (await raising.raise(tx, presses)).outcomes);
  return {
    ...desk,
    raise,
    async raiseOne(press: Press, raising?: RaiseAlerts): Promise<RaiseOutcome> {
      const [outcome] = await raise([press], raising);
      if (!outcome) throw new Error('no outcome');
      return outcome;
    },
    /** A press in the home of two. */
    here: (elder: 0 | 1): Press =>
      aPress({ at: new Date(), place: { elderId: elderIds[elder], homeId, communityCode } }),
    close: () => db.close(),
  };
}
export type RaisingDesk = Awaited<ReturnType<typeof aRaisingDesk>>;

/** A press of a device of its own, so that tests do not fold into each other. */
export const elsewhere = (name: string, over: Parameters<typeof aPress>[0] = {}): Press =>
  aPress({ at: new Date(), deviceKey: name, kind: 'unknownDistress', ...over });
