// All helpers at one moment, ready to be searched: by place, nearest first, with who is on duty.
import type { LngLat, PersonRef, ResponderKind, ResponderSkill, TravelWay } from '#libs/contracts';
import { HoursClock, type ReadHours } from './agreed-hours.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** A position counts for half an hour; then somebody is where they belong (domain rule 6). */
export const FRESH_MS = 1_800_000;

export interface PooledResponder {
  readonly id: string;
  readonly name: string;
  readonly kind: ResponderKind;
  readonly facility: PersonRef | null;
  readonly divisionCode: string;
  readonly travel: TravelWay;
  readonly skills: readonly ResponderSkill[];
  readonly active: boolean;
  readonly hours: readonly ReadHours[];
  /** Homes that they are paired with, and whether they hold the key. */
  readonly homes: ReadonlyMap<string, boolean>;
  /** Where they are expected: their own place, else their station's. */
  readonly place: LngLat | null;
  readonly onShift: boolean;
  /** Planned duty from now on, in epoch ms. */
  readonly rosters: readonly { from: number; to: number }[];
  /** The latest position of this shift. */
  readonly location: (LngLat & { at: number }) | null;
}

/** What PointGrid of places gives. */
export interface OutwardSearch<T> {
  outward(from: LngLat, visit: (item: T, metres: number) => void, goOn: (doneMetres: number) => boolean): void;
}
export interface Geography {
  grid: <T>(points: Iterable<{ at: LngLat; item: T }>) => OutwardSearch<T>;
  metresBetween: (one: LngLat, other: LngLat) => number;
}

export class ResponderSnapshot {
  readonly all: readonly PooledResponder[];
  private readonly byId: ReadonlyMap<string, PooledResponder>;
  private readonly places: OutwardSearch<PooledResponder>;
  private readonly located: readonly PooledResponder[];
  /** Without a place of their own or of a station. */
  readonly placeless: readonly PooledResponder[];
  private readonly paired = new Map<string, PooledResponder[]>();
  private readonly workers = new Map<string, PooledResponder[]>();

  constructor(
    responders: readonly PooledResponder[],
    private readonly calendar: WorkCalendar,
    private readonly geography: Geography,
  ) {
    this.all = responders;
    this.byId = new Map(responders.map((responder) => [responder.id, responder]));
    this.places = geography.grid(responders.flatMap((item) => (item.place === null ? [] : [{ at: item.place, item }])));
    this.located = responders.filter((responder) => responder.location !== null);
    this.placeless = responders.filter((responder) => responder.place === null);
    for (const responder of responders) {
      for (const homeId of responder.homes.keys()) gather(this.paired, homeId, responder);
      if (responder.kind === 'communityWorker') gather(this.workers, responder.divisionCode, responder);
    }
  }

  /** Those paired with this home, and the workers of this community; each once. */
  ownOnes(homeId: string | null, communityCode: string | null): Iterable<PooledResponder> {
    const paired = homeId === null ? [] : (this.paired.get(homeId) ?? []);
    const workers = communityCode === null ? [] : (this.workers.get(communityCode) ?? []);
    return new Set([...paired, ...workers]);
  }

  /** The same with what has become of the responders `ids`: those that are not in `now` are gone. */
  changed(ids: ReadonlySet<string>, now: readonly PooledResponder[]): ResponderSnapshot {
    const others = this.all.filter((responder) => !ids.has(responder.id));
    return new ResponderSnapshot([...others, ...now], this.calendar, this.geography);
  }

  get(id: string): PooledResponder | undefined {
    return this.byId.get(id);
  }

  at(moment: Date): RespondersNow {
    return new RespondersNow(this, moment, this.calendar, this.places, this.located, this.geography);
  }
}

/** A snapshot with a clock: whose position is fresh, who is on duty. */
export class RespondersNow {
  private readonly now: number;
  private readonly hours: HoursClock;

  constructor(
    private readonly snapshot: ResponderSnapshot,
    moment: Date,
    calendar: WorkCalendar,
    private readonly places: OutwardSearch<PooledResponder>,
    private readonly located: readonly PooledResponder[],
    private readonly geography: Geography,
  ) {
    this.now = moment.getTime();
    this.hours = new HoursClock(moment, calendar);
  }

  get all(): readonly PooledResponder[] {
    return this.snapshot.all;
  }

  /** Whose start nobody knows: outward() does not visit them. */
  get placeless(): readonly PooledResponder[] {
    return this.snapshot.placeless.filter((responder) => !this.isFresh(responder));
  }

  /** Where somebody starts from: a fresh position, else where they are expected; null if neither is known. */
  startOf(responder: PooledResponder): LngLat | null {
    return this.isFresh(responder) ? responder.location : responder.place;
  }

  /**
   * Visits everybody whose start is known, in growing distance (roughly), each once. `goOn`: within how many metres all
   * have been visited by now.
   */
  outward(
    from: LngLat,
    visit: (responder: PooledResponder, metres: number) => void,
    goOn: (doneMetres: number) => boolean,
  ): void {
    for (const responder of this.located) {
      if (this.isFresh(responder) && responder.location) {
        visit(responder, this.geography.metresBetween(from, responder.location));
      }
    }
    this.places.outward(
      from,
      (responder, metres) => {
        if (!this.isFresh(responder)) visit(responder, metres);
      },
      goOn,
    );
  }

  /** Visits those of this home and this community whose start is known, wherever that is. */
  ownOnes(
    of: { homeId: string | null; communityCode: string | null },
    from: LngLat,
    visit: (responder: PooledResponder, metres: number) => void,
  ): void {
    for (const responder of this.snapshot.ownOnes(of.homeId, of.communityCode)) {
      const start = this.startOf(responder);
      if (start) visit(responder, this.geography.metresBetween(from, start));
    }
  }

  isFresh({ location }: PooledResponder): boolean {
    return location !== null && this.now - location.at <= FRESH_MS;
  }

  isStale({ location }: PooledResponder): boolean {
    return location !== null && this.now - location.at > FRESH_MS;
  }

  /** Null without a position. */
  locationAgeSeconds({ location }: PooledResponder): number | null {
    return location === null ? null : Math.max(0, Math.round((this.now - location.at) / 1_000));
  }

  isOnRoster({ rosters }: PooledResponder): boolean {
    for (const { from, to } of rosters) if (from <= this.now && this.now < to) return true;
    return false;
  }

  isWithinHours({ hours }: PooledResponder): boolean {
    return hours.length > 0 && this.hours.isWithin(hours);
  }
}

function gather<K, V>(lists: Map<K, V[]>, key: K, item: V): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
