// What the county's plan says it has: the figures that the demo county reproduces, read from the plans and never copied.
import plans from './plans.json' with { type: 'json' };

export interface PlanFigures {
  communities: number;
  villages: number;
  /** How many facilities of each type. */
  facilities: Record<string, number>;
  /** Share of villages with a home care centre, as published. */
  villageCoverage: number;
}

/** Care institutions are not counted in the plan; the issue asks for 18 with made-up names. */
export const CARE_INSTITUTIONS = 18;

/** 武义县 at the end of 2020; throws if the plans no longer name it. */
export function wuyiFigures(): PlanFigures {
  const wuyi = plans.regions.find((region) => region.key === 'wuyi');
  const { units, base } = wuyi ?? {};
  if (!units?.communities || !units.villages || !base?.facilities || !base.villageCoverage) {
    throw new Error('plans.json has no whole figures of wuyi');
  }
  const facilities = Object.entries(base.facilities).filter(
    (entry): entry is [string, number] => entry[1] !== undefined,
  );
  return {
    communities: units.communities,
    villages: units.villages,
    facilities: Object.fromEntries(facilities),
    villageCoverage: base.villageCoverage.value,
  };
}
