// What holds for candidates in whatever town, at whatever hour.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALERT_KINDS, RESPONDER_KINDS, RESPONDER_SKILLS, TRAVEL_WAYS } from '#libs/contracts';
import type { PooledResponder } from '#libs/staff';
import { HOME_ID, NOW, aHelper, aNeed, around, east } from '../testing/helpers.ts';
import { rankCandidates, type CaseInNeed, type EarlierOffer, type Ranking, type Surroundings } from './candidates.ts';

interface Town {
  helpers: PooledResponder[];
  need: CaseInNeed;
  over: Partial<Surroundings<PooledResponder>>;
}

const place = fc.option(
  fc.integer({ min: -60, max: 60 }).map((steps) => east(steps * 100)),
  { freq: 8 },
);
const helper = fc.record({
  kind: fc.constantFrom(...RESPONDER_KINDS),
  place,
  travel: fc.constantFrom(...TRAVEL_WAYS),
  skills: fc.subarray([...RESPONDER_SKILLS], { maxLength: 2 }),
  active: fc.boolean(),
  onShift: fc.boolean(),
  hours: fc.subarray([
    { days: 'workdays' as const, from: '08:00', to: '18:00' },
    { days: [6, 7], from: '22:00', to: '06:00' },
  ]),
  rosters: fc.subarray([{ from: NOW.getTime() - 1_000, to: NOW.getTime() + 1_000 }]),
  homes: fc.option(fc.boolean()).map((key) => new Map(key === null ? [] : [[HOME_ID, key]])),
  location: fc.option(fc.record({ minutes: fc.integer({ min: 0, max: 60 }), steps: fc.integer({ min: 0, max: 90 }) })),
});
const town: fc.Arbitrary<Town> = fc
  .record({
    drawn: fc.array(helper, { maxLength: 40 }),
    kind: fc.constantFrom(...ALERT_KINDS),
    severity: fc.constantFrom('P1' as const, 'P2' as const, 'P3' as const),
    hasPlace: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    limitSeconds: fc.constantFrom(600, 900, 1_800),
    tasks: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 40 }),
    offers: fc.array(fc.constantFrom<(EarlierOffer | null)[]>('open', 'declined', 'ended', null, null, null), {
      maxLength: 40,
    }),
    parallelOffers: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ drawn, kind, severity, hasPlace, limitSeconds, tasks, offers, parallelOffers }) => {
    const id = (at: number): string => `h${String(at).padStart(2, '0')}`;
    const helpers = drawn.map(({ location, ...one }, at) =>
      aHelper({
        ...one,
        id: id(at),
        location: location && { ...east(location.steps * 50), at: NOW.getTime() - location.minutes * 60_000 },
      }),
    );
    return {
      helpers,
      need: aNeed({ kind, severity, limitSeconds, ...(hasPlace ? {} : { place: null }) }),
      over: {
        parallelOffers,
        openTasks: new Map(tasks.map((count, at) => [id(at), count])),
        earlier: new Map(offers.flatMap((offer, at) => (offer ? [[id(at), offer] as const] : []))),
      },
    };
  });

/** People of several communities, up to 60 km away, most of them on duty. */
const city: fc.Arbitrary<Town> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...RESPONDER_KINDS),
      km: fc.double({ min: 0, max: 1, noNaN: true }).map((share) => 60 * share * share),
      travel: fc.constantFrom(...TRAVEL_WAYS),
      community: fc.constantFrom('330723002001', '330723002002', '330723002003'),
      active: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
      home: fc.integer({ min: 0, max: 30 }),
      tasks: fc.integer({ min: 0, max: 9 }),
      positionKm: fc.option(fc.integer({ min: 0, max: 60 }), { freq: 3 }),
    }),
    { minLength: 60, maxLength: 150 },
  )
  .map((drawn) => ({
    helpers: drawn.map(({ km, community, home, positionKm, kind, travel, active }, at) =>
      aHelper({
        id: `h${String(at).padStart(3, '0')}`,
        kind,
        travel,
        active,
        divisionCode: community,
        homes: new Map(home === 0 ? [[HOME_ID, true]] : []),
        place: east(km * 1_000),
        location: positionKm === null ? null : { ...east(positionKm * 1_000), at: NOW.getTime() - 60_000 },
      }),
    ),
    need: aNeed(),
    over: {
      openTasks: new Map(drawn.map(({ tasks }, at) => [`h${String(at).padStart(3, '0')}`, Math.max(0, tasks - 7)])),
    },
  }));

const rank = ({ helpers, need, over }: Town): Ranking<PooledResponder> => rankCandidates(need, around(helpers, over));
const ids = (judged: { helper: { id: string } }[]): string[] => judged.map((one) => one.helper.id);
/** Whether the search was satisfied before it had seen everybody in reach. */
function looksAtFewer({ helpers, need, over }: Town, most: { candidates: number; leftOut: number }): boolean {
  const surroundings = around(helpers, { ...over, most });
  let farthest = 0;
  const counted: typeof surroundings.helpers = Object.create(surroundings.helpers, {
    outward: {
      value: (...[from, visit, goOn]: Parameters<typeof surroundings.helpers.outward>) => {
        surroundings.helpers.outward(from, visit, (done) => {
          farthest = done;
          return goOn(done);
        });
      },
    },
  }) as typeof surroundings.helpers;
  rankCandidates(need, { ...surroundings, helpers: counted });
  return farthest < surroundings.ways.farthestMetres(2 * need.limitSeconds);
}
const always = (holds: (town: Town, ranking: Ranking<PooledResponder>) => void): void =>
  fc.assert(fc.property(town, (drawn) => holds(drawn, rank(drawn))));

describe('In every town', () => {
  it('everybody is either a candidate or left out with a reason, and nobody twice', () => {
    always(({ helpers }, { candidates, leftOut }) => {
      expect(ids([...candidates, ...leftOut]).sort()).toEqual(helpers.map((one) => one.id));
      expect(leftOut.filter((one) => one.reasonsAgainst.length === 0)).toEqual([]);
    });
  });

  it('nobody is asked who is off shift, off the roster and outside of their hours', () => {
    always(({ over }, { candidates }) => {
      for (const { helper } of candidates) {
        // The hours of the working day are those that hold now, a Wednesday morning.
        const isWithin = helper.hours.some(({ days }) => days === 'workdays');
        expect(helper.onShift || helper.rosters.length > 0 || isWithin).toBe(true);
        expect(helper.active).toBe(true);
        expect(['open', 'declined']).not.toContain(over.earlier?.get(helper.id));
      }
    });
  });

  it('neighbours and family are asked for their own homes alone', () => {
    always((_, { candidates }) => {
      const strangers = candidates.filter(
        ({ helper }) => ['neighbour', 'nearbyFamily'].includes(helper.kind) && !helper.homes.has(HOME_ID),
      );
      expect(strangers).toEqual([]);
    });
  });

  it('the order is the same however they come', () => {
    fc.assert(
      fc.property(town, fc.infiniteStream(fc.integer()), (drawn, numbers) => {
        const weights = new Map(drawn.helpers.map((one) => [one.id, numbers.next().value as number]));
        const shuffled = [...drawn.helpers].sort((a, b) => (weights.get(a.id) ?? 0) - (weights.get(b.id) ?? 0));
        const [one, other] = [rank(drawn), rank({ ...drawn, helpers: shuffled })];
        expect(ids(other.candidates)).toEqual(ids(one.candidates));
        expect(ids(other.leftOut)).toEqual(ids(one.leftOut));
        expect(other.proposed).toEqual(one.proposed);
      }),
    );
  });

  it('what is proposed comes first among the candidates, and is not empty where there is anybody', () => {
    always(({ over, need }, { candidates, proposed }) => {
      expect(proposed).toEqual(ids(candidates).slice(0, proposed.length));
      const wanted = need.severity === 'P1' ? (over.parallelOffers ?? 0) : candidates.length;
      expect(proposed).toHaveLength(Math.min(candidates.length, wanted));
    });
  });

  it('those who come in time are before those who come late, if they were not asked before', () => {
    always((drawn, { candidates }) => {
      const { need, over } = drawn;
      if (need.severity === 'P1' || ['smoke', 'gas', 'co'].includes(need.kind)) return;
      const fresh = candidates.filter(({ helper }) => !over.earlier?.has(helper.id));
      const late = fresh.map(({ seconds }) => seconds !== null && seconds > need.limitSeconds);
      expect(late).toEqual([...late].sort((a, b) => Number(a) - Number(b)));
    });
  });

  it('nobody is in reach exactly if no candidate of an emergency is known to be in time', () => {
    always(({ need }, { candidates, nobodyInReach }) => {
      const isAny = candidates.some(({ seconds }) => seconds !== null && seconds <= need.limitSeconds);
      expect(nobodyInReach).toBe(need.severity === 'P1' && !isAny);
    });
  });

  it('exactly one is the nearest, if any way is known', () => {
    always((_, { candidates, leftOut }) => {
      const known = candidates.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]));
      const nearest = candidates.filter(({ reasonsFor }) => reasonsFor.includes('nearest'));
      expect(nearest.map(({ seconds }) => seconds)).toEqual(known.length === 0 ? [] : [Math.min(...known)]);
      expect(leftOut.filter(({ reasonsFor }) => reasonsFor.includes('nearest'))).toEqual([]);
    });
  });

  const areTheFirst = (drawn: Town, candidates: number, leftOut: number): void => {
    const all = rank(drawn);
    const few = rank({ ...drawn, over: { ...drawn.over, most: { candidates, leftOut } } });
    expect(few.proposed.slice(0, candidates)).toEqual(all.proposed.slice(0, candidates));
    expect(few.nobodyInReach).toBe(all.nobodyInReach);
    const nearest = ({ candidates: told }: Ranking<PooledResponder>): string[] =>
      ids(told.filter(({ reasonsFor }) => reasonsFor.includes('nearest')));
    expect(nearest(few)).toEqual(nearest(all).filter((id) => ids(few.candidates).includes(id)));
    const best = new Set(ids(all.candidates).slice(0, candidates + 3));
    expect(ids(few.candidates).filter((id) => !best.has(id))).toEqual([]);
    expect(ids(few.leftOut)).toEqual(ids(all.leftOut).slice(0, leftOut));
  };

  it('those who are told where not all are, are the first of all', () => {
    fc.assert(fc.property(town, fc.integer({ min: 5, max: 9 }), fc.integer({ min: 0, max: 9 }), areTheFirst));
  });

  it('of a city too, where the search ends long before its border', () => {
    let ended = 0;
    fc.assert(
      fc.property(
        city,
        fc.integer({ min: 5, max: 9 }),
        fc.integer({ min: 0, max: 3 }),
        (drawn, candidates, leftOut) => {
          areTheFirst(drawn, candidates, leftOut);
          if (looksAtFewer(drawn, { candidates, leftOut })) ended++;
        },
      ),
      { numRuns: 200 },
    );
    expect(ended).toBeGreaterThan(20);
  });
});
