// Who can go: what makes somebody a good choice, what leaves them out, and to whom an emergency is offered.
import { describe, expect, it } from '@jest/globals';
import type { ReasonAgainst } from '#libs/contracts';
import { HOME_ID, NOW, aHelper, aNeed, around, east, type HelperLike } from '../testing/helpers.ts';
import { rankCandidates, type CaseInNeed, type Surroundings } from './candidates.ts';

type Around = Parameters<typeof around>[1];
const rank = (helpers: HelperLike[], need: Partial<CaseInNeed> = {}, over: Around = {}) =>
  rankCandidates(aNeed(need), around(helpers.map(aHelper), over));
const order = (helpers: HelperLike[], need: Partial<CaseInNeed> = {}, over: Around = {}): string[] =>
  rank(helpers, need, over).candidates.map(({ helper }) => helper.id);
/** Minor, so that the order is the ranking alone. */
const MINOR = { severity: 'P2', kind: 'welfareCheck' } as const;

describe('Candidates', () => {
  it('come by the time that they take, each by their way of travel', () => {
    const helpers: HelperLike[] = [
      { id: 'walks', place: east(800) },
      { id: 'drives', place: east(2_500), travel: 'car' },
      { id: 'rides', place: east(1_000), travel: 'ebike' },
    ];
    expect(order(helpers, MINOR)).toEqual(['rides', 'drives', 'walks']);
  });

  it('come by what the routing service says, where it says something', () => {
    const helpers: HelperLike[] = [
      { id: 'over-the-river', place: east(200) },
      { id: 'on-this-side', place: east(500) },
    ];
    const routed = new Map([['over-the-river', { seconds: 880, metres: 1_900 }]]);
    const { candidates } = rank(helpers, MINOR, { routed });
    expect(candidates.map(({ helper, metres }) => [helper.id, Math.round(metres ?? 0)])).toEqual([
      ['on-this-side', 500],
      ['over-the-river', 1_900],
    ]);
    expect(candidates[0]?.reasonsFor).toContain('nearest');
    expect(candidates[1]?.reasonsFor).not.toContain('nearest');
  });

  it('who are free come before those with a task, however near', () => {
    const openTasks = new Map([['near', 1]]);
    const { candidates } = rank([{ id: 'near', place: east(10) }, { id: 'far', place: east(700) }], MINOR, { openTasks }); // prettier-ignore
    expect(candidates.map(({ helper, openTasks: tasks }) => [helper.id, tasks])).toEqual([
      ['far', 0],
      ['near', 1],
    ]);
    expect(candidates[0]?.reasonsFor).toContain('free');
    expect(candidates[1]?.reasonsAgainst).toEqual(['busy']);
  });

  it('with the skill that the kind of case needs come before others who are a little nearer', () => {
    const helpers: HelperLike[] = [
      { id: 'nearer', place: east(300) },
      { id: 'trained', place: east(400), skills: ['fire'] },
      { id: 'elsewhere', place: east(550), skills: ['fire'] },
    ];
    expect(order(helpers, { kind: 'gas', severity: 'P1' })).toEqual(['trained', 'nearer', 'elsewhere']);
    expect(order(helpers, MINOR)).toEqual(['nearer', 'trained', 'elsewhere']);
    const [first, second] = rank(helpers, { kind: 'gas' }).candidates;
    expect([first?.reasonsFor.includes('hasSkill'), second?.reasonsAgainst]).toEqual([true, ['lacksSkill']]);
  });

  it('start from their position while it is fresh, else from where they belong', () => {
    const at = (minutes: number) => ({ ...east(100), at: NOW.getTime() - minutes * 60_000 });
    const place = east(700);
    const helpers: HelperLike[] = [
      { id: 'fresh', place, onShift: true, location: at(30) },
      { id: 'stale', place, onShift: true, location: at(31) },
    ];
    const { candidates } = rank(helpers, MINOR);
    expect(candidates.map(({ helper, metres, locationAgeSeconds }) => [helper.id, Math.round(metres ?? 0), locationAgeSeconds])).toEqual([
      ['fresh', 100, 1_800],
      ['stale', 700, 1_860],
    ]); // prettier-ignore
    expect(candidates[0]?.reasonsFor).toContain('freshLocation');
    expect(candidates[1]?.reasonsAgainst).toEqual(['staleLocation']);
  });

  it('may be late where nobody is nearer, after all who are in time', () => {
    const helpers: HelperLike[] = [
      { id: 'late', place: east(1_500) },
      { id: 'in-time', place: east(800) },
      { id: 'much-too-late', place: east(1_800) },
    ];
    const { candidates, leftOut } = rank(helpers, MINOR);
    expect(candidates.map(({ helper, reasonsAgainst }) => [helper.id, reasonsAgainst])).toEqual([
      ['in-time', []],
      ['late', ['tooFar']],
    ]);
    expect(leftOut.map(({ helper, reasonsAgainst }) => [helper.id, reasonsAgainst])).toEqual([['much-too-late', ['tooFar']]]); // prettier-ignore
  });

  it('who were asked before in this case and gave no answer come last', () => {
    const earlier = new Map([['asked', 'ended' as const]]);
    const helpers: HelperLike[] = [
      { id: 'asked', place: east(10) },
      { id: 'new', place: east(900) },
    ];
    expect(order(helpers, MINOR, { earlier })).toEqual(['new', 'asked']);
    expect(rank(helpers, MINOR, { earlier }).candidates[1]?.reasonsAgainst).toEqual(['alreadyOffered']);
  });

  it('name shift, roster, key, station and profession as reasons', () => {
    const helper: HelperLike = {
      id: 'all',
      kind: 'villageDoctor',
      skills: ['medical'],
      facility: { id: 'station', name: '站' },
      onShift: true,
      rosters: [{ from: NOW.getTime(), to: NOW.getTime() + 1 }],
      homes: new Map([[HOME_ID, true]]),
      location: { ...east(100), at: NOW.getTime() },
    };
    const [only] = rank([helper], { facilityId: 'station' }).candidates;
    expect(only?.reasonsFor).toEqual([
      'nearest', 'professional', 'hasSkill', 'holdsKey', 'knowsElder', 'sameStation', 'onShift', 'onRoster', 'freshLocation', 'free',
    ]); // prettier-ignore
    expect(only?.holdsKey).toBe(true);
  });
});

describe('Left out', () => {
  const never: HelperLike['hours'] = [{ days: 'all', from: '20:00', to: '21:00' }];
  const cases: [ReasonAgainst, HelperLike, Partial<CaseInNeed>?, Partial<Surroundings<never>>?][] = [
    ['offDuty', { id: 'x', hours: [] }],
    ['outsideHours', { id: 'x', hours: never }],
    ['inactive', { id: 'x', active: false }],
    ['busy', { id: 'x' }, {}, { openTasks: new Map([['x', 2]]) }],
    ['tooFar', { id: 'x', place: east(9_000) }],
    ['noPlace', { id: 'x', place: null }],
    ['alreadyOffered', { id: 'x' }, {}, { earlier: new Map([['x', 'open']]) }],
    ['declinedBefore', { id: 'x' }, {}, { earlier: new Map([['x', 'declined']]) }],
    ['notForThisKind', { id: 'x', kind: 'volunteer' }, { kind: 'deviceLost', severity: 'P3' }],
    ['notForThisKind', { id: 'x' }, { kind: 'nurseCall', severity: 'P3' }],
    ['notForThisKind', { id: 'x', kind: 'neighbour', homes: new Map([['another', true]]) }],
    ['notForThisKind', { id: 'x', kind: 'nearbyFamily' }],
  ];
  it.each(cases)('is who is %s', (reason, helper, need = {}, over = {}) => {
    const { candidates, leftOut } = rank([helper], need, over);
    expect(candidates).toEqual([]);
    expect(leftOut.map((one) => one.reasonsAgainst)).toEqual([expect.arrayContaining([reason])]);
  });

  it('is nobody who is on shift or on the roster, whatever the agreed hours', () => {
    const rosters = [{ from: NOW.getTime() - 1, to: NOW.getTime() + 1 }];
    expect(
      order([
        { id: 'a', hours: never, onShift: true },
        { id: 'b', hours: [], rosters },
      ]).sort(),
    ).toEqual(['a', 'b']);
    const past = [{ from: NOW.getTime() - 2, to: NOW.getTime() }];
    expect(order([{ id: 'b', hours: [], rosters: past }])).toEqual([]);
  });

  it('are told nearest first, those who are never asked for this home last, and no more than are wanted', () => {
    const helpers: HelperLike[] = [
      { id: 'other-neighbour', kind: 'neighbour', place: east(10) },
      { id: 'b', hours: [], place: east(6_000) },
      { id: 'a', hours: [], place: east(200) },
      { id: 'c', hours: [], place: east(40_000) },
      { id: 'nowhere', hours: [], place: null },
    ];
    const told = (leftOut: number) =>
      rank(helpers, {}, { most: { candidates: 5, leftOut } }).leftOut.map(({ helper }) => helper.id);
    expect(told(9)).toEqual(['a', 'b', 'c', 'nowhere', 'other-neighbour']);
    expect(told(2)).toEqual(['a', 'b']);
  });
});

describe('An emergency', () => {
  const helpers: HelperLike[] = [
    { id: 'guard', kind: 'propertyGuard', place: east(50) },
    { id: 'guard2', kind: 'propertyGuard', place: east(60) },
    { id: 'doctor', kind: 'villageDoctor', place: east(600), skills: ['medical'] },
    { id: 'staff', kind: 'stationStaff', place: east(500) },
    { id: 'neighbour', kind: 'neighbour', place: east(200), homes: new Map([[HOME_ID, true]]) },
    { id: 'family', kind: 'nearbyFamily', place: east(900), homes: new Map([[HOME_ID, true]]) },
    { id: 'worker', kind: 'communityWorker', place: east(700) },
  ];

  it('is offered at once to the best professional, the nearest key holder and the community worker, who come first', () => {
    const { mode, candidates, proposed, nobodyInReach } = rank(helpers, { kind: 'sos' });
    expect([mode, nobodyInReach]).toEqual(['parallel', false]);
    // Trained, and not much farther away than the colleague of the station.
    expect(proposed).toEqual(['neighbour', 'doctor', 'worker']);
    expect(candidates.map(({ helper }) => helper.id)).toEqual([
      'neighbour', 'doctor', 'worker', 'guard', 'guard2', 'staff', 'family',
    ]); // prettier-ignore
    expect(candidates.find(({ helper }) => helper.id === 'guard')?.reasonsFor).toContain('nearest');
  });

  it('asks a key holder beside the worker, also where the worker has a key too', () => {
    const withKey = helpers.map((one) => (one.id === 'worker' ? { ...one, homes: new Map([[HOME_ID, true]]), place: east(20) } : one)); // prettier-ignore
    expect(rank(withKey).proposed.sort()).toEqual(['doctor', 'neighbour', 'worker']);
    // The nearest, whatever they know.
    const nurse: HelperLike = { id: 'nurse', kind: 'nearbyFamily', skills: ['nursing'], place: east(400), homes: new Map([[HOME_ID, true]]) }; // prettier-ignore
    expect(rank([...helpers, nurse]).proposed).toContain('neighbour');
  });

  it('asks the worker of its own community before a nearer one of the next', () => {
    const next: HelperLike = { id: 'next', kind: 'communityWorker', divisionCode: '330723002002', place: east(20) };
    expect(rank([...helpers, next]).proposed).toContain('worker');
    expect(rank([...helpers.filter(({ id }) => id !== 'worker'), next]).proposed).toContain('next');
  });

  it('is offered to the next best where one of the three is missing, and to no more than are wanted', () => {
    const without = helpers.filter(({ kind }) => kind !== 'communityWorker');
    expect(rank(without).proposed).toEqual(['guard', 'neighbour', 'doctor']);
    expect(rank(helpers, {}, { parallelOffers: 1 }).proposed).toEqual(['doctor']);
    expect(rank(helpers, {}, { parallelOffers: 10 }).proposed).toHaveLength(helpers.length);
  });

  it('of less weight is offered one after another', () => {
    const { mode, proposed, candidates } = rank(helpers, MINOR);
    expect(mode).toBe('sequence');
    expect(proposed).toEqual(candidates.map(({ helper }) => helper.id));
    expect(proposed[0]).toBe('guard');
  });

  it.each(['smoke', 'gas', 'co'] as const)('with %s keeps helpers outside, and sends laypeople last', (kind) => {
    const { stayOutside, proposed, candidates } = rank(helpers, { kind });
    expect(stayOutside).toBe(true);
    expect(candidates.slice(-2).map(({ helper }) => helper.id)).toEqual(['neighbour', 'family']);
    expect(proposed).not.toContain('neighbour');
    expect(rank(helpers).stayOutside).toBe(false);
  });

  it('for which nobody is in time says so, and still offers it to those who are late', () => {
    const late = rank([{ id: 'late', place: east(1_500) }]);
    expect([late.nobodyInReach, late.proposed]).toEqual([true, ['late']]);
    expect(rank([]).nobodyInReach).toBe(true);
    expect(rank([{ id: 'off', hours: [] }]).nobodyInReach).toBe(true);
    expect(rank([], MINOR).nobodyInReach).toBe(false);
  });
});

describe('A case whose place nobody knows', () => {
  const helpers: HelperLike[] = [
    { id: 'county', divisionCode: '330723000000', kind: 'rescueTeam' },
    { id: 'other-county', divisionCode: '330727000000' },
    { id: 'town', divisionCode: '330723002000' },
    { id: 'village', divisionCode: '330723002001', place: null },
    { id: 'other-village', divisionCode: '330723002002' },
    { id: 'neighbour', kind: 'neighbour', place: null, homes: new Map([[HOME_ID, true]]) },
  ];

  it('asks those who know the home, then those who serve its community, its town, its county', () => {
    const { candidates, leftOut, nobodyInReach } = rank(helpers, { ...MINOR, place: null });
    expect(candidates.map(({ helper, seconds }) => [helper.id, seconds])).toEqual([
      ['neighbour', null],
      ['village', null],
      ['town', null],
      ['county', null],
    ]);
    expect(leftOut.map(({ helper, reasonsAgainst }) => [helper.id, reasonsAgainst])).toEqual([
      ['other-county', ['noPlace']],
      ['other-village', ['noPlace']],
    ]);
    expect(nobodyInReach).toBe(false);
    // Nobody can be shown to be there in time.
    expect(rank(helpers, { place: null }).nobodyInReach).toBe(true);
  });

  it('is that of those who serve the whole county where not even the community is known', () => {
    const { candidates, leftOut, nobodyInReach } = rank(helpers, { place: null, homeId: null, communityCode: null });
    const serving = helpers.filter(({ divisionCode = '' }) => divisionCode.endsWith('000000')).map(({ id }) => id);
    expect(serving.length).toBeGreaterThan(0);
    expect(candidates.map(({ helper, seconds }) => [helper.id, seconds])).toEqual(serving.map((id) => [id, null]));
    expect(leftOut).toHaveLength(helpers.length - serving.length);
    expect(nobodyInReach).toBe(true);
  });

  it('is not that of a neighbour without a place: they live next door', () => {
    const [first] = rank(helpers, { kind: 'sos' }).candidates.filter(({ helper }) => helper.id === 'neighbour');
    expect([first?.seconds, first?.reasonsAgainst]).toEqual([null, ['noPlace', 'lacksSkill']]);
  });
});
