// How long somebody takes to a home, estimated from the distance (domain rule 6).
import type { TravelWay } from '#libs/contracts';

export type ClassOfPlace = 'urban' | 'town' | 'mountain';

export interface TravelAssumptions {
  walkingKmh: number;
  /** How much longer the way is than the straight line. */
  detour: number;
  /** How much longer it takes in mountain villages. */
  mountain: number;
}

const EBIKE_KMH = 18;
/**
 * From door to door: to the car, through the traffic of a county town, a place to park. Free roads allow more, but helpers
 * are sent over a few kilometres, and a promise that is too early is worse than one that is kept.
 */
const CAR_KMH = 30;

export class TravelEstimate {
  private readonly secondsPerMetre: Readonly<Record<TravelWay, number>>;

  constructor({ walkingKmh, detour, mountain }: TravelAssumptions, classOfPlace: ClassOfPlace | null) {
    const longer = detour * (classOfPlace === 'mountain' ? mountain : 1);
    const perMetre = (kmh: number): number => (longer * 3.6) / kmh;
    this.secondsPerMetre = { foot: perMetre(walkingKmh), ebike: perMetre(EBIKE_KMH), car: perMetre(CAR_KMH) };
  }

  /** `metres`: as the crow flies. */
  seconds(metres: number, way: TravelWay): number {
    return metres * this.secondsPerMetre[way];
  }

  /** How far away (as the crow flies) somebody can be who is there in time, whatever their way of travel. */
  farthestMetres(seconds: number): number {
    return seconds / Math.min(...Object.values(this.secondsPerMetre));
  }
}
