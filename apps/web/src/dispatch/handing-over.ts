// Handovers as the two who are concerned see them. Pure.
import type { AlertView, HandoverView } from '#libs/contracts';

type Held = ReadonlyMap<string, HandoverView>;

/** What has been answered stays answered, whatever comes late. */
export function learnedHandovers(held: Held, told: readonly HandoverView[]): Held {
  const news = told.filter((one) => {
    const before = held.get(one.id);
    return !before || (before.state === 'offered' && one.state !== before.state);
  });
  return news.length === 0 ? held : new Map([...held, ...news.map((one) => [one.id, one] as const)]);
}

/** Offered to this operator and not answered, the one that runs out first at the top. */
export const waitingFor = (handovers: Iterable<HandoverView>, me: string): HandoverView[] =>
  [...handovers]
    .filter(({ state, to }) => state === 'offered' && to.id === me)
    .sort((a, b) => Date.parse(a.expiresAt) - Date.parse(b.expiresAt));

/** How what this operator offered came out; null for all that is not theirs or not decided. */
export const outcomeForMe = (handover: HandoverView, me: string): 'accepted' | 'declined' | 'expired' | null =>
  handover.from.id === me && handover.state !== 'offered' ? handover.state : null;

/** What may be handed over: cases of mine that are not offered to somebody already. */
export const toHandOver = (mine: readonly AlertView[]): AlertView[] =>
  mine.filter((alert) => alert.handoverTo === null);
