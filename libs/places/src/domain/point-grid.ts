// Many points by squares of a grid, asked for outward from one place: the nearest of thousands without looking at all.
import type { LngLat } from '#libs/contracts';
import { METRES_PER_DEGREE, narrowing } from './distance.ts';

/** About two kilometres: a few helpers of a county in each, so that few squares are looked at in vain. */
const CELL_DEGREES = 0.02;
const RADIANS = Math.PI / 180;

type Visit<T> = (item: T, metres: number) => void;
type Start = LngLat & { narrowing: number };

export class PointGrid<T> {
  /** Points of one square stand together, as plain numbers: they are gone through without touching anything else. */
  private readonly items: readonly T[];
  private readonly lngs: Float64Array;
  private readonly lats: Float64Array;
  private readonly narrowings: Float64Array;
  /** Where the points of a square begin, and behind them the next one's. */
  private readonly cells = new Map<number, { first: number; end: number; column: number; row: number }>();

  constructor(points: Iterable<{ at: LngLat; item: T }>) {
    const entries = Array.from(points, ({ at, item }) => ({ at, item, column: cellOf(at.lng), row: cellOf(at.lat) }));
    entries.sort((a, b) => a.column - b.column || a.row - b.row);
    this.items = entries.map(({ item }) => item);
    this.lngs = Float64Array.from(entries, ({ at }) => at.lng);
    this.lats = Float64Array.from(entries, ({ at }) => at.lat);
    this.narrowings = Float64Array.from(entries, ({ at }) => narrowing(at));
    entries.forEach(({ column, row }, at) => {
      const cell = this.cells.get(keyOf(column, row));
      if (cell) cell.end = at + 1;
      else this.cells.set(keyOf(column, row), { first: at, end: at + 1, column, row });
    });
  }

  get size(): number {
    return this.items.length;
  }

  /**
   * Visits points in growing squares around `from`, each once with its distance in metres; not in exact order. After each
   * square `goOn` is told within how many metres all have been visited by now; the search ends when it answers false.
   */
  outward(from: LngLat, visit: Visit<T>, goOn: (doneMetres: number) => boolean): void {
    const [column, row] = [cellOf(from.lng), cellOf(from.lat)];
    const start = { ...from, narrowing: narrowing(from) };
    let looked = 0;
    for (let ring = 0; ; ring++) {
      // Empty squares cost time as well: from here on it is cheaper to go through all squares that are left.
      looked += ring === 0 ? 1 : 8 * ring;
      if (looked > this.cells.size) return this.beyond(start, ring, column, row, visit);
      this.visitRing(start, ring, column, row, visit);
      if (!goOn(doneWithin(from, ring))) return;
    }
  }

  private visitRing(from: Start, ring: number, column: number, row: number, visit: Visit<T>): void {
    for (let dy = -ring; dy <= ring; dy++) {
      const step = Math.abs(dy) === ring ? 1 : Math.max(1, 2 * ring);
      for (let dx = -ring; dx <= ring; dx += step) {
        const cell = this.cells.get(keyOf(column + dx, row + dy));
        if (cell) this.visitCell(from, cell.first, cell.end, visit);
      }
    }
  }

  private beyond(from: Start, ring: number, column: number, row: number, visit: Visit<T>): void {
    for (const cell of this.cells.values()) {
      if (Math.max(Math.abs(cell.column - column), Math.abs(cell.row - row)) >= ring) {
        this.visitCell(from, cell.first, cell.end, visit);
      }
    }
  }

  /** Distances as metresBetween() tells them, without the cosine for each. */
  private visitCell(from: Start, first: number, end: number, visit: Visit<T>): void {
    const { items, lngs, lats, narrowings } = this;
    for (let at = first; at < end; at++) {
      const north = ((lats[at] ?? 0) - from.lat) * METRES_PER_DEGREE;
      const east = ((lngs[at] ?? 0) - from.lng) * METRES_PER_DEGREE * ((from.narrowing + (narrowings[at] ?? 0)) / 2);
      visit(items[at] as T, Math.sqrt(north * north + east * east));
    }
  }
}

const cellOf = (degrees: number): number => Math.floor(degrees / CELL_DEGREES);
/** Columns run from -9 000 to 9 000, rows from -4 500 to 4 500. */
const keyOf = (column: number, row: number): number => column * 65_536 + row;

/** Squares get narrower towards the poles: the narrowest of this ring counts. */
function doneWithin(from: LngLat, ring: number): number {
  const farthestLat = Math.min(89, Math.abs(from.lat) + (ring + 1) * CELL_DEGREES);
  // A little less than a degree is, so that rounding never promises too much.
  return ring * CELL_DEGREES * (METRES_PER_DEGREE - 200) * Math.cos(farthestLat * RADIANS);
}
