// Who can go (domain rule 6): everybody near is judged once, nearest first, and the best are told with their reasons.
import { RESPONDER_KINDS } from '#libs/contracts';
import type { CaseInNeed, Helper, Judged, Ranking, Surroundings } from './candidates/helper.ts';
import { Judge, LATE_FACTOR } from './candidates/judge.ts';
import { Shortlist, isBefore } from './candidates/shortlist.ts';
import { LAYPEOPLE, RESCUERS } from './candidates/who-fits.ts';

export type * from './candidates/helper.ts';

interface Entry<H> {
  key: number;
  id: string;
  helper: H;
  metres: number | null;
  seconds: number | null;
}

/** Left out for being of another home, or no helper for this kind of case: the least worth being told. */
const NOT_ASKED = 1e9;
/** No distance: after all that have one. */
const NOWHERE = 1e8;

export function rankCandidates<H extends Helper>(need: CaseInNeed, around: Surroundings<H>): Ranking<H> {
  const search = new Search(need, around);
  search.run();
  return search.ranking();
}

class Search<H extends Helper> {
  private readonly judge: Judge<H>;
  private readonly usable: Shortlist<Entry<H>>;
  private readonly others: Shortlist<Entry<H>>;
  private nearest: Entry<H> | null = null;
  private rescuer: Entry<H> | null = null;
  /** More than one: the nearest may be the professional or the worker anyway. */
  private readonly keyHolders = new Shortlist<Entry<H>>(3);
  private worker: Entry<H> | null = null;
  private isSomebodyInTime = false;

  constructor(
    private readonly need: CaseInNeed,
    private readonly around: Surroundings<H>,
  ) {
    this.judge = new Judge(need, around, RESPONDER_KINDS);
    this.usable = new Shortlist(around.most?.candidates ?? Number.POSITIVE_INFINITY);
    this.others = new Shortlist(around.most?.leftOut ?? Number.POSITIVE_INFINITY);
  }

  run(): void {
    const { helpers, ways } = this.around;
    const { place, limitSeconds } = this.need;
    if (place === null) {
      for (const helper of helpers.all) this.look(helper, null);
      return;
    }
    const reach = ways.farthestMetres(LATE_FACTOR * limitSeconds);
    // They count however far away they are; everybody else only if nobody nearer is as good.
    helpers.ownOnes(this.need, place, (helper, metres) => this.look(helper, metres));
    helpers.outward(
      place,
      (helper, metres) => {
        if (!this.isOwn(helper)) this.look(helper, metres);
      },
      // Whoever comes later is too far away or no better than those who are known, and farther than all that are told.
      (done) => (done < reach && !this.isSettled(done)) || this.farthestToTell > done,
    );
    for (const helper of helpers.placeless) this.look(helper, null);
  }

  ranking(): Ranking<H> {
    const isParallel = this.need.severity === 'P1';
    const proposed = isParallel ? this.together() : this.usable.best;
    const ids = new Set(proposed.map((entry) => entry.id));
    // What is offered comes first: the preselected one is always among them.
    const order = [...proposed, ...this.usable.best.filter((entry) => !ids.has(entry.id))];
    const told = ({ helper, metres, id }: Entry<H>): Judged<H> =>
      this.judge.told(helper, metres, id === this.nearest?.id);
    return {
      mode: isParallel ? 'parallel' : 'sequence',
      candidates: order.map(told),
      proposed: proposed.map((entry) => entry.id),
      leftOut: this.others.best.map(told),
      nobodyInReach: isParallel && !this.isSomebodyInTime,
      stayOutside: this.judge.stayOutside,
    };
  }

  private look(helper: H, metres: number | null): void {
    const seconds = this.judge.seconds(helper, metres);
    if (this.cannotMatter(helper, metres, seconds)) return;
    if (this.judge.isUsable(helper, seconds)) this.takeUsable(helper, metres, seconds);
    else {
      const key = (metres ?? NOWHERE) + (this.judge.isNotForThis(helper) ? NOT_ASKED : 0);
      if (this.others.mayTake(key)) this.others.take({ key, id: helper.id, helper, metres, seconds });
    }
  }

  /** Paired with the home, or a worker of its community: visited before all others. */
  private isOwn({ kind, homes, divisionCode }: H): boolean {
    const { homeId, communityCode } = this.need;
    if (homes.size > 0 && homeId !== null && homes.has(homeId)) return true;
    return kind === 'communityWorker' && divisionCode === communityCode;
  }

  /** Nobody farther away is told as left out. */
  private get farthestToTell(): number {
    // Where nobody may be asked at all, the others are told in the order of their distance.
    return this.judge.isForNobody ? this.others.limit - NOT_ASKED : this.others.limit;
  }

  /** Nobody beyond so many metres can be told as a candidate or lead: even by the fastest way they come after all these. */
  private isSettled(done: number): boolean {
    const { ways, routed } = this.around;
    if (this.judge.isForNobody) return true;
    // A routing service may know a faster way than any estimate.
    if (routed.size > 0) return false;
    let worst = this.usable.limit;
    if (this.need.severity === 'P1') {
      const { rescuer, worker } = this;
      if (rescuer === null || worker === null) return false;
      worst = Math.max(worst, rescuer.key, this.isOwn(worker.helper) ? 0 : worker.key);
    }
    return ways.farthestMetres(worst) <= done;
  }

  /**
   * Most of a city: too far to be told as a candidate or as left out, and to be the best for anything. No key is below the
   * seconds of the way.
   */
  private cannotMatter(helper: H, metres: number | null, seconds: number | null): boolean {
    if (metres === null || seconds === null) return false;
    if (seconds <= this.usable.limit || metres <= this.others.limit) return false;
    const { kind, homes } = helper;
    if (homes.size > 0 || kind === 'communityWorker') return false;
    return !RESCUERS.includes(kind) || (this.rescuer !== null && this.rescuer.key < seconds);
  }

  private takeUsable(helper: H, metres: number | null, seconds: number | null): void {
    if (this.judge.isInTime(seconds)) this.isSomebodyInTime = true;
    const key = this.judge.key(helper, seconds);
    const mayBring = this.mayBringKey(helper);
    const isTold = this.usable.mayTake(key);
    const isNearest = seconds !== null && isNearer(seconds, helper.id, this.nearest);
    // Of thousands most are none of it, and nothing is made for them.
    if (!isTold && !isNearest && !mayBring && !this.mayLead(helper, key)) return;
    const entry = { key, id: helper.id, helper, metres, seconds };
    if (isTold) this.usable.take(entry);
    if (isNearest) this.nearest = entry;
    if (mayBring) this.keyHolders.take({ ...entry, key: this.judge.nearness(helper, seconds) });
    if (RESCUERS.includes(helper.kind) && isBetter(entry, this.rescuer)) this.rescuer = entry;
    if (helper.kind === 'communityWorker' && this.isBetterWorker(entry)) this.worker = entry;
  }

  private mayLead({ kind }: H, key: number): boolean {
    if (kind === 'communityWorker') return true;
    return RESCUERS.includes(kind) && (this.rescuer === null || key <= this.rescuer.key);
  }

  /** Where there is fire or gas a key is no reason to send a neighbour first. */
  private mayBringKey(helper: H): boolean {
    return this.judge.holdsKey(helper) && (!this.judge.stayOutside || !LAYPEOPLE.includes(helper.kind));
  }

  /** The one of the community itself knows its people: before the next community's, even if that one is nearer. */
  private isBetterWorker(entry: Entry<H>): boolean {
    if (this.worker === null) return true;
    const [own, known] = [entry, this.worker].map(({ helper }) => helper.divisionCode === this.need.communityCode);
    return own === known ? isBefore(entry, this.worker) : own === true;
  }

  /** At once: the best professional, the nearest key holder, the community worker; then whoever comes next. */
  private together(): Entry<H>[] {
    const keyHolder = this.keyHolders.best.find(({ id }) => id !== this.rescuer?.id && id !== this.worker?.id);
    const bringsKey = keyHolder && { ...keyHolder, key: this.judge.key(keyHolder.helper, keyHolder.seconds) };
    const roles = [this.rescuer, bringsKey, this.worker].flatMap((entry) => entry ?? []);
    const chosen = new Map([...roles, ...this.usable.best].map((entry) => [entry.id, entry]));
    return [...chosen.values()].slice(0, this.around.parallelOffers).sort((a, b) => (isBefore(a, b) ? -1 : 1));
  }
}

const isBetter = <H>(entry: Entry<H>, than: Entry<H> | null): boolean => than === null || isBefore(entry, than);

const isNearer = <H>(seconds: number, id: string, than: Entry<H> | null): boolean => {
  const known = than?.seconds ?? Number.POSITIVE_INFINITY;
  return seconds < known || (seconds === known && than !== null && id < than.id);
};
