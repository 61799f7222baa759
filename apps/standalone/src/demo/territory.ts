// Divisions and facilities of the demo county: real down to the townships, made up below.
import type { LngLat } from '#libs/contracts';
import { seededRandom, type SeededRandom } from '../../../simulator/src/seeded-random.ts';
import { demoId } from './demo-ids.ts';
import { HOUSES_OF_CARE, communityNames, villageNames } from './made-up-names.ts';
import { CARE_INSTITUTIONS, type PlanFigures } from './plan-figures.ts';
import { CITY, COUNTY, HUSHAN_CODE, PROVINCE, TOWNSHIPS, type ClassOfPlace, type Township } from './wuyi-townships.ts';

export interface Division {
  code: string;
  name: string;
  level: 'province' | 'city' | 'county' | 'subdistrict' | 'community';
  setting: 'urban' | 'rural' | null;
  classOfPlace: ClassOfPlace | null;
  /** Null for the province. */
  managedBy: string | null;
}

/** A community or village with where it lies. */
export interface Community extends Division {
  township: Township;
  centre: LngLat;
  isVillage: boolean;
}

export interface Facility {
  id: string;
  type: string;
  name: string;
  divisionCode: string;
  address: string;
  phone: string;
  location: LngLat;
}

export interface Territory {
  /** Province first, parents before children. */
  divisions: Division[];
  communities: Community[];
  facilities: Facility[];
}

const KM_PER_DEGREE = 111.32;

/** A point within `km` of another, nearer ones likelier. */
export function near(random: SeededRandom, centre: LngLat, km: number): LngLat {
  const angle = random.next() * 2 * Math.PI;
  const distance = random.next() * km;
  const lat = centre.lat + (Math.sin(angle) * distance) / KM_PER_DEGREE;
  const lng = centre.lng + (Math.cos(angle) * distance) / (KM_PER_DEGREE * Math.cos((centre.lat * Math.PI) / 180));
  return { lng: rounded(lng), lat: rounded(lat) };
}

/** Whole numbers in proportion to the shares that sum up to `total` (largest remainders). */
export function apportion(total: number, shares: readonly number[]): number[] {
  const sum = shares.reduce((all, share) => all + share, 0);
  const exact = shares.map((share) => (total * share) / sum);
  const whole = exact.map(Math.floor);
  const left = total - whole.reduce((all, count) => all + count, 0);
  const byRemainder = exact
    .map((value, at) => ({ at, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest);
  for (const { at } of byRemainder.slice(0, left)) whole[at] = (whole[at] ?? 0) + 1;
  return whole;
}

export function buildTerritory(seed: string, figures: PlanFigures): Territory {
  const communities = buildCommunities(seededRandom(`${seed}/communities`), figures);
  const above: Division[] = [
    { ...PROVINCE, level: 'province', setting: null, classOfPlace: null, managedBy: null },
    { ...CITY, level: 'city', setting: null, classOfPlace: null, managedBy: PROVINCE.code },
    { ...COUNTY, level: 'county', setting: null, classOfPlace: null, managedBy: CITY.code },
  ];
  const townships = TOWNSHIPS.map(({ code, name }): Division => ({
    code,
    name,
    level: 'subdistrict',
    setting: null,
    classOfPlace: null,
    managedBy: COUNTY.code,
  }));
  return {
    divisions: [...above, ...townships, ...communities],
    communities,
    facilities: buildFacilities(seededRandom(`${seed}/facilities`), figures, communities),
  };
}

function buildCommunities(random: SeededRandom, figures: PlanFigures): Community[] {
  const urbanNames = communityNames(random, figures.communities);
  const ruralNames = villageNames(random, figures.villages);
  const communityCounts = apportion(
    figures.communities,
    TOWNSHIPS.map((township) => township.communityShare),
  );
  const villageCounts = apportion(
    figures.villages,
    TOWNSHIPS.map((township) => township.villageShare),
  );
  return TOWNSHIPS.flatMap((township, at) => {
    // Residents' committees are numbered from 001, villagers' committees from 200.
    const unit = (isVillage: boolean, number: number): Community => ({
      code: township.code.slice(0, 9) + String(number + (isVillage ? 200 : 1)).padStart(3, '0'),
      name: (isVillage ? ruralNames.pop() : urbanNames.pop()) ?? '',
      level: 'community',
      setting: isVillage ? 'rural' : 'urban',
      classOfPlace: isVillage ? township.villageClass : township.isSubdistrict ? 'urban' : 'town',
      managedBy: township.code,
      township,
      centre: near(random, township.centre, isVillage ? township.radiusKm : 1.2),
      isVillage,
    });
    return [
      ...Array.from({ length: communityCounts[at] ?? 0 }, (_, number) => unit(false, number)),
      ...Array.from({ length: villageCounts[at] ?? 0 }, (_, number) => unit(true, number)),
    ];
  });
}

function buildFacilities(random: SeededRandom, figures: PlanFigures, communities: Community[]): Facility[] {
  const built: Omit<Facility, 'id' | 'phone'>[] = [];
  const add = (type: string, name: string, divisionCode: string, address: string, location: LngLat): void => {
    built.push({ type, name, divisionCode, address, location });
  };
  const inCommunity = (type: string, title: string, community: Community): void =>
    add(
      type,
      `${community.name}${title}`,
      community.code,
      `${community.township.name} ${community.name}`,
      near(random, community.centre, 0.3),
    );
  const inTownships = (type: string, count: number, title: string): void => {
    const counts = apportion(
      count,
      TOWNSHIPS.map(() => 1),
    );
    TOWNSHIPS.forEach((township, at) => {
      for (let number = 1; number <= (counts[at] ?? 0); number++) {
        const name = `${township.name}${(counts[at] ?? 0) > 1 ? `第${'一二三四五'[number - 1] ?? number}` : ''}${title}`;
        add(type, name, township.code, township.name, near(random, township.centre, 1));
      }
    });
  };
  const count = (type: string): number => figures.facilities[type] ?? 0;

  // At most one home care centre a village: that is how the plan's 236 of 258 become its published coverage.
  const villages = random.shuffled(communities.filter((community) => community.isVillage));
  for (const village of villages.slice(0, count('homeCareCentre')))
    inCommunity('homeCareCentre', '居家养老服务照料中心', village);
  inTownships('modelHomeCareCentre', count('modelHomeCareCentre'), '示范型居家养老服务中心');
  inTownships('mealDepot', count('mealDepot'), '配送站');
  for (const place of random.shuffled(communities).slice(0, count('mealPoint')))
    inCommunity('mealPoint', '助餐点', place);
  const houses = random.shuffled(HOUSES_OF_CARE);
  for (let at = 0; at < CARE_INSTITUTIONS; at++) {
    const township = TOWNSHIPS[at % TOWNSHIPS.length]!;
    add('careInstitution', `${houses[at]}颐养院`, township.code, township.name, near(random, township.centre, 1.5));
  }
  return numbered(built);
}

/** The first institution and the first home care centre of 壶山街道 come first: demo accounts name them by id. */
function numbered(built: Omit<Facility, 'id' | 'phone'>[]): Facility[] {
  const firstOf = (type: string) =>
    built.find((one) => one.type === type && one.divisionCode.startsWith(HUSHAN_CODE.slice(0, 9)));
  const named = [firstOf('careInstitution'), firstOf('homeCareCentre')].filter((one) => one !== undefined);
  return [...named, ...built.filter((one) => !named.includes(one))].map((facility, at) => ({
    ...facility,
    id: demoId('facility', at + 1),
    // No local number begins with 0: nobody can be rung by mistake.
    phone: `0579-0${String(at + 1).padStart(7, '0')}`,
  }));
}

const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
