// Who can go: responders near the case with reasons for and against, best first.
import { Inject, Injectable } from '@nestjs/common';
import type { CandidateView, CandidatesAnswer, DispatchState } from '#libs/contracts';
import { TravelEstimate, metresBetween } from '#libs/places';
import { Clock, Database, DomainError, MOST_ROUTED, Routing, SETTINGS, type Settings } from '#libs/platform';
import { ResponderPool, type PooledResponder, type RespondersNow } from '#libs/staff';
import { rfc3339 } from '../alert-view.ts';
import { readCaseInNeed, type CaseInNeedRow } from '../database/case-in-need.query.ts';
import {
  rankCandidates, type CaseInNeed, type EarlierOffer, type Judged, type Ranking, type Surroundings,
} from '../domain/candidates.ts'; // prettier-ignore
import { DISPATCH_LIFE } from '../domain/task-lifecycles.ts';
import type { TerritoryInSql } from '../territory.ts';

/** As many as somebody reads in an emergency; of those left out the nearest. */
const MOST = { candidates: 50, leftOut: 20 };

type Around = Surroundings<PooledResponder>;

@Injectable()
export class FindCandidates {
  constructor(
    private readonly database: Database,
    private readonly pool: ResponderPool,
    private readonly routing: Routing,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * `territory` null: the clock asks. `named`: a helper who is told in any case, however far away, because somebody wants to
   * send them. Throws ALERT.NOT_FOUND for cases that are unknown or outside the territory.
   */
  async for(territory: TerritoryInSql | null, alertId: string, named?: string): Promise<CandidatesAnswer> {
    const [row, snapshot] = await Promise.all([readCaseInNeed(this.database, territory, alertId), this.pool.current()]);
    if (!row) throw new DomainError('ALERT.NOT_FOUND');
    const now = this.clock.now();
    const helpers = snapshot.at(now);
    const need = this.needOf(row);
    const around: Around = {
      helpers,
      ways: this.waysTo(row),
      routed: new Map(),
      openTasks: new Map(Object.entries(row.open_tasks ?? {})),
      earlier: earlierOffers(row.offers ?? {}),
      parallelOffers: this.settings.PARALLEL_OFFERS,
      most: MOST,
    };
    const estimated = rankCandidates(need, around);
    const routed = await this.routed(need, estimated, helpers);
    const ranking = routed ? rankCandidates(need, { ...around, routed }) : estimated;
    return {
      alertId: row.id,
      at: rfc3339(now),
      limitSeconds: need.limitSeconds,
      mode: ranking.mode,
      candidates: ranking.candidates.map(viewOf),
      proposed: ranking.proposed,
      leftOut: [...ranking.leftOut, ...farAway(named, ranking, () => rankCandidates(need, withoutEnd(around)))].map(
        viewOf,
      ),
      nobodyInReach: ranking.nobodyInReach,
      stayOutside: ranking.stayOutside,
      routing: routed ? 'osrm' : 'estimate',
    };
  }

  private needOf(row: CaseInNeedRow): CaseInNeed {
    const limits = {
      urban: this.settings.ARRIVAL_URBAN_SECONDS,
      town: this.settings.ARRIVAL_TOWN_SECONDS,
      mountain: this.settings.ARRIVAL_MOUNTAIN_SECONDS,
    };
    return {
      kind: row.kind,
      severity: row.severity,
      homeId: row.home_id,
      facilityId: row.facility_id,
      communityCode: row.community_code,
      place: row.lng === null || row.lat === null ? null : { lng: row.lng, lat: row.lat },
      limitSeconds: limits[row.class_of_place ?? 'urban'],
    };
  }

  private waysTo(row: CaseInNeedRow): TravelEstimate {
    const { WALKING_KMH, DETOUR_FACTOR, MOUNTAIN_FACTOR } = this.settings;
    const assumed = { walkingKmh: WALKING_KMH, detour: DETOUR_FACTOR, mountain: MOUNTAIN_FACTOR };
    return new TravelEstimate(assumed, row.class_of_place);
  }

  /** Real ways for those who are candidates by estimate; null if nobody tells them. */
  private async routed(
    { place }: CaseInNeed,
    { candidates }: Ranking<PooledResponder>,
    helpers: RespondersNow,
  ): Promise<Around['routed'] | null> {
    if (place === null) return null;
    const asked = candidates.slice(0, MOST_ROUTED).flatMap(({ helper }) => {
      const from = helpers.startOf(helper);
      return from ? [{ id: helper.id, from, way: helper.travel, straightMetres: metresBetween(from, place) }] : [];
    });
    const times = await this.routing.timesTo(place, asked);
    if (!times) return null;
    return new Map(
      asked.flatMap(({ id }, at) => {
        const time = times[at];
        return time ? [[id, time] as const] : [];
      }),
    );
  }
}

/** Who was named and is not among those who are told: judged among all. */
function farAway(
  named: string | undefined,
  { candidates, leftOut }: Ranking<PooledResponder>,
  all: () => Ranking<PooledResponder>,
): Judged<PooledResponder>[] {
  if (named === undefined || [...candidates, ...leftOut].some(({ helper }) => helper.id === named)) return [];
  const everybody = all();
  return [...everybody.candidates, ...everybody.leftOut].filter(({ helper }) => helper.id === named);
}

const withoutEnd = ({ most: _most, ...around }: Around): Around => around;

/** How each helper has been asked in this case. */
function earlierOffers(states: Record<string, string>): Map<string, EarlierOffer> {
  const ended = (state: string): EarlierOffer => (state === 'declined' ? 'declined' : 'ended');
  return new Map(
    Object.entries(states).map(([id, state]) => [
      id,
      DISPATCH_LIFE.final.includes(state as DispatchState) ? ended(state) : 'open',
    ]),
  );
}

const viewOf = (judged: Judged<PooledResponder>): CandidateView => {
  const { helper, seconds, metres } = judged;
  return {
    responder: { id: helper.id, name: helper.name, kind: helper.kind, facility: helper.facility },
    minutes: seconds === null ? null : Math.round(seconds / 6) / 10,
    metres: metres === null ? null : Math.round(metres),
    travel: helper.travel,
    openTasks: judged.openTasks,
    holdsKey: judged.holdsKey,
    locationAgeSeconds: judged.locationAgeSeconds,
    reasonsFor: judged.reasonsFor,
    reasonsAgainst: judged.reasonsAgainst,
  };
};
