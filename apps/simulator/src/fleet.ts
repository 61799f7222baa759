// The devices of the demo county: the one list that the demo loader registers and the simulator signs in with.
import type { DeviceKind } from '#libs/contracts';

export interface FleetDevice {
  key: string;
  kind: DeviceKind;
  /** Running number within its kind, from 1. */
  number: number;
  /** Expected report interval. */
  reportSeconds: number;
  /** Devices of one site are in one home, behind its gateway if it has one; null for what a person wears. */
  site: number | null;
}

/** Worn by four elders who live alone; for people to press, so the simulated town leaves them alone. */
export const NAMED_PENDANTS = ['demo-sos-1', 'demo-sos-2', 'demo-sos-3', 'demo-sos-4'] as const;
/** Has an account at the broker but no row in the registry. */
export const UNREGISTERED_DEVICE = 'demo-sos-5';

/** Known secrets exist in the demo county only; real ones are random and shown once. */
export const demoSecretOf = (deviceKey: string): string => `${deviceKey}-secret`;

const WORN: readonly [kind: DeviceKind, count: number, reportSeconds: number][] = [
  ['pendant', 1_100 - NAMED_PENDANTS.length, 3_600],
  ['sosButton', 400, 21_600],
  ['voiceTerminal', 160, 900],
  ['gpsWatch', 100, 600],
  ['vitalBand', 140, 300],
  ['fallDetector', 60, 1_800],
  ['bedOccupancy', 40, 300],
];

/** Each kind fills the sites from `firstSite` on, so that a site holds a plausible set and the first ones a gateway. */
const INSTALLED: readonly [kind: DeviceKind, count: number, reportSeconds: number, firstSite: number][] = [
  ['gateway', 120, 300, 0],
  ['smoke', 300, 86_400, 0],
  ['motion', 180, 3_600, 0],
  ['door', 120, 21_600, 0],
  ['gas', 140, 21_600, 160],
  ['co', 20, 21_600, 140],
  ['waterLeak', 40, 86_400, 180],
  ['temperature', 20, 1_800, 220],
  ['waterMeter', 20, 3_600, 240],
  ['radar', 40, 300, 260],
];

const keyOf = (kind: DeviceKind, number: number): string => `wy-${kind}-${String(number).padStart(4, '0')}`;

/** All registered devices of the demo county, the named pendants first. Always the same list. */
export function fleet(): FleetDevice[] {
  const named = NAMED_PENDANTS.map((key, at): FleetDevice => ({
    key,
    kind: 'pendant',
    number: at + 1,
    reportSeconds: 3_600,
    site: null,
  }));
  const worn = WORN.flatMap(([kind, count, reportSeconds]) =>
    Array.from({ length: count }, (_, at): FleetDevice => {
      const number = at + 1 + (kind === 'pendant' ? NAMED_PENDANTS.length : 0);
      return { key: keyOf(kind, number), kind, number, reportSeconds, site: null };
    }),
  );
  const installed = INSTALLED.flatMap(([kind, count, reportSeconds, firstSite]) =>
    Array.from({ length: count }, (_, at): FleetDevice => ({
      key: keyOf(kind, at + 1),
      kind,
      number: at + 1,
      reportSeconds,
      site: firstSite + at,
    })),
  );
  return [...named, ...worn, ...installed];
}
