// Where the elders of the demo county live: flats in the communities, houses in the villages.
import type { LngLat } from '#libs/contracts';
import type { SeededRandom } from '../../../simulator/src/seeded-random.ts';
import { demoId } from './demo-ids.ts';
import { roadName } from './made-up-names.ts';
import { near, type Community } from './territory.ts';
import { HUSHAN_CODE } from './wuyi-townships.ts';

export interface Home {
  id: string;
  communityCode: string;
  /** In clear: township, community, road. */
  street: string;
  /** Sealed at rest: building and flat, or house number. */
  door: string;
  floor: number;
  hasLift: boolean;
  location: LngLat;
  isVillage: boolean;
}

/** How many more elders a community has than a village, on average. */
const COMMUNITY_WEIGHT = 6;

/**
 * `count` homes; the first `named` ones lie by turns in 壶山街道 and elsewhere, each in another community, so that the
 * pendants worn there show what a subdistrict's operator sees and what not.
 */
export function buildHomes(random: SeededRandom, communities: Community[], count: number, named: number): Home[] {
  const weighted = communities.flatMap((community) =>
    Array.from<Community>({ length: community.isVillage ? 1 : COMMUNITY_WEIGHT }).fill(community),
  );
  const inHushan = communities.filter((community) => community.township.code === HUSHAN_CODE);
  const elsewhere = random.shuffled(communities.filter((community) => community.township.code !== HUSHAN_CODE));
  return Array.from({ length: count }, (_, at) => {
    const apart = at % 2 === 0 ? inHushan[at / 2] : elsewhere[at];
    const community = (at < named ? apart : undefined) ?? random.pick(weighted);
    return buildHome(random, at + 1, community);
  });
}

function buildHome(random: SeededRandom, number: number, community: Community): Home {
  const place = `${community.township.name} ${community.name} ${roadName(random)}`;
  const base = {
    id: demoId('home', number),
    communityCode: community.code,
    location: near(random, community.centre, community.isVillage ? 0.4 : 0.6),
    isVillage: community.isVillage,
  };
  if (community.isVillage) {
    return { ...base, street: place, door: `${random.int(1, 180)}号`, floor: random.int(1, 2), hasLift: false };
  }
  const hasLift = random.chance(0.35);
  const floor = random.int(1, hasLift ? 18 : 6);
  const flat = `${random.int(1, 24)}幢${floor}${String(random.int(1, 4)).padStart(2, '0')}室`;
  return { ...base, street: `${place} ${random.int(1, 260)}号`, door: flat, floor, hasLift };
}
