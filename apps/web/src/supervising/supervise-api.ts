// What the supervisor's pages ask of the API, each with its address once.
import type {
  AlertKind, AlertView, FalseAlarmStatistics, FollowUpItem, LadderView, LaddersAnswer, Page, RejudgedItem, ScriptQuestion, ScriptView,
} from '#libs/contracts'; // prettier-ignore
import { api, query } from '../shared/http.ts';
import { dayOfNumber, type DayWindow } from './alert-number.ts';
import type { LadderOrder } from './ladder-rows.ts';

export const PAGE_SIZE = 20;
export type FollowUpState = 'due' | 'overdue' | 'done';

export const listFollowUps = (state: FollowUpState, page: number, signal: AbortSignal): Promise<Page<FollowUpItem>> =>
  api('GET', `/api/v1/follow-ups${query({ state, page, pageSize: PAGE_SIZE })}`, undefined, signal);

export const listRejudged = (page: number, signal: AbortSignal): Promise<Page<RejudgedItem>> =>
  api('GET', `/api/v1/rejudged${query({ page, pageSize: PAGE_SIZE })}`, undefined, signal);

export const countFalseAlarms = (from: string, to: string, signal: AbortSignal): Promise<FalseAlarmStatistics> =>
  api('GET', `/api/v1/false-alarms${query({ from, to })}`, undefined, signal);

/** With a division only its own come, and what holds there now. */
export const listLadders = (signal: AbortSignal, division?: string): Promise<LaddersAnswer> =>
  api('GET', `/api/v1/ladders${query({ division: division ?? null })}`, undefined, signal);

export const replaceLadders = (divisionCode: string, ladders: LadderOrder[]): Promise<{ items: LadderView[] }> =>
  api('PUT', '/api/v1/ladders', { divisionCode, ladders });

export const listScripts = (signal: AbortSignal): Promise<{ items: ScriptView[] }> =>
  api('GET', '/api/v1/scripts', undefined, signal);

export const publishScript = (kinds: AlertKind[], questions: ScriptQuestion[]): Promise<ScriptView> =>
  api('POST', '/api/v1/scripts', { kinds, questions });

const AT_ONCE = 100;

/** The case of a number that somebody said aloud; null if there is none in this territory. The number names its day. */
export async function findByNumber(number: string, signal: AbortSignal): Promise<AlertView | null> {
  const day: DayWindow | null = dayOfNumber(number);
  if (!day) return null;
  for (let page = 1; ; page += 1) {
    const asked = query({ state: 'all', sort: 'receivedAt', from: day.from, to: day.to, page, pageSize: AT_ONCE });
    const { items, total } = await api<Page<AlertView>>('GET', `/api/v1/alerts${asked}`, undefined, signal);
    const found = items.find((alert) => alert.number === number);
    if (found || items.length === 0 || page * AT_ONCE >= total) return found ?? null;
  }
}
