// The telephony as a link of the alarm path: it rings the duty phone. Judged by what it told us and what became of orders. Pure.
import type { TelephonySigns } from '#libs/alerts';
import type { LinkHealth, LinkState } from '#libs/contracts';

const LATE_MS = 15_000;
const BROKEN_MS = 30_000;
/** A failed order is shown as broken for so long, and as late until something works again. */
const FAILURE_SHOWN_MS = 300_000;

export function telephonyLink(signs: TelephonySigns): LinkHealth {
  return { link: 'telephony', state: stateOf(signs), ageMs: lastGood(signs), detail: detailOf(signs) };
}

const lastGood = ({ lastEventMs, lastAcceptedMs }: TelephonySigns): number | null => {
  const good = [lastEventMs, lastAcceptedMs].filter((ms) => ms !== null);
  return good.length === 0 ? null : Math.min(...good);
};

function stateOf(signs: TelephonySigns): LinkState {
  const failed = signs.lastFailed;
  // What it tells us is no proof that it takes orders, and only that rings a phone.
  const stillFails = failed !== null && (signs.lastAcceptedMs === null || signs.lastAcceptedMs > failed.ms);
  if (signs.takesOrders) {
    if (signs.longestWaitMs > BROKEN_MS || (stillFails && failed.ms <= FAILURE_SHOWN_MS)) return 'broken';
    if (signs.longestWaitMs > LATE_MS || stillFails) return 'late';
  }
  return lastGood(signs) === null ? 'unknown' : 'ok';
}

const ago = (ms: number | null): string =>
  ms === null ? 'never' : ms < 120_000 ? `${Math.round(ms / 1000)} s ago` : `${Math.round(ms / 60_000)} min ago`;

function detailOf({ takesOrders, lastEventMs, lastAcceptedMs, lastFailed, waiting }: TelephonySigns): string {
  const event = `last event ${ago(lastEventMs)}`;
  if (!takesOrders) return `${event}; takes no orders`;
  const failed = lastFailed ? `; last failed order ${ago(lastFailed.ms)} (${lastFailed.error})` : '';
  return `${event}; last order taken ${ago(lastAcceptedMs)}${failed}; ${waiting} waiting`;
}
