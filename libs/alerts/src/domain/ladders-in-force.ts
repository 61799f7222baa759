// What ships and what holds for whom, as rows to be shown: an editor that shows nothing hides what really happens. Pure.
import { ALERT_KINDS, type AlertKind, type LadderStep, type ShippedLadder } from '#libs/contracts';
import { ladderOf, shippedSteps, type Ladder, type Staffing } from './escalation.ts';
import { severityOf } from './same-emergency.ts';

/** Severities that climb; technical cases (P3) are only brought to mind. */
const CLIMBING = ['P1', 'P2'] as const;
type Climbing = (typeof CLIMBING)[number];

const kindsOf = (severity: Climbing): AlertKind[] => ALERT_KINDS.filter((kind) => severityOf(kind) === severity);

export const shippedRows = (): ShippedLadder[] =>
  CLIMBING.flatMap((severity) =>
    (['normal', 'lone'] as const).map((staffing) => ({
      severity,
      kinds: kindsOf(severity),
      from: '00:00',
      to: '00:00',
      staffing,
      steps: [...shippedSteps(severity, staffing)],
    })),
  );

export interface LaddersOfDivision {
  code: string;
  ladders: readonly Ladder[];
}

export interface Rule {
  severity: Climbing;
  kinds: AlertKind[];
  /** Null: what ships. */
  from: { ladderId: string; divisionCode: string } | null;
  steps: readonly LadderStep[];
}

/** What a case of each kind would climb that was raised now; `sets` nearest division first. Kinds with one ladder together. */
export function rulesNow(sets: readonly LaddersOfDivision[], now: { minute: number; staffing: Staffing }): Rule[] {
  const rules = new Map<string, Rule>();
  for (const severity of CLIMBING) {
    for (const kind of kindsOf(severity)) {
      const ladder = ladderOf(
        sets.map(({ ladders }) => ladders),
        { kind, severity, ...now },
      );
      const key = `${severity} ${ladder?.id ?? 'shipped'}`;
      const known = rules.get(key);
      if (known) known.kinds.push(kind);
      else rules.set(key, { severity, kinds: [kind], ...whose(sets, ladder, severity, now.staffing) });
    }
  }
  return [...rules.values()];
}

function whose(
  sets: readonly LaddersOfDivision[],
  ladder: Ladder | null,
  severity: Climbing,
  staffing: Staffing,
): Pick<Rule, 'from' | 'steps'> {
  const owner = ladder && sets.find(({ ladders }) => ladders.includes(ladder));
  if (!ladder || !owner) return { from: null, steps: shippedSteps(severity, staffing) };
  return { from: { ladderId: ladder.id, divisionCode: owner.code }, steps: ladder.steps };
}
