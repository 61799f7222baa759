// What is done at a door that nobody opens, in which order, and what must be there before it is forced (domain rule 5). Pure.
import { DOOR_STEPS, type DoorResult, type DoorStep, type EntryWith, type RescueService } from '#libs/contracts';

export interface DoneDoorStep {
  step: DoorStep;
  result: DoorResult;
}

export interface DoorStand {
  done: readonly DoneDoorStep[];
  /** A photograph of the door as it was found is kept with the case. */
  photoBefore: boolean;
  /** Services that have arrived. */
  present: readonly RescueService[];
}

export interface DoorAttempt extends DoneDoorStep {
  with: EntryWith | null;
}

export type MissingBeforeForce = 'with' | 'photoBefore' | 'familyConsent';
export type DoorRefusal =
  | { code: 'DOOR.NEVER_ALONE'; details: { missing: MissingBeforeForce[] } }
  | { code: 'DOOR.WRONG_ORDER'; details: { after: DoorStep } };

/** The police and the fire brigade may force a door in an emergency by law; a locksmith needs the family's word. */
const BY_LAW: readonly string[] = ['110', '119'];

const isThere = (stand: DoorStand, step: DoorStep): boolean =>
  stand.done.some((one) => one.step === step && (one.result === 'done' || one.result === 'opened'));

/** Somebody has laid hand on the door. */
const wasForced = (stand: DoorStand): boolean =>
  stand.done.some(({ step, result }) => step === 'forceEntry' && result !== 'refused' && result !== 'notPossible');

/** Why this step may not be recorded now; null if it may. Only forcing has conditions: help must never wait for a form. */
export function doorRefusal(stand: DoorStand, next: DoorAttempt): DoorRefusal | null {
  if (next.step === 'photoAfter' && !wasForced(stand)) {
    return { code: 'DOOR.WRONG_ORDER', details: { after: 'forceEntry' } };
  }
  if (next.step !== 'forceEntry') return null;
  const missing = missingBeforeForce(stand, next);
  return missing.length > 0 ? { code: 'DOOR.NEVER_ALONE', details: { missing } } : null;
}

function missingBeforeForce(stand: DoorStand, next: DoorAttempt): MissingBeforeForce[] {
  const missing: MissingBeforeForce[] = [];
  if (next.with === null) missing.push('with');
  // That it was refused or could not be done is history, not an entry.
  if (next.result === 'refused' || next.result === 'notPossible') return missing;
  if (!stand.photoBefore && !isThere(stand, 'photoBefore')) missing.push('photoBefore');
  const lawful = [next.with, ...stand.present].some((who) => who !== null && BY_LAW.includes(who));
  if (!lawful && !isThere(stand, 'familyConsent')) missing.push('familyConsent');
  return missing;
}

/** What is left to be done, in order; nothing once the door is open, but for the photograph after it was forced. */
export function nextDoorSteps(stand: DoorStand): DoorStep[] {
  if (isThere(stand, 'forceEntry')) return isThere(stand, 'photoAfter') ? [] : ['photoAfter'];
  if (stand.done.some(({ result }) => result === 'opened')) return [];
  const tried = new Set(stand.done.map(({ step }) => step));
  return DOOR_STEPS.filter((step) => {
    if (step === 'photoAfter') return false;
    if (step === 'photoBefore') return !stand.photoBefore && !isThere(stand, step);
    // Whoever did not consent or was not reached may be asked again; forcing may be tried again.
    if (step === 'familyConsent') return !isThere(stand, step);
    return step === 'forceEntry' || !tried.has(step);
  });
}
