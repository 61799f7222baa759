// The grid finds what a look at every point would find.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LngLat } from '#libs/contracts';
import { metresBetween } from './distance.ts';
import { PointGrid } from './point-grid.ts';

const somewhere = fc.record({
  lng: fc.double({ min: 119, max: 120.5, noNaN: true }),
  lat: fc.double({ min: 28, max: 30, noNaN: true }),
});

/** On the sphere, for comparison. */
function haversine(one: LngLat, other: LngLat): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [north, east] = [radians(other.lat - one.lat), radians(other.lng - one.lng)];
  const a =
    Math.sin(north / 2) ** 2 + Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * Math.sin(east / 2) ** 2;
  return 2 * 6_371_000 * Math.asin(Math.sqrt(a));
}

describe('A distance', () => {
  it('is that on the sphere, to a thousandth', () => {
    fc.assert(
      fc.property(somewhere, somewhere, (one, other) => {
        const real = haversine(one, other);
        expect(Math.abs(metresBetween(one, other) - real)).toBeLessThanOrEqual(real / 1_000 + 0.01);
      }),
    );
  });
});

describe('A grid of points', () => {
  it('visits every point exactly once if nobody stops it', () => {
    fc.assert(
      fc.property(fc.array(somewhere, { maxLength: 60 }), somewhere, (points, from) => {
        const grid = new PointGrid(points.map((at, item) => ({ at, item })));
        const seen: number[] = [];
        grid.outward(from, (item) => seen.push(item), () => true); // prettier-ignore
        expect(seen.sort((a, b) => a - b)).toEqual(points.map((_, item) => item));
      }),
    );
  });

  it('has visited all within the distance that it says it has done', () => {
    fc.assert(
      fc.property(
        fc.array(somewhere, { minLength: 1, maxLength: 80 }),
        somewhere,
        fc.integer({ min: 100, max: 30_000 }),
        (points, from, wanted) => {
          const grid = new PointGrid(points.map((at, item) => ({ at, item })));
          const seen = new Set<number>();
          grid.outward(
            from,
            (item, metres) => {
              expect(metres).toBeCloseTo(metresBetween(from, points[item] ?? from), 6);
              seen.add(item);
            },
            (done) => done < wanted,
          );
          const missed = points.filter((at, item) => !seen.has(item) && metresBetween(from, at) < wanted);
          expect(missed).toEqual([]);
        },
      ),
    );
  });

  it('stops when it is told to, and is no trouble when it is empty', () => {
    const grid = new PointGrid(
      Array.from({ length: 500 }, (_, n) => ({ at: { lng: 119.01 + n / 50, lat: 29 }, item: n })),
    );
    const seen: number[] = [];
    grid.outward({ lng: 119.012, lat: 29.012 }, (item) => seen.push(item), () => false); // prettier-ignore
    expect(seen).toEqual([0]);
    new PointGrid<number>([]).outward({ lng: 0, lat: 0 }, (item) => seen.push(item), () => true); // prettier-ignore
    expect(seen).toEqual([0]);
  });
});
