// Which presses belong to one emergency (domain rule 4, fold key). Pure: the caller holds the lock that makes it true.
import type { AlertKind, AlertSource, Severity } from '#libs/contracts';

/** A P1 from another source of the same home joins a case whose last press is not further away than this. */
export const SAME_HOME_MS = 30 * 60_000;
/** Three presses within this time raise urgency. */
export const URGENT_MS = 60_000;
export const URGENT_PRESSES = 3;

const P1_KINDS: ReadonlySet<AlertKind> = new Set([
  'sos', 'fall', 'smoke', 'gas', 'co', 'unknownDistress', 'phoneCall', 'missingPerson', 'unitExit',
]); // prettier-ignore
const P3_KINDS: ReadonlySet<AlertKind> = new Set(['nurseCall', 'deviceLost', 'lowBattery', 'tamper', 'door']);

/** The severity that a kind has before anybody judged it. */
export function severityOf(kind: AlertKind): Severity {
  if (P1_KINDS.has(kind)) return 'P1';
  return P3_KINDS.has(kind) ? 'P3' : 'P2';
}

export interface FoldSource {
  elderId: string | null;
  homeId: string | null;
  /** Null where a person raised it. */
  deviceKey: string | null;
  /** For a person's word about nobody who is known: the caller's number (by blind index), or a key of its own. */
  ownKey?: string;
}

/** What it is known by without elder and home: the device, else who called. */
export function ownKeyOf({ deviceKey, ownKey }: Pick<FoldSource, 'deviceKey' | 'ownKey'>): string {
  if (deviceKey !== null) return `device:${deviceKey}`;
  if (ownKey === undefined) throw new Error('a cry for help comes from a device or from a person');
  return ownKey;
}

/** The elder (wearer or only resident), else the home, else the device or the caller. */
export function foldKeyOf(source: FoldSource): string {
  if (source.elderId) return `elder:${source.elderId}`;
  return source.homeId ? `home:${source.homeId}` : ownKeyOf(source);
}

/** A case that is raised or claimed, as far as folding looks at it. */
export interface FoldableCase {
  foldKey: string;
  /** Of the cases that were merged into this one. */
  joinedKeys: readonly string[];
  severity: Severity;
  kind: AlertKind;
  source: AlertSource;
  homeId: string | null;
  deviceKey: string | null;
  /** Elders that presses from the same home added to the case. */
  otherElderIds: readonly string[];
  lastPressAt: Date;
}

export interface FoldablePress extends FoldSource {
  kind: AlertKind;
  source: AlertSource;
  severity: Severity;
  at: Date;
}

/** The open case that this press joins; null if it opens one of its own. P2 and P3 never fold into a P1. */
export function caseOfPress<C extends FoldableCase>(press: FoldablePress, open: Iterable<C>): C | null {
  const key = foldKeyOf(press);
  const { severity } = press;
  let joined: C | null = null;
  let neighbour: C | null = null;
  for (const candidate of open) {
    if (severity !== 'P1') {
      const same = candidate.foldKey === key && candidate.kind === press.kind && candidate.severity === severity;
      if (same && candidate.source === press.source && candidate.deviceKey === press.deviceKey) return candidate;
      continue;
    }
    if (candidate.severity !== 'P1') continue;
    if (candidate.foldKey === key || isItsDevice(press, candidate)) return candidate;
    if (press.elderId && candidate.otherElderIds.includes(press.elderId)) return candidate;
    // After its own case, should there be one: what was merged after it had ended may have opened anew meanwhile.
    if (candidate.joinedKeys.includes(key)) joined ??= candidate;
    const sameHome = press.homeId !== null && candidate.homeId === press.homeId;
    const apart = Math.abs(press.at.getTime() - candidate.lastPressAt.getTime());
    if (sameHome && apart <= SAME_HOME_MS) neighbour ??= candidate;
  }
  return joined ?? neighbour;
}

/** A device without a place has opened the case, and somebody has said since whom it is about. */
const isItsDevice = ({ elderId, homeId, deviceKey }: FoldablePress, open: FoldableCase): boolean =>
  elderId === null && homeId === null && deviceKey !== null && open.deviceKey === deviceKey;

/** True if three of these presses lie within a minute. */
export function isUrgent(times: Date[]): boolean {
  const sorted = times.map((time) => time.getTime()).sort((a, b) => a - b);
  return sorted.some((start, i) => {
    const third = sorted[i + URGENT_PRESSES - 1];
    return third !== undefined && third - start <= URGENT_MS;
  });
}
