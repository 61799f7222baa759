// Ladders of one division as they are edited, the order that they become, and where its faults are shown. Pure.
import { LADDER_ACTIONS, type AlertKind, type LadderAction, type LadderView } from '#libs/contracts';

export interface StepRow {
  afterSeconds: number | '';
  action: LadderAction;
}
export interface LadderRow {
  key: number;
  kinds: AlertKind[];
  from: string;
  to: string;
  staffing: LadderView['staffing'];
  steps: StepRow[];
}
export type LadderOrder = Pick<LadderView, 'kinds' | 'from' | 'to' | 'staffing' | 'steps'>;
export interface LadderFault {
  field: string;
  reason: string;
}

let made = 0;
const nextKey = (): number => (made += 1);

export const rowsOf = (ladders: readonly LadderView[]): LadderRow[] =>
  ladders.map(({ kinds, from, to, staffing, steps }) => ({
    key: nextKey(), kinds: [...kinds], from, to, staffing, steps: steps.map((step) => ({ ...step })),
  })); // prettier-ignore

export const newRow = (): LadderRow => ({
  key: nextKey(), kinds: [], from: '00:00', to: '00:00', staffing: 'normal', steps: [newStep([])],
}); // prettier-ignore

/** A minute after the last one, with an action that is not there yet. */
export function newStep(steps: readonly StepRow[]): StepRow {
  const last = steps.at(-1)?.afterSeconds;
  const action = LADDER_ACTIONS.find((one) => !steps.some((step) => step.action === one)) ?? 'supervisor';
  return { afterSeconds: typeof last === 'number' ? last + 60 : 30, action };
}

/** What this page can see by itself: an empty time. */
export const localFaults = (rows: readonly LadderRow[]): LadderFault[] =>
  rows.flatMap(({ steps }, row) =>
    steps.flatMap(({ afterSeconds }, step) =>
      Number.isInteger(afterSeconds) && Number(afterSeconds) >= 0
        ? []
        : [{ field: `ladders[${row}].steps[${step}].afterSeconds`, reason: 'notWhole' }],
    ),
  );

export const orderOf = (rows: readonly LadderRow[]): LadderOrder[] =>
  rows.map(({ kinds, from, to, staffing, steps }) => ({
    kinds, from, to, staffing, steps: steps.map(({ afterSeconds, action }) => ({ afterSeconds: Number(afterSeconds), action })),
  })); // prettier-ignore

/** Whether the rows would become other ladders than those that they came from. */
export const isEdited = (rows: readonly LadderRow[], from: readonly LadderView[]): boolean =>
  JSON.stringify(orderOf(rows)) !== JSON.stringify(orderOf(rowsOf(from)));

/** The faults that a refusal names; none if it names none that can be read. */
export function faultsIn(details: Readonly<Record<string, unknown>>): LadderFault[] {
  const named = details['faults'];
  if (!Array.isArray(named)) return [];
  return named.filter(
    (one): one is LadderFault =>
      typeof one === 'object' && one !== null && typeof one.field === 'string' && typeof one.reason === 'string',
  );
}

/** Fields with a place of their own on the page. */
const PLACED = /^ladders\[\d+\]\.(kinds|from|to|staffing|steps|steps\[\d+\]\.(afterSeconds|action))$/;

/** The reasons to be shown at a field, e.g. `ladders[0].from`; faults of parts of it without a place come along. */
export const reasonsAt = (faults: readonly LadderFault[], field: string): string[] => [
  ...new Set(
    faults
      .filter((one) => one.field === field || (!PLACED.test(one.field) && one.field.startsWith(`${field}[`)))
      .map(({ reason }) => reason),
  ),
];

/** Faults of a whole row, and what belongs to no row. */
export const reasonsOfRow = (faults: readonly LadderFault[], row: number): string[] =>
  faults.filter(({ field }) => field === `ladders[${row}]`).map(({ reason }) => reason);
export const reasonsOfSet = (faults: readonly LadderFault[]): string[] => [
  ...new Set(faults.filter(({ field }) => !field.startsWith('ladders[')).map(({ reason }) => reason)),
];
