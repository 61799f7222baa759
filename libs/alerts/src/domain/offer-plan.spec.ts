import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CandidateView, CandidatesAnswer, Severity } from '#libs/contracts';
import { nextInLine, planOffer, type OfferTarget } from './offer-plan.ts';

const candidate = (id: string): CandidateView => ({
  responder: { id, name: id, kind: 'stationStaff', facility: { id: `station-${id}`, name: '' } },
  minutes: 5,
  metres: 500,
  travel: 'foot',
  openTasks: 0,
  holdsKey: false,
  locationAgeSeconds: null,
  reasonsFor: [],
  reasonsAgainst: [],
});
const answerOf = (ids: string[], proposed: string[], leftOut: string[]): CandidatesAnswer => ({
  alertId: 'a',
  at: '',
  limitSeconds: 900,
  mode: 'parallel',
  candidates: ids.map(candidate),
  proposed,
  leftOut: leftOut.map(candidate),
  nobodyInReach: ids.length === 0,
  stayOutside: false,
  routing: 'estimate',
});

const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 6 });
const question = fc
  .record({
    ids: names,
    proposedFirst: fc.nat(6),
    engaged: names,
    severity: fc.constantFrom<Severity>('P1', 'P2', 'P3'),
    to: fc.option(fc.constantFrom<OfferTarget>({ responderId: 'a' }, { responderId: 'x' }, { stationId: 'station-b' })),
    hasReason: fc.boolean(),
    atOnce: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ ids, proposedFirst, engaged, ...rest }) => ({
    ...rest,
    engaged: new Set<string>(engaged),
    answer: answerOf(ids, ids.slice(0, proposedFirst), ['x', 'y']),
  }));

describe('Whom an order asks', () => {
  it('is never somebody who is engaged or unknown, nobody twice, and never more than at once', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const plan = planOffer(asked);
        if ('code' in plan) return;
        const everybody = [...plan.ask, ...plan.waiting];
        expect(new Set(everybody).size).toBe(everybody.length);
        expect(everybody.filter((id) => asked.engaged.has(id))).toEqual([]);
        expect(plan.ask.length).toBeGreaterThan(0);
        expect(plan.ask.length).toBeLessThanOrEqual(asked.severity === 'P1' ? asked.atOnce : 1);
        if (plan.override) expect(asked.hasReason).toBe(true);
      }),
    );
  });

  it('is refused as nobody only where nobody is left and nobody is engaged', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const plan = planOffer(asked);
        if (!('code' in plan) || !plan.nobody) return;
        expect([asked.answer.candidates.length, asked.engaged.size, asked.to]).toEqual([0, 0, null]);
      }),
    );
  });

  it('are the proposed ones in an emergency, and the first of them else', () => {
    const answer = answerOf(['a', 'b', 'c'], ['c', 'a'], []);
    const common = { answer, to: null, hasReason: false, engaged: new Set<string>(), atOnce: 3 };
    expect(planOffer({ ...common, severity: 'P1' })).toMatchObject({ ask: ['c', 'a'], waiting: ['b'] });
    expect(planOffer({ ...common, severity: 'P2' })).toMatchObject({ ask: ['c'], waiting: ['a', 'b'] });
  });
});

describe('After an offer has ended', () => {
  const round = { mode: 'sequence', waiting: ['b', 'c'], usable: ['a', 'b', 'c'] } as const;
  const stand = { openOffers: 0, underWay: 0, asked: new Set(['a']), atOnce: 2 };

  it('the next in line is asked, unless somebody is under way or another offer is open', () => {
    expect(nextInLine(round, stand)).toEqual({ ask: ['b'], waiting: ['c'], nobody: false });
    expect(nextInLine({ ...round, mode: 'parallel' }, stand).ask).toEqual(['b', 'c']);
    expect(nextInLine(round, { ...stand, openOffers: 1 }).ask).toEqual([]);
    expect(nextInLine(round, { ...stand, underWay: 1 })).toEqual({ ask: [], waiting: [], nobody: false });
  });

  it('whoever was asked in another way meanwhile is passed over', () => {
    expect(nextInLine(round, { ...stand, asked: new Set(['a', 'b']) }).ask).toEqual(['c']);
  });

  it('nobody is left only when all who could go were asked', () => {
    expect(nextInLine({ ...round, waiting: [] }, stand).nobody).toBe(false);
    expect(nextInLine({ ...round, waiting: [] }, { ...stand, asked: new Set(['a', 'b', 'c']) }).nobody).toBe(true);
  });
});
