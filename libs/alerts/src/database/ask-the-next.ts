// After an offer ended without anybody going: the next in line is asked, or the case says that nobody is left.
import type { Fact, Tx } from '#libs/platform';
import { nextInLine } from '../domain/offer-plan.ts';
import type { CaseRow, Entry } from './case-work.ts';
import { dispatchesOf, isOpenOffer, isUnderWay, roundOf, setWaiting, writeOffers } from './dispatch.store.ts';

export interface AskSettings {
  OFFER_MS: number;
  PARALLEL_OFFERS: number;
}

export interface Consequence {
  entries: Entry[];
  set?: string;
}

/** The tasks of `alertId` hang on the case `found`, which is locked; `roundId` is the round of the offer that has ended. */
export async function askTheNext(
  tx: Tx,
  found: CaseRow,
  alertId: string,
  roundId: string,
  settings: AskSettings,
  facts: Fact[],
): Promise<Consequence> {
  // Handled cases, and those that another one has taken, send nobody new.
  if (found.id !== alertId || (found.state !== 'raised' && found.state !== 'claimed')) return { entries: [] };
  const [tasks, round] = [await dispatchesOf(tx, alertId), await roundOf(tx, roundId)];
  const { ask, waiting, nobody } = nextInLine(round, {
    openOffers: tasks.filter(isOpenOffer).length,
    underWay: tasks.filter(isUnderWay).length,
    asked: new Set(tasks.map((task) => task.responder_id)),
    atOnce: settings.PARALLEL_OFFERS,
  });
  if (nobody) return saysNobody(tx, alertId);
  if (ask.length === 0) return { entries: [] };
  await setWaiting(tx, roundId, waiting);
  const offers = await writeOffers(tx, {
    alertId,
    roundId,
    responderIds: ask,
    offeredBy: round.account_id,
    offerMs: settings.OFFER_MS,
    first: false,
  });
  facts.push(...offers.facts);
  return { entries: offeredEntries(roundId, offers.taskIds, ask, round.automatic) };
}

export const offeredEntries = (roundId: string, taskIds: string[], asked: string[], automatic: boolean): Entry[] =>
  taskIds.map((taskId, i) => ({ action: 'offered', data: { taskId, responderId: asked[i], roundId, automatic } }));

/** Said once, until somebody can be asked again. */
export async function saysNobody(tx: Tx, alertId: string): Promise<Consequence> {
  const [said] = await tx.query('SELECT 1 FROM alerts WHERE id = $1::uuid AND nobody_in_reach_at IS NOT NULL', [
    alertId,
  ]);
  if (said) return { entries: [] };
  return { entries: [{ action: 'nobodyInReach' }], set: 'nobody_in_reach_at = clock_timestamp()' };
}
