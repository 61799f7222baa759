// The whole demo county as plain data: pure and seeded, the same at every call.
import { placeFleet, type PlacedDevice } from './equipment.ts';
import { buildHelpers, type DemoHelper } from './helpers.ts';
import type { Home } from './homes.ts';
import { buildPopulation, type Elder } from './people.ts';
import { wuyiFigures, type PlanFigures } from './plan-figures.ts';
import { buildTerritory, type Division, type Facility } from './territory.ts';

export const DEMO_SEED = 'wuyi-1';

export interface DemoCounty {
  divisions: Division[];
  facilities: Facility[];
  homes: Home[];
  elders: Elder[];
  devices: PlacedDevice[];
  helpers: DemoHelper[];
}

export function buildDemoCounty(seed: string = DEMO_SEED, figures: PlanFigures = wuyiFigures()): DemoCounty {
  const { divisions, communities, facilities } = buildTerritory(seed, figures);
  const population = buildPopulation(seed, communities);
  return {
    divisions,
    facilities,
    ...population,
    devices: placeFleet(seed, population),
    helpers: buildHelpers(seed, { ...population, communities, facilities }),
  };
}
