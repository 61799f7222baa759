// Builders for specs of candidates: a helper, everybody who helps, and the way to the home.
import type { AgreedHours } from '#libs/contracts';
import { PointGrid, TravelEstimate, metresBetween } from '#libs/places';
import { ResponderSnapshot, WorkCalendar, readHours, type PooledResponder } from '#libs/staff';
import type { CaseInNeed, Surroundings } from '../domain/candidates.ts';

export const HOME = { lng: 119.81, lat: 28.89 };
export const HOME_ID = 'home';
/** A Wednesday, ten in the morning. */
export const NOW = new Date('2026-03-04T10:00:00+08:00');
export const ALWAYS: AgreedHours[] = [{ days: 'all', from: '00:00', to: '00:00' }];

/** So many metres east of the home. */
export const east = (metres: number): { lng: number; lat: number } => ({
  lng: HOME.lng + metres / (111_195 * Math.cos((HOME.lat * Math.PI) / 180)),
  lat: HOME.lat,
});

export type HelperLike = Omit<Partial<PooledResponder>, 'hours'> & { id: string; hours?: AgreedHours[] };

/** On foot, 300 m away, always to be asked; what is not told is nothing special. */
export const aHelper = ({ hours = ALWAYS, ...over }: HelperLike): PooledResponder => ({
  name: over.id,
  kind: 'stationStaff',
  facility: null,
  divisionCode: '330723002001',
  travel: 'foot',
  skills: [],
  active: true,
  homes: new Map(),
  place: east(300),
  onShift: false,
  rosters: [],
  location: null,
  ...over,
  hours: hours.map(readHours),
});

export const snapshotOf = (helpers: readonly PooledResponder[]): ResponderSnapshot =>
  new ResponderSnapshot(helpers, new WorkCalendar(), { grid: (points) => new PointGrid(points), metresBetween });

export const aNeed = (over: Partial<CaseInNeed> = {}): CaseInNeed => ({
  kind: 'sos',
  severity: 'P1',
  homeId: HOME_ID,
  facilityId: null,
  communityCode: '330723002001',
  place: HOME,
  limitSeconds: 900,
  ...over,
});

export const around = (
  helpers: readonly PooledResponder[],
  over: Partial<Surroundings<PooledResponder>> & { at?: Date } = {},
): Surroundings<PooledResponder> => ({
  helpers: snapshotOf(helpers).at(over.at ?? NOW),
  ways: new TravelEstimate({ walkingKmh: 4.5, detour: 1.3, mountain: 1.5 }, 'urban'),
  routed: new Map(),
  openTasks: new Map(),
  earlier: new Map(),
  parallelOffers: 3,
  ...over,
});
