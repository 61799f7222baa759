// The steps at a door that nobody opens, as the phone leads through them. The server decides what may be recorded. Pure.
import { DOOR_STEPS, type DoorResult, type DoorStep, type PhotoView } from '#libs/contracts';

export interface DoneStep {
  step: DoorStep;
  result: DoorResult;
}

/** What a step can come to, the likeliest first. */
export const RESULTS_OF: Readonly<Record<DoorStep, readonly DoorResult[]>> = {
  knock: ['noResult', 'opened', 'notPossible'],
  call: ['noResult', 'opened', 'notPossible'],
  listen: ['noResult', 'done', 'notPossible'],
  keyHolder: ['opened', 'noResult', 'notPossible'],
  keySafe: ['opened', 'noResult', 'notPossible'],
  neighbour: ['noResult', 'opened', 'refused', 'notPossible'],
  guard: ['noResult', 'opened', 'refused', 'notPossible'],
  familyConsent: ['done', 'refused', 'noResult'],
  photoBefore: ['done', 'notPossible'],
  forceEntry: ['opened', 'noResult', 'notPossible'],
  photoAfter: ['done', 'notPossible'],
};

/** Steps that are a photograph. */
export const PHOTO_OF: Readonly<Partial<Record<DoorStep, PhotoView['purpose']>>> = {
  photoBefore: 'doorBefore',
  photoAfter: 'doorAfter',
};

const isDone = (done: readonly DoneStep[], step: DoorStep): boolean =>
  done.some((one) => one.step === step && (one.result === 'done' || one.result === 'opened'));

export const isOpened = (done: readonly DoneStep[]): boolean => done.some(({ result }) => result === 'opened');

/** What is left, in order. Once the door is open nothing is, but for the photograph after it was forced. */
export function stepsLeft(done: readonly DoneStep[]): DoorStep[] {
  if (isDone(done, 'forceEntry')) return isDone(done, 'photoAfter') ? [] : ['photoAfter'];
  if (isOpened(done)) return [];
  const tried = new Set(done.map(({ step }) => step));
  // The family may be asked again, and forcing tried again.
  return DOOR_STEPS.filter((step) => {
    if (step === 'photoAfter') return false;
    if (step === 'familyConsent' || step === 'photoBefore') return !isDone(done, step);
    return step === 'forceEntry' || !tried.has(step);
  });
}

/** The step to propose: the first that was not tried, before one that is tried again. */
export function proposedStep(done: readonly DoneStep[]): DoorStep | null {
  const left = stepsLeft(done);
  return left.find((step) => !done.some((one) => one.step === step)) ?? left[0] ?? null;
}
