// Which helpers a kind of case needs, and which it is not for.
import type { AlertKind, ResponderKind, ResponderSkill } from '#libs/contracts';

/** Helpers stay outside; 119 goes in (domain rule 5). */
export const STAY_OUTSIDE: readonly AlertKind[] = ['smoke', 'gas', 'co'];

/** Without training for danger: last where there is fire or gas. */
export const LAYPEOPLE: readonly ResponderKind[] = ['neighbour', 'volunteer', 'nearbyFamily'];

/** The professional among those to whom a P1 is offered at once; the community worker is asked beside them. */
export const RESCUERS: readonly ResponderKind[] = ['stationStaff', 'rescueTeam', 'villageDoctor'];

/** A device that is lost or tampered with is looked after by those whose work it is. */
const TECHNICAL: readonly AlertKind[] = ['deviceLost', 'lowBattery', 'tamper'];
const TECHNICIANS: readonly ResponderKind[] = ['stationStaff', 'communityWorker'];

export function isForKind(helper: ResponderKind, kind: AlertKind): boolean {
  // A call bell inside of an institution never leaves it.
  if (kind === 'nurseCall') return false;
  return !TECHNICAL.includes(kind) || TECHNICIANS.includes(helper);
}

const CARE: readonly ResponderSkill[] = ['firstAid', 'nursing', 'medical'];

/** Any of these is wanted; none: anybody will do. */
export function skillsFor(kind: AlertKind): readonly ResponderSkill[] {
  switch (kind) {
    case 'fall':
      return [...CARE, 'lifting'];
    case 'sos':
    case 'unknownDistress':
    case 'phoneCall':
    case 'vitals':
    case 'inactivity':
    case 'bedExit':
      return CARE;
    case 'smoke':
    case 'gas':
    case 'co':
      return ['fire'];
    case 'missingPerson':
    case 'wandering':
    case 'unitExit':
      return ['search'];
    case 'welfareCheck':
    case 'waterLeak':
    case 'coldHome':
    case 'nurseCall':
    case 'deviceLost':
    case 'lowBattery':
    case 'tamper':
    case 'door':
      return [];
  }
}
