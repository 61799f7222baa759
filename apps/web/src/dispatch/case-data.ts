// What the card fetches: the elder's card, anew when the claim opens or shuts it, and the timeline, anew with each version.
import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import type {
  AlertView, CallList, CandidatesAnswer, CaseTasks, ElderCard, Page, RescueCard, TimelineEntryView,
} from '#libs/contracts'; // prettier-ignore
import { api } from '../shared/http.ts';

export interface Fetched<T> {
  data: Readonly<Ref<T | null>>;
  loading: Readonly<Ref<boolean>>;
  error: Readonly<Ref<unknown>>;
  reload: () => void;
}

/**
 * Fetches for the case in `alert` whenever `key` changes; keeps what it shows while the same case is renewed.
 * A change during a fetch causes one more fetch and no crowd of them.
 */
export function useFetched<T>(
  alert: () => AlertView | null,
  key: (alert: AlertView) => string,
  fetcher: (id: string, signal: AbortSignal) => Promise<T>,
): Fetched<T> {
  const data = shallowRef<T | null>(null);
  const loading = ref(false);
  const error = shallowRef<unknown>(null);
  let running: AbortController | null = null;
  let runningFor: string | null = null;
  let again = false;

  async function load(id: string): Promise<void> {
    if (running && runningFor === id) {
      again = true;
      return;
    }
    running?.abort();
    const mine = new AbortController();
    running = mine;
    runningFor = id;
    loading.value = true;
    try {
      const answer = await fetcher(id, mine.signal);
      if (mine.signal.aborted) return;
      data.value = answer;
      error.value = null;
    } catch (cause) {
      if (mine.signal.aborted) return;
      error.value = cause;
    }
    running = null;
    loading.value = false;
    if (again) {
      again = false;
      void load(id);
    }
  }

  watch(
    () => {
      const now = alert();
      return now ? { id: now.id, key: key(now) } : null;
    },
    (now, before) => {
      if (now?.id === before?.id && now?.key === before?.key) return;
      if (now?.id !== before?.id) {
        data.value = null;
        error.value = null;
        again = false;
        if (!now) running?.abort();
      }
      if (now) void load(now.id);
    },
    { immediate: true },
  );
  onScopeDispose(() => running?.abort());
  const reload = (): void => {
    const now = alert();
    if (now) void load(now.id);
  };
  return { data, loading, error, reload };
}

const path = (id: string): string => `/api/v1/alerts/${encodeURIComponent(id)}`;

/** The elder's card: fetched again when the claim comes or goes, and when another elder joins the case. */
export const useElderCard = (
  alert: () => AlertView | null,
  isMine: (alert: AlertView) => boolean,
): Fetched<ElderCard> =>
  useFetched(
    alert,
    (now) => [isMine(now), now.elder?.id, ...now.otherElders.map(({ id }) => id)].join(),
    (id, signal) => api<ElderCard>('GET', `${path(id)}/card`, undefined, signal),
  );

const PAGE_SIZE = 100;

/** Reads a timeline page by page, oldest first; what it has read of the same case before it need not read again. */
function timelineReader(): (id: string, signal: AbortSignal) => Promise<TimelineEntryView[]> {
  let readOf: string | null = null;
  let entries = new Map<string, TimelineEntryView>();

  async function readFrom(first: number, id: string, signal: AbortSignal): Promise<number> {
    for (let page = first; ; page += 1) {
      const address = `${path(id)}/timeline?page=${page}&pageSize=${PAGE_SIZE}`;
      const { items, total } = await api<Page<TimelineEntryView>>('GET', address, undefined, signal);
      for (const entry of items) entries.set(entry.id, entry);
      if (items.length === 0 || page * PAGE_SIZE >= total) return total;
    }
  }
  return async (id, signal) => {
    if (readOf !== id) entries = new Map();
    readOf = id;
    const total = await readFrom(Math.floor(entries.size / PAGE_SIZE) + 1, id, signal);
    // Entries are only ever added, but one may have been written with an earlier time than those read before.
    if (entries.size < total) await readFrom(1, id, signal);
    return [...entries.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  };
}

/** The timeline, oldest first. */
export const useTimeline = (alert: () => AlertView | null): Fetched<TimelineEntryView[]> =>
  useFetched(alert, (now) => String(now.version), timelineReader());

/** What is fetched of a case anew with each version of it. */
const useWithVersion = <T>(alert: () => AlertView | null, what: string): Fetched<T> =>
  useFetched(
    alert,
    (now) => String(now.version),
    (id, signal) => api<T>('GET', `${path(id)}/${what}`, undefined, signal),
  );

/** Calls, dispatches, rescues, follow-ups and what was done at the door. */
export const useCaseTasks = (alert: () => AlertView | null): Fetched<CaseTasks> => useWithVersion(alert, 'tasks');

/** Who can go, best first. */
export const useCandidates = (alert: () => AlertView | null): Fetched<CandidatesAnswer> =>
  useWithVersion(alert, 'candidates');

/** Whom to call, in order; numbers open with the claim. */
export const useCallList = (alert: () => AlertView | null): Fetched<CallList> => useWithVersion(alert, 'call-list');

/** What is read aloud to 120. Opening it leaves a trace, so it is fetched only where it is read. */
export const useRescueCard = (alert: () => AlertView | null): Fetched<RescueCard> =>
  useFetched(
    alert,
    () => '',
    (id, signal) => api<RescueCard>('GET', `${path(id)}/rescue-card`, undefined, signal),
  );
