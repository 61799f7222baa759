import { describe, expect, it } from '@jest/globals';
import { TravelEstimate } from './travel-time.ts';

const ASSUMED = { walkingKmh: 4.5, detour: 1.3, mountain: 1.5 };
const minutes = (estimate: TravelEstimate, metres: number, way: 'foot' | 'ebike' | 'car'): number =>
  Math.round(estimate.seconds(metres, way) / 6) / 10;

describe('The estimated way to a home', () => {
  it('is walked with 4.5 km/h and 1.3 times as long as the straight line', () => {
    // 1 km as the crow flies is 1.3 km on foot.
    expect(minutes(new TravelEstimate(ASSUMED, 'urban'), 1_000, 'foot')).toBe(17.3);
    expect(minutes(new TravelEstimate(ASSUMED, null), 1_000, 'foot')).toBe(17.3);
  });

  it('is ridden with 18 km/h on an e-bike, and driven faster', () => {
    const town = new TravelEstimate(ASSUMED, 'town');
    expect(minutes(town, 3_000, 'ebike')).toBe(13);
    expect(minutes(town, 3_000, 'car')).toBeLessThan(13);
  });

  it('takes longer in mountain villages, by the factor that is set', () => {
    expect(minutes(new TravelEstimate(ASSUMED, 'mountain'), 3_000, 'ebike')).toBe(19.5);
    expect(minutes(new TravelEstimate({ ...ASSUMED, mountain: 2 }, 'mountain'), 3_000, 'ebike')).toBe(26);
  });

  it('ends for everybody within the farthest distance that the time allows', () => {
    const town = new TravelEstimate(ASSUMED, 'town');
    const farthest = town.farthestMetres(900);
    const fastest = Math.min(...(['foot', 'ebike', 'car'] as const).map((way) => town.seconds(farthest, way)));
    expect(fastest).toBeCloseTo(900, 6);
  });
});
