// The open list: snapshots, deltas out of order and twice, removals, and what must never come back.
import { describe, expect, it } from '@jest/globals';
import { applyDelta, applyDeltas, applyRemoved, applySnapshot, applySync, emptyList, lastKnown } from './alert-list.ts';
import { anAlert } from './an-alert.ts';

const held = (list: ReturnType<typeof emptyList>) =>
  [...list.open.values()].map(({ id, version }) => `${id}:${version}`);

describe('A snapshot', () => {
  it('is the whole truth: what it lacks is no longer open', () => {
    const before = applyDelta(emptyList(), { seq: 5, alert: anAlert({ id: 'old' }) });
    const after = applySnapshot(before, { alerts: [anAlert({ id: 'new' })], headSeq: 9 });
    expect(held(after)).toEqual(['new:1']);
    expect(after.headSeq).toBe(9);
  });

  it('leaves out cases that are closed or merged', () => {
    const alerts = [anAlert({ id: 'c', state: 'closed' }), anAlert({ id: 'm', state: 'merged' })];
    expect(applySnapshot(emptyList(), { alerts, headSeq: 1 }).open.size).toBe(0);
  });
});

describe('A delta', () => {
  const list = applySnapshot(emptyList(), { alerts: [anAlert({ version: 3 })], headSeq: 10 });

  it('is taken if its version is greater than what is held', () => {
    expect(held(applyDelta(list, { seq: 11, alert: anAlert({ version: 4 }) }))).toEqual(['a1:4']);
  });

  it('is ignored when it comes twice or late', () => {
    expect(applyDelta(list, { seq: 10, alert: anAlert({ version: 3 }) })).toBe(list);
    expect(applyDelta(list, { seq: 9, alert: anAlert({ version: 2 }) })).toBe(list);
  });

  it('leaves the list that it was applied to as it was', () => {
    applyDelta(list, { seq: 11, alert: anAlert({ version: 4 }) });
    expect(held(list)).toEqual(['a1:3']);
  });

  it('of a closed case takes it off the list and keeps its last state', () => {
    const after = applyDelta(list, { seq: 12, alert: anAlert({ version: 5, state: 'closed', outcome: 'helpGiven' }) });
    expect(after.open.size).toBe(0);
    expect(lastKnown(after, 'a1')?.outcome).toBe('helpGiven');
  });

  it('that is older than the closing cannot bring the case back', () => {
    const closed = applyDelta(list, { seq: 12, alert: anAlert({ version: 5, state: 'closed' }) });
    expect(applyDelta(closed, { seq: 11, alert: anAlert({ version: 4 }) }).open.size).toBe(0);
  });

  it('of a reopened case brings it back', () => {
    const closed = applyDelta(list, { seq: 12, alert: anAlert({ version: 5, state: 'closed' }) });
    expect(held(applyDelta(closed, { seq: 15, alert: anAlert({ version: 6, state: 'claimed' }) }))).toEqual(['a1:6']);
  });

  it('stays the greatest whatever the order inside one batch', () => {
    const batch = [6, 4, 5].map((version) => ({ seq: 10 + version, alert: anAlert({ version }) }));
    expect(held(applyDeltas(list, batch))).toEqual(['a1:6']);
    const closing = [
      { seq: 20, alert: anAlert({ version: 8, state: 'closed' }) },
      { seq: 19, alert: anAlert({ version: 7 }) },
    ];
    expect(applyDeltas(list, closing).open.size).toBe(0);
  });
});

describe('A removal', () => {
  const list = applyDelta(emptyList(), { seq: 10, alert: anAlert({ version: 3 }) });

  it('takes the case off the list and forgets its person', () => {
    const after = applyRemoved(list, { seq: 11, alertId: 'a1' });
    expect(after.open.size).toBe(0);
    expect(lastKnown(after, 'a1')).toBeNull();
  });

  it('that was overtaken by a newer state of the case is no news', () => {
    expect(applyRemoved(list, { seq: 9, alertId: 'a1' })).toBe(list);
  });

  it('is not undone by a delta from before it', () => {
    const after = applyRemoved(list, { seq: 12, alertId: 'a1' });
    expect(applyDelta(after, { seq: 11, alert: anAlert({ version: 4 }) }).open.size).toBe(0);
    expect(applyDelta(after, { seq: 13, alert: anAlert({ version: 5 }) }).open.size).toBe(1);
  });

  it('is undone when the case returns to the scope, changed or not', () => {
    const after = applyRemoved(list, { seq: 12, alertId: 'a1' });
    expect(applyDelta(after, { seq: 12, alert: anAlert({ version: 3 }) }).open.size).toBe(1);
  });

  it('of an unknown case changes nothing', () => {
    expect(applyRemoved(list, { seq: 99, alertId: 'other' })).toBe(list);
  });
});

describe('A sync', () => {
  it('brings what was missed, takes what left, and moves the head on', () => {
    const list = applySnapshot(emptyList(), { alerts: [anAlert({ id: 'a' }), anAlert({ id: 'b' })], headSeq: 4 });
    const after = applySync(list, {
      alerts: [anAlert({ id: 'a', version: 2, state: 'closed' }), anAlert({ id: 'c' })],
      removed: ['b'],
      headSeq: 9,
    });
    expect(held(after)).toEqual(['c:1']);
    expect(after.headSeq).toBe(9);
  });
});

describe('The memory of departed cases', () => {
  it('is bounded', () => {
    const deltas = Array.from({ length: 1200 }, (_, n) => ({
      seq: n,
      alert: anAlert({ id: `x${n}`, state: 'closed' }),
    }));
    expect(applyDeltas(emptyList(), deltas).gone.size).toBe(500);
  });
});
