// What ranking asks of helpers, of the case and of the ways between them.
import type {
  AlertKind, ReasonAgainst, ReasonFor, ResponderKind, ResponderSkill, Severity, TravelWay,
} from '#libs/contracts'; // prettier-ignore

export interface Helper {
  readonly id: string;
  readonly kind: ResponderKind;
  readonly divisionCode: string;
  readonly facility: { readonly id: string } | null;
  readonly travel: TravelWay;
  readonly skills: readonly ResponderSkill[];
  readonly active: boolean;
  readonly onShift: boolean;
  readonly hours: { readonly length: number };
  /** Homes that they are paired with, and whether they hold the key. */
  readonly homes: ReadonlyMap<string, boolean>;
}

/** Everybody who helps, as they are at this moment. */
export interface Helpers<H extends Helper> {
  readonly all: readonly H[];
  /** Whose start nobody knows. */
  readonly placeless: readonly H[];
  /** Visits everybody whose start is known, farther ones later; `goOn`: within how many metres all have been visited. */
  outward(
    from: { lng: number; lat: number },
    visit: (helper: H, metres: number) => void,
    goOn: (doneMetres: number) => boolean,
  ): void;
  /** Visits those paired with this home and the workers of this community whose start is known, wherever that is. */
  ownOnes(
    of: { homeId: string | null; communityCode: string | null },
    from: { lng: number; lat: number },
    visit: (helper: H, metres: number) => void,
  ): void;
  startOf(helper: H): object | null;
  isOnRoster(helper: H): boolean;
  isWithinHours(helper: H): boolean;
  isFresh(helper: H): boolean;
  /** There is a position, too old to count. */
  isStale(helper: H): boolean;
  locationAgeSeconds(helper: H): number | null;
}

export interface CaseInNeed {
  kind: AlertKind;
  severity: Severity;
  homeId: string | null;
  facilityId: string | null;
  communityCode: string | null;
  /** Of the home, else of the case; null if nobody knows. */
  place: { lng: number; lat: number } | null;
  /** Within which somebody should be there. */
  limitSeconds: number;
}

/** How this case stands with a helper: `open` offers wait or are being worked on, `ended` ones expired, were recalled or are done. */
export type EarlierOffer = 'open' | 'declined' | 'ended';

export interface Ways {
  /** Of a straight line of so many metres. */
  seconds(metres: number, way: TravelWay): number;
  /** How far away somebody can be who is there in so many seconds by the fastest way of travel. */
  farthestMetres(seconds: number): number;
}

export interface Surroundings<H extends Helper> {
  helpers: Helpers<H>;
  ways: Ways;
  /** Times that a routing service told, by helper; they count before estimates. */
  routed: ReadonlyMap<string, { seconds: number; metres: number | null }>;
  openTasks: ReadonlyMap<string, number>;
  earlier: ReadonlyMap<string, EarlierOffer>;
  /** To how many a P1 is offered at once. */
  parallelOffers: number;
  /** How many are told; without a limit everybody is. */
  most?: { candidates: number; leftOut: number };
}

export interface Judged<H extends Helper> {
  helper: H;
  seconds: number | null;
  metres: number | null;
  openTasks: number;
  holdsKey: boolean;
  locationAgeSeconds: number | null;
  reasonsFor: ReasonFor[];
  reasonsAgainst: ReasonAgainst[];
}

export interface Ranking<H extends Helper> {
  mode: 'parallel' | 'sequence';
  /** The first is preselected. */
  candidates: Judged<H>[];
  /** Ids of candidates, in their order: who gets the offer. */
  proposed: string[];
  leftOut: Judged<H>[];
  nobodyInReach: boolean;
  stayOutside: boolean;
}
