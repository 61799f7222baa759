// Who can go: ranking 5 000 helpers of a city with 2 406 stations for one case, reasons included, beside a bare look at all.
import { ALERT_KINDS, RESPONDER_KINDS, RESPONDER_SKILLS, type AgreedHours, type LngLat } from '#libs/contracts';
import { rankCandidates, type CaseInNeed } from '#libs/alerts';
import { PointGrid, TravelEstimate, metresBetween } from '#libs/places';
import { ResponderSnapshot, WorkCalendar, readHours, type PooledResponder } from '#libs/staff';
import { seededRandom, type SeededRandom } from '../../../apps/simulator/src/seeded-random.ts';
import type { Bench, Part } from '../bench.ts';
import { percentile, type Figure } from '../figures.ts';

const STATIONS = 2_406;
const HELPERS = 5_000;
const CENTRE = { lng: 108.94, lat: 34.34 };
/** As FindCandidates asks. */
const MOST = { candidates: 50, leftOut: 20 };

const HOURS: readonly AgreedHours[][] = [
  [{ days: 'all', from: '00:00', to: '00:00' }],
  [{ days: 'workdays', from: '08:00', to: '18:00' }],
  [
    { days: 'workdays', from: '18:00', to: '22:00' },
    { days: 'restdays', from: '07:00', to: '22:00' },
  ],
  [{ days: 'all', from: '18:00', to: '06:00' }],
  [],
];

/** Dense in the middle of the city, villages 60 km around it. */
function somewhere(random: SeededRandom): LngLat {
  const km = random.next() < 0.6 ? random.next() * 12 : random.next() * 60;
  const angle = random.next() * 2 * Math.PI;
  return { lng: CENTRE.lng + (km * Math.cos(angle)) / 92, lat: CENTRE.lat + (km * Math.sin(angle)) / 111 };
}

/** Communities of about two kilometres. */
const communityOf = ({ lng, lat }: LngLat): string =>
  `6101${String(Math.floor((lat - 33) * 50)).padStart(4, '0')}${String(Math.floor((lng - 108) * 50)).padStart(4, '0')}`;

function aCity(random: SeededRandom, now: number): { helpers: PooledResponder[]; homes: LngLat[] } {
  const stations = Array.from({ length: STATIONS }, () => somewhere(random));
  const homes = Array.from({ length: 2_000 }, () => somewhere(random));
  const helpers = Array.from({ length: HELPERS }, (_, at): PooledResponder => {
    const kind = at < STATIONS ? 'stationStaff' : random.pick(RESPONDER_KINDS);
    const station = stations[at];
    const home = random.int(0, homes.length - 1);
    const isPaired = kind === 'neighbour' || kind === 'nearbyFamily';
    const place = station ?? (isPaired ? homes[home] : undefined) ?? somewhere(random);
    const onShift = random.chance(0.3);
    return {
      id: `018f0000-0000-7000-8000-${String(at).padStart(12, '0')}`,
      name: `helper ${at}`,
      kind,
      facility: station ? { id: `station ${at}`, name: `station ${at}` } : null,
      divisionCode: communityOf(place),
      travel: random.pick(['foot', 'ebike', 'car']),
      skills: random.chance(0.5) ? [random.pick(RESPONDER_SKILLS), random.pick(RESPONDER_SKILLS)] : [],
      active: random.chance(0.97),
      hours: random.pick(HOURS).map(readHours),
      homes: new Map(isPaired ? [[`home ${home}`, random.chance(0.7)]] : []),
      place,
      onShift,
      rosters: random.chance(0.1) ? [{ from: now, to: now + 8 * 3_600_000 }] : [],
      location: onShift && random.chance(0.3) ? { ...somewhere(random), at: now - random.int(0, 3_600_000) } : null,
    };
  });
  return { helpers, homes };
}

async function run(bench: Bench): Promise<Figure[]> {
  const random = seededRandom('bench/candidates');
  const morning = Date.parse('2026-03-04T00:00:00+08:00');
  const { helpers, homes } = aCity(random, morning);
  const geography = { grid: <T>(points: Iterable<{ at: LngLat; item: T }>) => new PointGrid(points), metresBetween };
  const snapshot = new ResponderSnapshot(helpers, new WorkCalendar(), geography);
  const ways = new TravelEstimate({ walkingKmh: 4.5, detour: 1.3, mountain: 1.5 }, 'urban');
  const openTasks = new Map(helpers.filter(() => random.chance(0.05)).map((one) => [one.id, random.int(1, 3)]));
  const count = bench.either(20_000, 4_000);
  const [ours, raw]: [number[], number[]] = [[], []];
  let found = 0;
  let seen = 0;
  for (let n = -500; n < count; n++) {
    const at = random.int(0, homes.length - 1);
    const place = homes[at] ?? CENTRE;
    const need: CaseInNeed = {
      kind: random.pick(ALERT_KINDS),
      severity: 'P1',
      homeId: `home ${at}`,
      facilityId: null,
      communityCode: communityOf(place),
      place,
      limitSeconds: random.pick([900, 1_200, 1_800]),
    };
    const moment = new Date(morning + random.int(0, 7 * 24 * 60) * 60_000);
    const startedAt = performance.now();
    const ranking = rankCandidates(need, { helpers: snapshot.at(moment), ways, routed: new Map(), openTasks, earlier: new Map(), parallelOffers: 3, most: MOST }); // prettier-ignore
    const rankedAt = performance.now();
    seen += bareLook(place, helpers);
    const lookedAt = performance.now();
    // The first ones warm up.
    if (n < 0) continue;
    found += ranking.candidates.length;
    ours.push(rankedAt - startedAt);
    raw.push(lookedAt - rankedAt);
    // A server does other things in between; a loop without end would let garbage pile up as it never does there.
    if (n % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  if (found === 0 || seen === 0) throw new Error('nobody was found');
  const figure = (share: number, limit: number | null): Figure => ({
    part: 'candidates',
    name: `candidates of a case, ${HELPERS} helpers, ${STATIONS} stations, p${share * 100}`,
    value: percentile(ours, share),
    unit: 'ms',
    raw: { name: `distances to all, p${share * 100}`, value: percentile(raw, share) },
    goal: limit === null ? null : { of: 'value', bound: 'atMost', limit },
    more: { cases: count, candidatesOnAverage: found / count, slowest: percentile(ours, 1) },
  });
  return [figure(0.5, null), figure(0.99, 2)];
}

/** The least that finding the nearest takes without an index: one distance for each. */
function bareLook(from: LngLat, helpers: readonly PooledResponder[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const { place } of helpers) if (place) nearest = Math.min(nearest, metresBetween(from, place));
  return nearest;
}

export const candidates: Part = { name: 'candidates', what: `who can go, of ${HELPERS} helpers`, run };
