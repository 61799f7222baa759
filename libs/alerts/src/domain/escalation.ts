// Which steps a waiting case climbs (domain rule 5): chosen by division, kind, time of day and staffing, frozen when it is
// raised. Pure.
import type { AlertKind, LadderAction, LadderStep, Severity } from '#libs/contracts';

export type Staffing = 'normal' | 'lone';

/** A ladder as it is kept; without kinds it is for emergencies of all kinds that have none of their own. */
export interface Ladder {
  id: string;
  kinds: readonly AlertKind[];
  /** Minutes of the local day; equal means the whole day, and a later `from` reaches over midnight. */
  fromMinute: number;
  toMinute: number;
  staffing: Staffing;
  steps: readonly LadderStep[];
}

/** What is written beside the case, due so long after it began to wait. */
export interface FrozenStep {
  kind: 'undisplayed' | 'undisplayedPhone' | LadderStep['action'] | 'remind';
  afterMs: number;
}

export interface Waiting {
  kind: AlertKind;
  severity: Severity;
  /** Minute of the local day at which it is raised. */
  minute: number;
  staffing: Staffing;
}

export interface Waits {
  undisplayedMs: number;
  /** After the last step consoles sound again at this interval. */
  repeatMs: number;
}

const P1_BY_DAY: readonly LadderStep[] = [
  { afterSeconds: 30, action: 'ringAgain' },
  { afterSeconds: 60, action: 'supervisor' },
  { afterSeconds: 180, action: 'nextLevelCentre' },
  { afterSeconds: 180, action: 'dutyPhone' },
];
/** Fewer than two operators on duty, or no supervisor. */
const P1_ALONE: readonly LadderStep[] = [
  { afterSeconds: 30, action: 'operatorMobile' },
  { afterSeconds: 45, action: 'dutyPhone' },
  { afterSeconds: 90, action: 'neighbouringCentre' },
  { afterSeconds: 120, action: 'autoOffer' },
];
const P2: readonly LadderStep[] = [
  { afterSeconds: 120, action: 'ringAgain' },
  { afterSeconds: 300, action: 'supervisor' },
];
/** The technical queue is only brought to mind. */
const P3_REMIND_MS = 3_600_000;
/** The duty phone is called where three times the wait for a console has passed (10 s and 30 s as shipped). */
const PHONE_AFTER_WAITS = 3;

/** The ladder that ships, for everybody who has none of their own. */
export function shippedSteps(severity: Severity, staffing: Staffing): readonly LadderStep[] {
  switch (severity) {
    case 'P1':
      return staffing === 'lone' ? P1_ALONE : P1_BY_DAY;
    case 'P2':
      return P2;
    case 'P3':
      return [];
  }
}

export const covers = (ladder: Pick<Ladder, 'fromMinute' | 'toMinute'>, minute: number): boolean =>
  ladder.fromMinute < ladder.toMinute
    ? minute >= ladder.fromMinute && minute < ladder.toMinute
    : minute >= ladder.fromMinute || minute < ladder.toMinute;

/** The first step of an emergency is never later than this. */
export const FIRST_WITHIN_SECONDS = 60;
/** Steps that reach somebody who does not sit at the consoles that have not answered. */
export const LEAVES_THE_ROOM: readonly LadderAction[] = [
  'dutyPhone',
  'nextLevelCentre',
  'neighbouringCentre',
  'autoOffer',
];

/** Whether the last moment of a ladder reaches somebody who does not sit there. */
export const endsOutside = (steps: readonly LadderStep[], lastSeconds = steps.at(-1)?.afterSeconds): boolean =>
  steps.some((step) => step.afterSeconds === lastSeconds && LEAVES_THE_ROOM.includes(step.action));

/** A ladder for kinds that are minor by themselves may be too mild for the one case that is an emergency. */
const isFitFor = (severity: Severity, { steps }: Ladder): boolean =>
  severity !== 'P1' || ((steps[0]?.afterSeconds ?? Infinity) <= FIRST_WITHIN_SECONDS && endsOutside(steps));

/**
 * The first of `sets` (nearest division first) that has a ladder for it; one for the kind goes before one for all. What no
 * ladder names keeps what ships: a minor case never climbs the emergency's ladder because a division wrote one.
 */
export function ladderOf(sets: Iterable<readonly Ladder[]>, waiting: Waiting): Ladder | null {
  for (const ladders of sets) {
    const now = ladders.filter((one) => one.staffing === waiting.staffing && covers(one, waiting.minute));
    const named = now.find((one) => one.kinds.includes(waiting.kind) && isFitFor(waiting.severity, one));
    const forAll = waiting.severity === 'P1' ? now.find((one) => one.kinds.length === 0) : undefined;
    const found = named ?? forAll;
    if (found) return found;
  }
  return null;
}

/** All steps of a case from the moment at which it begins to wait, the last of which repeats: it never waits for nothing. */
export function frozenSteps(ladder: Ladder | null, waiting: Waiting, waits: Waits): FrozenStep[] {
  // Technical cases keep out of the alarm's way, whatever a ladder that names their kind says.
  const steps = waiting.severity === 'P3' ? [] : (ladder?.steps ?? shippedSteps(waiting.severity, waiting.staffing));
  const last = Math.max(0, ...steps.map((step) => step.afterSeconds * 1000));
  return [
    { kind: 'undisplayed', afterMs: waits.undisplayedMs },
    ...(waiting.severity === 'P1'
      ? [{ kind: 'undisplayedPhone' as const, afterMs: PHONE_AFTER_WAITS * waits.undisplayedMs }]
      : []),
    ...steps.map(({ action, afterSeconds }) => ({ kind: action, afterMs: afterSeconds * 1000 })),
    { kind: 'remind', afterMs: waiting.severity === 'P3' ? P3_REMIND_MS : last + waits.repeatMs },
  ];
}
