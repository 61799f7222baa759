// Calls at the centre: the newest word about each, and their order beside the queue. Pure.
import type { IncomingCallView, RaiseOrder } from '#libs/contracts';

type Calls = ReadonlyMap<string, IncomingCallView>;

/** The calls with one more word about one of them; an older word than the one that is held is no news. */
export function withCall(held: Calls, call: IncomingCallView): Calls {
  const before = held.get(call.id);
  if (before && before.version > call.version) return held;
  return new Map(held).set(call.id, call);
}

/** What the server lists is all there is; only a newer word about one of them may have come meanwhile. */
export function withListed(held: Calls, listed: readonly IncomingCallView[]): Calls {
  return listed.reduce<Calls>(
    (all, call) => withCall(all, held.get(call.id) ?? call),
    new Map(listed.map((call) => [call.id, call])),
  );
}

const RANK = { ringing: 0, answered: 1, missed: 2, ended: 3 } as const;

/** Ringing ones first, the longest ringing at the top; then what was answered and missed, the latest first. */
export function callOrder(calls: Iterable<IncomingCallView>): IncomingCallView[] {
  const at = (call: IncomingCallView): number => Date.parse(call.startedAt);
  return [...calls]
    .filter(({ state }) => state !== 'ended')
    .sort((a, b) => RANK[a.state] - RANK[b.state] || (a.state === 'ringing' ? at(a) - at(b) : at(b) - at(a)));
}

/** What a call already tells of the case that is raised from it: who is meant, if only one person can be. */
export function raiseFromCall(call: IncomingCallView): Pick<RaiseOrder, 'incomingCallId' | 'elderId' | 'caller'> {
  const [only, ...others] = call.matches;
  return {
    incomingCallId: call.id,
    ...(only && others.length === 0 ? { elderId: only.elderId } : {}),
    // A masked number is no number to call back.
    ...(/^\+?\d{3,}$/.test(call.number) ? { caller: { phone: call.number } } : {}),
  };
}
