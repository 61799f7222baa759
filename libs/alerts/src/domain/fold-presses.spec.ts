import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aPress } from '../testing/builders.ts';
import { foldPresses, type CaseInHand } from './fold-presses.ts';

let ids = 0;
const nextId = (): string => `case-${++ids}`;
const at = (seconds: number): Date => new Date(1_770_000_000_000 + seconds * 1_000);
const place = { elderId: 'a', homeId: 'h', communityCode: '330723001001' };

describe('Folding presses', () => {
  it('opens one case for the first press and counts the rest', () => {
    const open: CaseInHand[] = [];
    const folded = foldPresses(
      [0, 1, 2].map((s) => aPress({ at: at(s), place })),
      open,
      nextId,
    );
    expect(folded.map((one) => one.became)).toEqual(['alert', 'press', 'press']);
    expect(open).toHaveLength(1);
    expect(open[0]).toMatchObject({ presses: 3, urgency: 1, lastPressAt: at(2), raisedAt: at(0) });
  });

  it('adds the other elder of the home to the case', () => {
    const open: CaseInHand[] = [];
    foldPresses(
      [aPress({ at: at(0), place }), aPress({ at: at(60), place: { ...place, elderId: 'b' } })],
      open,
      nextId,
    );
    expect(open).toHaveLength(1);
    expect(open[0]).toMatchObject({ elderId: 'a', otherElderIds: ['b'], foldKey: 'elder:a' });
  });

  it('keeps the mark of a cancel until somebody presses after it', () => {
    const open: CaseInHand[] = [];
    foldPresses([aPress({ at: at(0), cancelledAt: at(5), place })], open, nextId);
    expect(open[0]?.cancelledAt).toEqual(at(5));
    foldPresses([aPress({ at: at(3), place })], open, nextId);
    expect(open[0]?.cancelledAt).toEqual(at(5));
    foldPresses([aPress({ at: at(9), place })], open, nextId);
    expect(open[0]?.cancelledAt).toBeNull();
  });

  it('never loses a press and never opens two cases of one key, in any order and however cut into batches', () => {
    const pressOf = fc.record({
      elder: fc.constantFrom('a', 'b', 'c', null),
      home: fc.constantFrom('h', 'k', null),
      second: fc.integer({ min: 0, max: 90_000 }),
      cut: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(pressOf, { maxLength: 40 }), (wanted) => {
        const open: CaseInHand[] = [];
        let batch: ReturnType<typeof aPress>[] = [];
        const flush = (): void => {
          foldPresses(batch, open, nextId);
          batch = [];
        };
        for (const { elder, home, second, cut } of wanted) {
          batch.push(aPress({ at: at(second), place: { elderId: elder, homeId: home } }));
          if (cut) flush();
        }
        flush();
        expect(open.reduce((sum, one) => sum + one.presses, 0)).toBe(wanted.length);
        expect(new Set(open.map((one) => one.foldKey)).size).toBe(open.length);
      }),
    );
  });
});
