// The ladders that ship, by day, where none is kept in a database: for tools and specs that raise cases by themselves.
import { frozenSteps, type Staffing } from '../domain/escalation.ts';
import type { Ladders } from './ladders.ts';

export const shippedLadders = (
  waits = { undisplayedMs: 10_000, repeatMs: 120_000 },
  staffing: Staffing = 'normal',
): Pick<Ladders, 'stepsFor' | 'stepsOfNobody' | 'operatorsOnDuty'> => ({
  stepsFor: ({ kind, severity }) => frozenSteps(null, { kind, severity, minute: 600, staffing }, waits),
  stepsOfNobody: () => null,
  operatorsOnDuty: () => [],
});

/** The same at an hour at which nobody is on duty. */
export const nobodysLadders = (): ReturnType<typeof shippedLadders> => ({
  ...shippedLadders(),
  stepsOfNobody: shippedLadders(undefined, 'lone').stepsFor,
});
