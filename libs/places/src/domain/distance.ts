// Distances on the ground in metres.
import type { LngLat } from '#libs/contracts';

export const METRES_PER_DEGREE = 111_195;
const RADIANS = Math.PI / 180;

/** How much narrower than at the equator a degree of longitude is. */
export const narrowing = ({ lat }: LngLat): number => Math.cos(lat * RADIANS);

/** As the crow flies. The earth is taken as flat between the two: below a thousandth wrong within 100 km, and many times faster. */
export function metresBetween(one: LngLat, other: LngLat): number {
  const north = (one.lat - other.lat) * METRES_PER_DEGREE;
  const east = (one.lng - other.lng) * METRES_PER_DEGREE * ((narrowing(one) + narrowing(other)) / 2);
  return Math.sqrt(north * north + east * east);
}
