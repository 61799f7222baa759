// Who is called first for which kind of alert, and what everybody must know before they go (domain rule 5), as data. Pure.
import type { AlertKind, RescueAdvice, RescueService } from '#libs/contracts';

export interface RescueDefault {
  /** In the order in which they are called. */
  services: readonly RescueService[];
  /** Holds from the first second. */
  advice: readonly RescueAdvice[];
  /** Holds as long as nobody has heard the person well. */
  unheard: readonly RescueAdvice[];
  /** Helpers stay outside. */
  stayOutside: boolean;
}

const NONE: RescueDefault = { services: [], advice: [], unheard: [], stayOutside: false };
const FIRE: RescueDefault = {
  services: ['119', '120'],
  advice: ['fireFirst', 'talkThemOut', 'helpersStayOutside'],
  unheard: [],
  stayOutside: true,
};
const GAS: RescueDefault = {
  services: ['119', 'gasCompany', '120'],
  advice: ['everyoneOut', 'gasCompanyToo', 'noBellNoSwitch', 'helpersStayOutside'],
  unheard: [],
  stayOutside: true,
};
const BODY: RescueDefault = { ...NONE, services: ['120'], unheard: ['ambulanceWithHelper'] };
const GONE: RescueDefault = { ...NONE, services: ['110'], advice: ['policeIfNotFound'] };

export const RESCUE_DEFAULTS: Readonly<Record<AlertKind, RescueDefault>> = {
  sos: BODY,
  fall: BODY,
  smoke: FIRE,
  gas: GAS,
  co: GAS,
  unknownDistress: BODY,
  phoneCall: BODY,
  missingPerson: GONE,
  welfareCheck: { ...BODY, services: ['120', '110'] },
  wandering: GONE,
  inactivity: BODY,
  bedExit: BODY,
  vitals: BODY,
  waterLeak: NONE,
  coldHome: NONE,
  nurseCall: BODY,
  unitExit: GONE,
  deviceLost: NONE,
  lowBattery: NONE,
  tamper: NONE,
  door: NONE,
};

/** Smoke, gas, carbon monoxide: a helper who goes in is the second victim. */
export const stayOutside = (kind: AlertKind): boolean => RESCUE_DEFAULTS[kind].stayOutside;
