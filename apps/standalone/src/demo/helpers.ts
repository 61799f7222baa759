// People who help in the demo county: staff of stations, a rescue team, doctors, community workers, paired neighbours with
// keys, guards, volunteers. Nobody here exists; those who are contacts of an elder keep name and phone.
import type { AgreedHours, LngLat, ResponderKind, ResponderSkill, TravelWay } from '#libs/contracts';
import { seededRandom, type SeededRandom } from '../../../simulator/src/seeded-random.ts';
import { demoId } from './demo-ids.ts';
import type { Home } from './homes.ts';
import { youngerName } from './made-up-names.ts';
import type { Elder, Population } from './people.ts';
import { near, type Community, type Facility } from './territory.ts';
import { COUNTY, FIRST_COMMUNITY_CODE, TOWNSHIPS } from './wuyi-townships.ts';

export interface DemoHelper {
  id: string;
  name: string;
  kind: ResponderKind;
  divisionCode: string;
  facilityId: string | null;
  /** Of the demo account that gets their offers. */
  username: string | null;
  phone: string;
  travel: TravelWay;
  skills: ResponderSkill[];
  hours: AgreedHours[];
  place: LngLat | null;
  homes: { id: string; holdsKey: boolean }[];
  /** When they agreed to be asked; of a few nobody wrote it down. */
  agreedOn: string | null;
}

type Draft = Omit<DemoHelper, 'id' | 'phone' | 'username' | 'agreedOn'> & { phone?: string; username?: string };

const hours = (days: AgreedHours['days'], from: string, to: string): AgreedHours => ({ days, from, to });
const ALWAYS = [hours('all', '00:00', '00:00')];
const WORKING_DAYS = [hours('workdays', '07:30', '17:30')];
const EVENINGS_AND_RESTDAYS = [hours('workdays', '18:00', '22:00'), hours('restdays', '07:00', '22:00')];
const BY_DAY = [hours('all', '06:00', '22:00')];

/** Where the rescue team and its branches wait, by township. */
const RESCUE_BASES: readonly [township: string, count: number][] = [
  ['熟溪街道', 6],
  ['柳城畲族镇', 2],
  ['王宅镇', 2],
  ['桃溪镇', 2],
  ['新宅镇', 2],
];

export function buildHelpers(
  seed: string,
  { communities, facilities, homes, elders }: Population & { communities: Community[]; facilities: Facility[] },
): DemoHelper[] {
  const random = (part: string): SeededRandom => seededRandom(`${seed}/helpers/${part}`);
  const wearer = elders[0];
  const home = homes[0];
  if (!wearer || !home) throw new Error('nobody wears demo-sos-1');
  const drafts = [
    ...namedHelpers(random('named'), home),
    ...stationStaff(random('stations'), facilities, communities),
    ...rescueTeam(random('rescue')),
    ...inCommunities(random('communities'), communities),
    ...knownToElders(random('known'), elders.slice(1), new Map(homes.map((one) => [one.id, one]))),
  ];
  return drafts.map(({ phone, username, ...draft }, at) => ({
    ...draft,
    id: demoId('responder', at + 1),
    username: username ?? null,
    // As elders' phones: a range given to no operator.
    phone: phone ?? `15490${String(at + 1).padStart(6, '0')}`,
    agreedOn: at % 12 === 11 ? null : `2025-09-${String((at % 28) + 1).padStart(2, '0')}`,
  }));
}

/** Those with an account: at any hour three of them can go to the wearer of demo-sos-1. */
function namedHelpers(random: SeededRandom, home: Home): Draft[] {
  const base = TOWNSHIPS.find((township) => township.name === RESCUE_BASES[0]?.[0])?.centre ?? home.location;
  const own = [{ id: home.id, holdsKey: true }];
  return [
    {
      name: '丁及时', username: 'responder', kind: 'stationStaff', divisionCode: FIRST_COMMUNITY_CODE,
      facilityId: demoId('facility', 2), travel: 'ebike', skills: ['firstAid', 'nursing', 'lifting'], hours: ALWAYS,
      place: null, homes: [],
    },
    {
      name: '石敢当', username: 'responder2', kind: 'rescueTeam', divisionCode: COUNTY.code, facilityId: null, travel: 'car',
      skills: ['firstAid', 'lifting', 'fire', 'search', 'lock'], hours: ALWAYS, place: base, homes: [],
    },
    {
      name: '林秀芬', username: 'responder3', kind: 'neighbour', divisionCode: home.communityCode, facilityId: null,
      travel: 'foot', skills: [], hours: ALWAYS, place: near(random, home.location, 0.05), homes: own,
    },
    {
      // The wearer's own contact, 网格员, who has a key as well.
      name: '李芳', username: 'worker', kind: 'communityWorker', divisionCode: home.communityCode, facilityId: null,
      travel: 'ebike', skills: ['firstAid'], hours: BY_DAY, place: near(random, home.location, 0.4), homes: own,
    },
  ]; // prettier-ignore
}

function stationStaff(random: SeededRandom, facilities: Facility[], communities: Community[]): Draft[] {
  const isInMountains = new Map(communities.map((one) => [one.code, one.classOfPlace === 'mountain']));
  return facilities.flatMap(({ id, type, divisionCode }): Draft[] => {
    const count = type === 'homeCareCentre' ? 1 : type === 'modelHomeCareCentre' ? 2 : 0;
    return Array.from({ length: count }, () => ({
      name: anyName(random),
      kind: 'stationStaff',
      divisionCode,
      facilityId: id,
      travel: isInMountains.get(divisionCode) ? 'ebike' : 'foot',
      skills: random.chance(0.5) ? ['firstAid', 'nursing'] : ['firstAid'],
      hours: type === 'homeCareCentre' ? WORKING_DAYS : [hours('all', '07:00', '19:00')],
      place: null,
      homes: [],
    }));
  });
}

function rescueTeam(random: SeededRandom): Draft[] {
  return RESCUE_BASES.flatMap(([name, count], at) => {
    const base = TOWNSHIPS.find((township) => township.name === name);
    if (!base) throw new Error(`no township ${name}`);
    // One of the first base has an account and stands above.
    return Array.from({ length: at === 0 ? count - 1 : count }, (): Draft => ({
      name: youngerName(random, 'male'),
      kind: 'rescueTeam',
      divisionCode: COUNTY.code,
      facilityId: null,
      travel: 'car',
      skills: ['firstAid', 'lifting', 'fire', 'search', ...(random.chance(0.3) ? (['lock'] as const) : [])],
      hours: ALWAYS,
      place: near(random, base.centre, 0.3),
      homes: [],
    }));
  });
}

function inCommunities(random: SeededRandom, communities: Community[]): Draft[] {
  return communities.flatMap((community, at) => {
    const { code, centre, isVillage, classOfPlace } = community;
    const local = (kind: ResponderKind, over: Pick<Draft, 'travel' | 'skills' | 'hours'>): Draft => ({
      name: anyName(random),
      kind,
      divisionCode: code,
      facilityId: null,
      place: near(random, centre, 0.3),
      homes: [],
      ...over,
    });
    const walks: TravelWay = classOfPlace === 'mountain' ? 'ebike' : 'foot';
    const worker = local('communityWorker', {
      travel: 'ebike',
      skills: random.chance(0.4) ? ['firstAid'] : [],
      hours: [...WORKING_DAYS, hours('all', '18:00', '21:00')],
    });
    const guard = (from: string, to: string): Draft =>
      local('propertyGuard', { travel: 'foot', skills: [], hours: [hours('all', from, to)] });
    const doctor = (): Draft =>
      local('villageDoctor', {
        travel: walks,
        skills: ['firstAid', 'medical'],
        hours: [hours('all', '07:00', '21:00')],
      });
    const volunteer = (): Draft =>
      local('volunteer', {
        travel: 'foot',
        skills: random.chance(0.3) ? ['search'] : [],
        hours: [hours('restdays', '08:00', '18:00')],
      });
    return [
      ...(code === FIRST_COMMUNITY_CODE ? [] : [worker]),
      ...(isVillage ? [] : [guard('06:00', '18:00'), guard('18:00', '06:00'), volunteer(), volunteer()]),
      ...(isVillage && at % 3 === 0 ? [doctor()] : []),
    ];
  });
}

/** Neighbours who hold a key of somebody who lives alone, and family that lives near. */
function knownToElders(random: SeededRandom, elders: Elder[], homes: ReadonlyMap<string, Home>): Draft[] {
  const paired = new Set<string>();
  return elders.flatMap(({ living, homeId, contacts }): Draft[] => {
    const home = homes.get(homeId);
    if (!home || (living !== 'alone' && living !== 'emptyNest') || paired.has(homeId)) return [];
    const neighbour = contacts.find((contact) => contact.relation === '邻居' && contact.holdsKey);
    const family = contacts.find((contact) => contact.decideOrder !== null && contact.minutesAway <= 15);
    const known = neighbour ?? (random.chance(0.3) ? family : undefined);
    if (!known) return [];
    paired.add(homeId);
    const draw = random.next();
    return [
      {
        name: known.name,
        phone: known.phone,
        kind: neighbour ? 'neighbour' : 'nearbyFamily',
        divisionCode: home.communityCode,
        facilityId: null,
        travel: neighbour ? 'foot' : 'ebike',
        skills: [],
        hours: draw < 0.25 ? ALWAYS : draw < 0.8 ? BY_DAY : EVENINGS_AND_RESTDAYS,
        place: near(random, home.location, neighbour ? 0.1 : 1.5),
        homes: [{ id: homeId, holdsKey: known.holdsKey }],
      },
    ];
  });
}

const anyName = (random: SeededRandom): string => youngerName(random, random.chance(0.4) ? 'male' : 'female');
