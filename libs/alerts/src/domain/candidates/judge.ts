// One helper and one case: may they be asked, how good a choice are they, and why. Works without making anything, because it
// is asked of thousands; reasons are told for those who are shown.
import { OWN_HOMES_ONLY, PROFESSIONAL_KINDS, type ReasonAgainst, type ReasonFor, type ResponderKind, type ResponderSkill } from '#libs/contracts'; // prettier-ignore
import type { CaseInNeed, EarlierOffer, Helper, Judged, Surroundings } from './helper.ts';
import { LAYPEOPLE, STAY_OUTSIDE, isForKind, skillsFor } from './who-fits.ts';

/** Somebody who comes late is better than nobody: up to so many times the limit, and after all who are in time. */
export const LATE_FACTOR = 2;
/** Somebody with two tasks is left out; with one they come after all who have none. */
export const MOST_TASKS = 2;

/** What a missing skill and an old position cost, in seconds of way. */
const LACKS_SKILL_SECONDS = 180;
const STALE_SECONDS = 120;
/** Where nobody knows how long it takes: after those of whom it is known. */
const UNKNOWN_SECONDS = 50_000;
const TIER = 100_000;

const has = <T>(list: readonly T[], item: T): boolean => list.includes(item);

export class Judge<H extends Helper> {
  readonly stayOutside: boolean;
  private readonly skills: readonly ResponderSkill[];
  private readonly fitting: ReadonlySet<ResponderKind>;

  constructor(
    private readonly need: CaseInNeed,
    private readonly around: Surroundings<H>,
    kinds: readonly ResponderKind[],
  ) {
    this.stayOutside = has(STAY_OUTSIDE, need.kind);
    this.skills = skillsFor(need.kind);
    this.fitting = new Set(kinds.filter((kind) => isForKind(kind, need.kind)));
  }

  /** Kinds of cases that leave nobody's institution: nobody outside is asked. */
  get isForNobody(): boolean {
    return this.fitting.size === 0;
  }

  /** By a routing service, else estimated; null without a place of the one or the other. */
  seconds(helper: H, metres: number | null): number | null {
    // Mostly there is nothing to look up, and looking up thousands takes time.
    const routed = this.around.routed.size > 0 ? this.around.routed.get(helper.id) : undefined;
    if (routed) return routed.seconds;
    return metres === null ? null : this.around.ways.seconds(metres, helper.travel);
  }

  /** Whether they can be asked at all: none of the reasons that leave somebody out. */
  isUsable(helper: H, seconds: number | null): boolean {
    for (const rule of this.leavingOut) if (rule.holds(helper, seconds)) return false;
    return true;
  }

  /** The lower the better: whole tiers first, then the way with what is missing. */
  key(helper: H, seconds: number | null): number {
    const { helpers } = this.around;
    const lacks = this.lacksSkill(helper) ? LACKS_SKILL_SECONDS : 0;
    const stale = helpers.isStale(helper) ? STALE_SECONDS : 0;
    return this.inTier(helper, seconds, lacks + stale);
  }

  /** As key(), by the way alone: whoever brings the key needs no skill. */
  nearness(helper: H, seconds: number | null): number {
    return this.inTier(helper, seconds, 0);
  }

  private inTier(helper: H, seconds: number | null, more: number): number {
    let tier = this.stayOutside && has(LAYPEOPLE, helper.kind) ? 1 : 0;
    tier = tier * 2 + (this.earlierOf(helper) ? 1 : 0);
    tier = tier * 2 + (seconds !== null && seconds > this.need.limitSeconds ? 1 : 0);
    tier = tier * MOST_TASKS + Math.min(MOST_TASKS - 1, this.around.openTasks.get(helper.id) ?? 0);
    const way = seconds ?? UNKNOWN_SECONDS + this.strangeness(helper) * 1_000;
    return tier * TIER + Math.min(TIER - 1, way + more);
  }

  holdsKey(helper: H): boolean {
    return helper.homes.size > 0 && this.need.homeId !== null && helper.homes.get(this.need.homeId) === true;
  }

  isInTime(seconds: number | null): boolean {
    return seconds !== null && seconds <= this.need.limitSeconds;
  }

  told(helper: H, metres: number | null, isNearest: boolean): Judged<H> {
    const seconds = this.seconds(helper, metres);
    return {
      helper,
      seconds,
      metres: this.around.routed.get(helper.id)?.metres ?? metres,
      openTasks: this.around.openTasks.get(helper.id) ?? 0,
      holdsKey: this.holdsKey(helper),
      locationAgeSeconds: this.around.helpers.locationAgeSeconds(helper),
      reasonsFor: this.reasonsFor(helper, isNearest),
      reasonsAgainst: this.reasonsAgainst(helper, seconds),
    };
  }

  private reasonsFor(helper: H, isNearest: boolean): ReasonFor[] {
    const { helpers, openTasks } = this.around;
    const reasons: ReasonFor[] = [];
    if (isNearest) reasons.push('nearest');
    if (has(PROFESSIONAL_KINDS as readonly ResponderKind[], helper.kind)) reasons.push('professional');
    if (this.skills.length > 0 && !this.lacksSkill(helper)) reasons.push('hasSkill');
    if (this.holdsKey(helper)) reasons.push('holdsKey');
    if (this.isPaired(helper)) reasons.push('knowsElder');
    if (helper.facility !== null && helper.facility.id === this.need.facilityId) reasons.push('sameStation');
    if (helper.onShift) reasons.push('onShift');
    if (helpers.isOnRoster(helper)) reasons.push('onRoster');
    if (helpers.isFresh(helper)) reasons.push('freshLocation');
    if ((openTasks.get(helper.id) ?? 0) === 0) reasons.push('free');
    return reasons;
  }

  private reasonsAgainst(helper: H, seconds: number | null): ReasonAgainst[] {
    const { helpers, openTasks, earlier } = this.around;
    const reasons: ReasonAgainst[] = [];
    for (const { reason, holds } of this.leavingOut) if (holds(helper, seconds)) reasons.push(reason);
    const worse = (reason: ReasonAgainst, holds: boolean): void => {
      if (holds && !reasons.includes(reason)) reasons.push(reason);
    };
    worse('alreadyOffered', earlier.get(helper.id) === 'ended');
    worse('busy', (openTasks.get(helper.id) ?? 0) > 0);
    worse('tooFar', seconds !== null && seconds > this.need.limitSeconds);
    worse('noPlace', helpers.startOf(helper) === null);
    worse('lacksSkill', this.lacksSkill(helper));
    worse('staleLocation', helpers.isStale(helper));
    return reasons;
  }

  /** Each reason that leaves somebody out, once for the ranking and for what is told. */
  private readonly leavingOut: readonly Rule<H>[] = [
    { reason: 'inactive', holds: (helper) => !helper.active },
    { reason: 'notForThisKind', holds: (helper) => this.isNotForThis(helper) },
    { reason: 'tooFar', holds: (_, seconds) => seconds !== null && seconds > LATE_FACTOR * this.need.limitSeconds },
    { reason: 'noPlace', holds: (helper, seconds) => seconds === null && this.strangeness(helper) >= BEYOND },
    { reason: 'offDuty', holds: (helper) => helper.hours.length === 0 && !this.isAvailable(helper) },
    { reason: 'outsideHours', holds: (helper) => helper.hours.length > 0 && !this.isAvailable(helper) },
    { reason: 'alreadyOffered', holds: (helper) => this.earlierOf(helper) === 'open' },
    { reason: 'declinedBefore', holds: (helper) => this.earlierOf(helper) === 'declined' },
    { reason: 'busy', holds: (helper) => (this.around.openTasks.get(helper.id) ?? 0) >= MOST_TASKS },
  ];

  private earlierOf(helper: H): EarlierOffer | undefined {
    return this.around.earlier.size > 0 ? this.around.earlier.get(helper.id) : undefined;
  }

  /** Neighbours and family of other homes, and kinds of helpers that this kind of case is not for. */
  isNotForThis(helper: H): boolean {
    if (!this.fitting.has(helper.kind)) return true;
    return has(OWN_HOMES_ONLY as readonly ResponderKind[], helper.kind) && !this.isPaired(helper);
  }

  /** On shift, or planned for now, or within the hours in which they agreed to be asked. */
  private isAvailable(helper: H): boolean {
    const { helpers } = this.around;
    return helper.onShift || helpers.isWithinHours(helper) || helpers.isOnRoster(helper);
  }

  private isPaired(helper: H): boolean {
    return helper.homes.size > 0 && this.need.homeId !== null && helper.homes.has(this.need.homeId);
  }

  private lacksSkill(helper: H): boolean {
    if (this.skills.length === 0) return false;
    for (const skill of helper.skills) if (has(this.skills, skill)) return false;
    return true;
  }

  /**
   * How little they have to do with the place of a case where nobody can tell the way: 0 paired with the home, then of the
   * same community, the town, the county, and beyond. By codes alone: it only decides who is asked first about the way.
   */
  private strangeness(helper: H): number {
    if (this.isPaired(helper)) return 0;
    // Of a place that is known somebody without a place tells nothing.
    if (this.need.place !== null) return BEYOND;
    const width = WIDTHS.find((digits) => /^0*$/.test(helper.divisionCode.slice(digits))) ?? 12;
    // A stranger's call from nobody knows where: those who serve the whole county go wherever the caller says.
    if (this.need.communityCode === null) return width <= COUNTY ? (STRANGE[COUNTY] ?? BEYOND) : BEYOND;
    return this.need.communityCode.startsWith(helper.divisionCode.slice(0, width))
      ? (STRANGE[width] ?? BEYOND)
      : BEYOND;
  }
}

interface Rule<H> {
  reason: ReasonAgainst;
  holds: (helper: H, seconds: number | null) => boolean;
}

/** Significant digits of a 12-digit code by level, and how strange those are who serve a division of it. */
const WIDTHS = [2, 4, 6, 9, 12];
const COUNTY = 6;
const STRANGE: Readonly<Record<number, number>> = { 12: 1, 9: 2, 6: 3 };
const BEYOND = 4;
