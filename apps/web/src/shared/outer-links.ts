// Links that leave the page: to a map the phone has (no key, nobody's name or address goes with them), to the telephone. Pure.
import type { LngLat } from '#libs/contracts';

export type Phone = 'android' | 'ios' | 'other';

export interface MapLink {
  /** Names the map: i18n `station.map.*`. */
  map: 'amap' | 'installed' | 'apple' | 'osm';
  href: string;
}

export function phoneOf(userAgent: string): Phone {
  if (/android|harmony/i.test(userAgent)) return 'android';
  return /iphone|ipad|ipod/i.test(userAgent) ? 'ios' : 'other';
}

const six = (n: number): string => n.toFixed(6);

/**
 * 高德 first: it takes WGS-84 as it is, opens its app where there is one and a page where there is none. Then what else
 * the phone has: `geo:` leaves the choice to Android, Apple's map is part of iOS, OpenStreetMap opens anywhere.
 */
export function routeLinks({ lng, lat }: LngLat, phone: Phone): MapLink[] {
  const to = `${six(lat)},${six(lng)}`;
  const amap: MapLink = {
    map: 'amap',
    href: `https://uri.amap.com/navigation?to=${six(lng)},${six(lat)},${encodeURIComponent('目的地')}&mode=car&coordinate=wgs84&callnative=1`,
  };
  switch (phone) {
    case 'android':
      return [amap, { map: 'installed', href: `geo:${to}?q=${to}` }];
    case 'ios':
      return [amap, { map: 'apple', href: `https://maps.apple.com/?daddr=${to}` }];
    case 'other':
      return [amap, { map: 'osm', href: `https://www.openstreetmap.org/directions?to=${to}` }];
  }
}

/** Shows a place without leading there. */
export const placeLink = ({ lng, lat }: LngLat): string =>
  `https://uri.amap.com/marker?position=${six(lng)},${six(lat)}&coordinate=wgs84&callnative=1`;

/** A number as `tel:` takes it; null for what is none. */
export function telLink(number: string): string | null {
  const digits = number.replace(/[^\d+]/g, '');
  return digits.length >= 3 ? `tel:${digits}` : null;
}
