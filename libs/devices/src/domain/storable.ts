// Text that PostgreSQL takes: no NUL and no lone surrogate (either would fail a whole batch).

/** Under the u flag Cs matches surrogates that stand alone only. */
const UNSTORABLE = /[\0\p{Cs}]/u;
const UNSTORABLE_ALL = /[\0\p{Cs}]/gu;
/** The same inside JSON text as JSON.stringify writes it; an escaped backslash before the u is no escape. */
const UNSTORABLE_IN_JSON = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

export const isStorable = (text: string): boolean => !UNSTORABLE.test(text);

/** What cannot be stored becomes U+FFFD; at most `max` UTF-16 units. */
export const madeStorable = (text: string, max: number): string => text.slice(0, max).replace(UNSTORABLE_ALL, '\uFFFD');

/** Whether jsonb takes this output of JSON.stringify. */
export const isStorableJson = (json: string): boolean => !json.includes('\\u') || !UNSTORABLE_IN_JSON.test(json);

/** True if objects and lists are nested deeper than `limit`; looks no further than that. */
export function isDeeperThan(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  for (const inner of Array.isArray(value) ? (value as unknown[]) : Object.values(value)) {
    if (isDeeperThan(inner, limit - 1)) return true;
  }
  return false;
}
