// What to say to 120, 119 and 110, and what to mind beside it.
import type { RescueService } from './tasks.ts';

/** GET /api/v1/alerts/{id}/rescue-card: read aloud in 20 seconds; every place is filled, "未知" is said. */
export interface RescueCard {
  alertId: string;
  /** Zh-CN sentences in the order in which they are said; none is empty. */
  lines: { part: RescueCardPart; text: string }[];
  /** The same as one text. */
  text: string;
  seconds: number;
  services: RescueService[];
  stayOutside: boolean;
  /** Coded advice beside it, e.g. `callFireFirst`, `everyoneOut`, `noSwitches`, `ambulanceNow`. */
  advice: RescueAdvice[];
  /** True if the console must ask whether 120/119/110 was called. */
  askRescue: boolean;
}
export const RESCUE_CARD_PARTS = [
  'who', 'address', 'access', 'happened', 'conditions', 'medication', 'allergies', 'door', 'present', 'callback',
] as const; // prettier-ignore
export type RescueCardPart = (typeof RESCUE_CARD_PARTS)[number];
export const RESCUE_ADVICE = [
  'fireFirst', 'talkThemOut', 'helpersStayOutside', 'everyoneOut', 'gasCompanyToo', 'noBellNoSwitch',
  'ambulanceWithHelper', 'policeIfNotFound',
] as const; // prettier-ignore
export type RescueAdvice = (typeof RESCUE_ADVICE)[number];
