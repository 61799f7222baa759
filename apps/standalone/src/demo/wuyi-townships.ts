// 武义县's subdistricts, towns and townships. Names and codes are real: each was found in a published copy of the
// statistical division codes (github.com/modood/Administrative-divisions-of-China, dist/streets.csv). Positions are
// rough, from memory of the map; how many villages each one has is made up, only the county's totals are the plan's.
import type { LngLat } from '#libs/contracts';

export type ClassOfPlace = 'urban' | 'town' | 'mountain';

export interface Township {
  /** 12 digits. */
  code: string;
  name: string;
  /** Rough centre, WGS-84. */
  centre: LngLat;
  /** How far its villages lie around the centre, in km. */
  radiusKm: number;
  /** Of its villages; communities are urban in subdistricts, else town. */
  villageClass: ClassOfPlace;
  isSubdistrict: boolean;
  /** Shares of the county's communities and villages. */
  communityShare: number;
  villageShare: number;
}

export const PROVINCE = { code: '330000000000', name: '浙江省' };
export const CITY = { code: '330700000000', name: '金华市' };
export const COUNTY = { code: '330723000000', name: '武义县' };
export const HUSHAN_CODE = '330723002000';
/** The community of demo-sos-1: the first of 壶山街道. */
export const FIRST_COMMUNITY_CODE = '330723002001';

const township = (
  code: string,
  name: string,
  [lng, lat]: [number, number],
  radiusKm: number,
  villageClass: ClassOfPlace,
  communityShare: number,
  villageShare: number,
): Township => ({
  code,
  name,
  centre: { lng, lat },
  radiusKm,
  villageClass,
  isSubdistrict: name.endsWith('街道'),
  communityShare,
  villageShare,
});

export const TOWNSHIPS: readonly Township[] = [
  township('330723001000', '白洋街道', [119.803, 28.917], 3.5, 'town', 4, 20),
  township(HUSHAN_CODE, '壶山街道', [119.81, 28.893], 3, 'town', 6, 14),
  township('330723003000', '熟溪街道', [119.826, 28.882], 3.5, 'town', 4, 18),
  township('330723100000', '柳城畲族镇', [119.57, 28.66], 7, 'mountain', 1, 28),
  township('330723101000', '履坦镇', [119.76, 28.955], 3.5, 'town', 0, 14),
  township('330723102000', '桐琴镇', [119.9, 28.86], 3.5, 'town', 1, 17),
  township('330723103000', '泉溪镇', [119.865, 28.868], 3.5, 'town', 0, 16),
  township('330723104000', '新宅镇', [119.75, 28.63], 6, 'mountain', 0, 15),
  township('330723105000', '王宅镇', [119.73, 28.85], 4, 'town', 1, 26),
  township('330723106000', '桃溪镇', [119.65, 28.77], 5, 'mountain', 1, 16),
  township('330723107000', '茭道镇', [119.88, 28.965], 3.5, 'town', 0, 14),
  township('330723200000', '大田乡', [119.79, 28.83], 4, 'mountain', 0, 10),
  township('330723201000', '白姆乡', [119.67, 28.87], 4, 'mountain', 0, 11),
  township('330723202000', '俞源乡', [119.667, 28.785], 3.5, 'mountain', 0, 8),
  township('330723203000', '坦洪乡', [119.64, 28.72], 4, 'mountain', 0, 8),
  township('330723204000', '西联乡', [119.51, 28.68], 5, 'mountain', 0, 11),
  township('330723205000', '三港乡', [119.62, 28.6], 4, 'mountain', 0, 6),
  township('330723206000', '大溪口乡', [119.53, 28.6], 4, 'mountain', 0, 6),
];
