import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GapLedger } from './gap-ledger.ts';

describe('Reading the fact log', () => {
  it('takes a late commit below the highest id once, and is complete only then', () => {
    const ledger = new GapLedger(10);
    expect([...ledger.take([11, 13], 100n, 105n)]).toEqual([11, 13]);
    expect(ledger.missing).toEqual([12]);
    expect(ledger.complete).toBe(11);
    expect([...ledger.take([12], 103n, 106n)]).toEqual([12]);
    expect(ledger.complete).toBe(13);
    expect([...ledger.take([12], 103n, 106n)]).toEqual([]);
  });

  it('gives a gap up only when nobody can fill it any more', () => {
    const ledger = new GapLedger(0);
    ledger.take([2], 100n, 105n);
    ledger.take([], 104n, 110n);
    expect(ledger.missing).toEqual([1]);
    ledger.take([], 105n, 110n);
    expect(ledger.missing).toEqual([]);
    expect(ledger.complete).toBe(2);
  });

  it('takes what is known to be committed without a snapshot, and judges the gap by the next two', () => {
    const ledger = new GapLedger(10);
    expect([...ledger.takeCommitted([12])]).toEqual([12]);
    expect([...ledger.takeCommitted([12])]).toEqual([]);
    expect([ledger.missing, ledger.complete]).toEqual([[11], 10]);
    // Nobody knows yet who was under way when the gap was seen.
    ledger.take([], 500n, 500n);
    expect(ledger.missing).toEqual([11]);
    ledger.take([], 500n, 501n);
    expect([ledger.missing, ledger.complete]).toEqual([[], 12]);
  });

  it('goes back to a copy as if nothing had been taken', () => {
    const ledger = new GapLedger(0);
    ledger.take([3], 1n, 2n);
    const copy = ledger.clone();
    ledger.take([1, 2, 5], 1n, 2n);
    expect([copy.missing, copy.last, copy.complete]).toEqual([[1, 2], 3, 0]);
  });

  it('delivers each id exactly once in whatever order commits appear', () => {
    const commits = fc.shuffledSubarray(Array.from({ length: 30 }, (_, i) => i + 1));
    fc.assert(
      fc.property(
        commits,
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 30, maxLength: 30 }),
        (order, cuts) => {
          const ledger = new GapLedger(0);
          const visible = new Set<number>();
          const seen: number[] = [];
          for (const [i, id] of order.entries()) {
            visible.add(id);
            if ((cuts[i] ?? 1) > 2) continue;
            const read = [...visible].filter((v) => v > ledger.last || ledger.missing.includes(v));
            // The oldest transaction never ends here, so no gap may be given up.
            seen.push(...ledger.take(read, 1n, 1_000n));
          }
          const rest = [...visible].filter((v) => v > ledger.last || ledger.missing.includes(v));
          seen.push(...ledger.take(rest, 1n, 1_000n));
          expect(seen.sort((a, b) => a - b)).toEqual([...visible].sort((a, b) => a - b));
        },
      ),
    );
  });
});
