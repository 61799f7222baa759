// OSRM's table service over HTTP: how long several people take to one place. Protocol: OSRM 5, docs/http.md, "Table service".
import type { LngLat, TravelWay } from '#libs/contracts';

export interface Routed {
  seconds: number;
  /** Along the way; null where the server does not tell. */
  metres: number | null;
}

/** OSRM's own three profiles; a server for one of them alone answers all three names with it (see isPlausible). */
const PROFILES: Readonly<Record<TravelWay, string>> = { foot: 'foot', ebike: 'bike', car: 'car' };

/** Faster than this between two places (as the crow flies) is nobody on that way of travel. */
const TOP_KMH: Readonly<Record<TravelWay, number>> = { foot: 8, ebike: 35, car: 150 };

/** Places are rounded to about 10 m: enough for minutes. */
const coordinate = ({ lng, lat }: LngLat): string => `${lng.toFixed(4)},${lat.toFixed(4)}`;

export function tableUrl(base: string, way: TravelWay, from: readonly LngLat[], to: LngLat): string {
  const places = [to, ...from].map(coordinate).join(';');
  const sources = from.map((_, at) => at + 1).join(';');
  return (
    `${base.replace(/\/+$/, '')}/table/v1/${PROFILES[way]}/${places}` +
    `?sources=${sources}&destinations=0&annotations=duration,distance`
  );
}

/** One for each source, null where there is no way. Throws if this is no answer to the question. */
export function readTable(body: unknown, count: number): (Routed | null)[] {
  if (!isObject(body)) throw new Error('the routing service answered with no object');
  if (body['code'] !== 'Ok') throw new Error(`the routing service answered ${shortCode(body['code'])}`);
  const durations = columnOf(body['durations'], count);
  // Servers before 5.18 tell no distances.
  const distances = body['distances'] === undefined ? null : columnOf(body['distances'], count);
  return durations.map((seconds, at) => (seconds === null ? null : { seconds, metres: distances?.[at] ?? null }));
}

/** False if nobody can be that fast: the server was made for another way of travel. */
export const isPlausible = (seconds: number, straightMetres: number, way: TravelWay): boolean =>
  // A place may be moved to the next road, which is some way off.
  Math.max(0, straightMetres - 500) * 3.6 <= seconds * TOP_KMH[way];

function columnOf(table: unknown, count: number): (number | null)[] {
  if (!Array.isArray(table) || table.length !== count) throw new Error('the routing service answered another table');
  return table.map((row: unknown) => {
    const value: unknown = Array.isArray(row) && row.length === 1 ? row[0] : undefined;
    if (value === null) return null;
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
    throw new Error('the routing service answered what is no time');
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shortCode = (code: unknown): string =>
  typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : 'without a code';
