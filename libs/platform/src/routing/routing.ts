// Travel times from the routing service behind ROUTING_URL. It may be away, slow or wrong: nobody in need waits for it long,
// and without an answer the caller estimates.
import type { LngLat, TravelWay } from '#libs/contracts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { isPlausible, readTable, tableUrl, type Routed } from './osrm-table.ts';

export interface RouteQuestion {
  from: LngLat;
  way: TravelWay;
  /** As the crow flies. */
  straightMetres: number;
}

const TIMEOUT_MS = 1_000;
/** After a failure it is left alone for a while, so that not every emergency waits for the same broken service. */
const REST_MS = 15_000;
/** OSRM takes 100 places in one table unless told otherwise. */
export const MOST_ROUTED = 99;

export class Routing {
  private restsUntil = 0;

  constructor(
    private readonly url: string | null,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly timeoutMs: number = TIMEOUT_MS,
  ) {}

  /**
   * How long each takes to one place, in their order, null where no way is known. Null for all if there is no routing
   * service, or none that answers in time and believably. At most MOST_ROUTED questions for each way of travel.
   */
  async timesTo(to: LngLat, questions: readonly RouteQuestion[]): Promise<(Routed | null)[] | null> {
    const { url } = this;
    if (url === null || questions.length === 0 || this.clock.now().getTime() < this.restsUntil) return null;
    const times: (Routed | null)[] = questions.map(() => null);
    // One time limit for all ways of travel together.
    const signal = AbortSignal.timeout(this.timeoutMs);
    try {
      await Promise.all(
        (['foot', 'ebike', 'car'] as const).map(async (way) => {
          const asked = questions.flatMap((question, at) => (question.way === way ? [{ ...question, at }] : []));
          if (asked.length === 0) return;
          const from = asked.map((question) => question.from);
          const answered = readTable(await fetched(tableUrl(url, way, from, to), signal), asked.length);
          asked.forEach(({ at, straightMetres }, n) => {
            const routed = answered[n] ?? null;
            if (routed && !isPlausible(routed.seconds, straightMetres, way)) {
              throw new Error(`the routing service does not know the way of travel ${way}`);
            }
            times[at] = routed;
          });
        }),
      );
      return times;
    } catch (error) {
      this.restsUntil = this.clock.now().getTime() + REST_MS;
      // The reason alone: an address of the question would say where somebody lives.
      this.log.warn({ reason: reasonOf(error) }, 'no travel times from the routing service; estimating');
      return null;
    }
  }
}

async function fetched(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { signal, redirect: 'error', headers: { accept: 'application/json' } });
  // OSRM tells its own code with 400; either way there is nothing to read.
  if (!response.ok) throw new Error(`the routing service answered ${response.status}`);
  return response.json();
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return error.message.startsWith('the routing service') ? error.message : error.name;
}
