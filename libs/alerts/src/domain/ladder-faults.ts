// What is wrong with an edited set of ladders: gaps, overlaps, steps that go nowhere. Pure; every fault is named.
import { ALERT_KINDS, LADDER_ACTIONS, type AlertKind, type LadderAction, type LadderStep } from '#libs/contracts';
import { FIRST_WITHIN_SECONDS, endsOutside, type Staffing } from './escalation.ts';
import { severityOf } from './same-emergency.ts';

export interface EditedLadder {
  kinds: AlertKind[];
  /** `HH:MM`. */
  from: string;
  to: string;
  staffing: Staffing;
  steps: LadderStep[];
}

export interface LadderFault {
  /** Where: `ladders[0].steps[1].afterSeconds`. */
  field: string;
  reason:
    | 'noSteps' | 'notAscending' | 'unknownAction' | 'twice' | 'tooLate' | 'staysInTheRoom' | 'gap' | 'overlap'
    | 'badTime' | 'unknownKind' | 'neverClimbs' | 'nothingAbove' | 'tooLong'; // prettier-ignore
}

const DAY = 1440;
const LONGEST_SECONDS = 86_400;
const MOST_STEPS = 20;

export const minuteOf = (time: string): number | null => {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
};

/** Empty if the set may be used. `isTop`: it is for the top centre, above which there is no other. */
export function ladderFaults(ladders: readonly EditedLadder[], isTop = false): LadderFault[] {
  return [...ladders.flatMap((ladder, at) => faultsOfOne(ladder, `ladders[${at}]`, isTop)), ...dayFaults(ladders)];
}

function faultsOfOne(ladder: EditedLadder, field: string, isTop: boolean): LadderFault[] {
  const faults: LadderFault[] = [];
  if (minuteOf(ladder.from) === null) faults.push({ field: `${field}.from`, reason: 'badTime' });
  if (minuteOf(ladder.to) === null) faults.push({ field: `${field}.to`, reason: 'badTime' });
  for (const kind of ladder.kinds) {
    if (!ALERT_KINDS.includes(kind)) faults.push({ field: `${field}.kinds`, reason: 'unknownKind' });
    // It would be accepted and passed over: whoever wrote it would believe that somebody is called.
    else if (severityOf(kind) === 'P3') faults.push({ field: `${field}.kinds`, reason: 'neverClimbs' });
  }
  return [...faults, ...stepFaults(ladder, `${field}.steps`, isTop)];
}

function stepFaults({ steps, kinds }: EditedLadder, field: string, isTop: boolean): LadderFault[] {
  const faults: LadderFault[] = [];
  if (steps.length === 0) return [{ field, reason: 'noSteps' }];
  if (steps.length > MOST_STEPS) return [{ field, reason: 'tooLong' }];
  const seen = new Set<LadderAction>();
  steps.forEach((step, at) => {
    const before = steps[at - 1];
    if (!LADDER_ACTIONS.includes(step.action))
      faults.push({ field: `${field}[${at}].action`, reason: 'unknownAction' });
    // Sounding again may repeat; whoever was called once is called no second time by the same ladder.
    if (step.action !== 'ringAgain' && seen.has(step.action))
      faults.push({ field: `${field}[${at}].action`, reason: 'twice' });
    seen.add(step.action);
    if (before && step.afterSeconds < before.afterSeconds) {
      faults.push({ field: `${field}[${at}].afterSeconds`, reason: 'notAscending' });
    }
    if (step.afterSeconds < 1 || step.afterSeconds > LONGEST_SECONDS) {
      faults.push({ field: `${field}[${at}].afterSeconds`, reason: 'tooLong' });
    }
  });
  const forEmergencies = kinds.length === 0 || kinds.some((kind) => severityOf(kind) === 'P1');
  if (!forEmergencies) return faults;
  if ((steps[0]?.afterSeconds ?? 0) > FIRST_WITHIN_SECONDS) {
    faults.push({ field: `${field}[0].afterSeconds`, reason: 'tooLate' });
  }
  if (!endsOutside(steps)) faults.push({ field, reason: 'staysInTheRoom' });
  // Its last moment would call a centre that does not exist.
  else if (
    isTop &&
    !endsOutside(
      steps.filter(({ action }) => action !== 'nextLevelCentre'),
      steps.at(-1)?.afterSeconds,
    )
  )
    faults.push({ field, reason: 'nothingAbove' });
  return faults;
}

/** Each group (kinds and staffing) covers the whole day once; what no group names keeps the ladder from above. */
function dayFaults(ladders: readonly EditedLadder[]): LadderFault[] {
  const faults: LadderFault[] = [];
  const groups = new Map<string, { at: number; ladder: EditedLadder }[]>();
  ladders.forEach((ladder, at) => {
    for (const kind of ladder.kinds.length === 0 ? ['all'] : ladder.kinds) {
      const key = `${ladder.staffing}:${kind}`;
      groups.set(key, [...(groups.get(key) ?? []), { at, ladder }]);
    }
  });
  for (const group of groups.values()) {
    const minutes = new Uint8Array(DAY);
    const overlapping = group.find(({ ladder }) => !mark(minutes, ladder));
    if (overlapping) faults.push({ field: `ladders[${overlapping.at}].from`, reason: 'overlap' });
    else if (minutes.includes(0)) faults.push({ field: `ladders[${group[0]?.at ?? 0}].to`, reason: 'gap' });
  }
  return faults;
}

/** False if one of its minutes is taken already. */
function mark(minutes: Uint8Array, ladder: EditedLadder): boolean {
  const [from, to] = [minuteOf(ladder.from), minuteOf(ladder.to)];
  if (from === null || to === null) return true;
  const length = (to - from + DAY) % DAY || DAY;
  for (let step = 0; step < length; step++) {
    const at = (from + step) % DAY;
    if (minutes[at] === 1) return false;
    minutes[at] = 1;
  }
  return true;
}
