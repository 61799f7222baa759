// What the register says of a helper, as codes that the texts have words for. Pure.
import type { AgreedHours, ResponderView } from '#libs/contracts';
import { ageOf, type AgeUnit } from '../shared/format-time.ts';

export type Whereabouts =
  | { known: 'fresh' | 'stale'; age: { n: number; unit: AgeUnit } }
  /** Where they are expected: their own place or their station. */
  | { known: 'ownPlace' | 'station' | 'nowhere' };

/** Where somebody would start from, and how far that can be trusted. A stale position no longer counts. */
export function whereabouts({ location, place, facility }: ResponderView, nowMs: number): Whereabouts {
  if (location) {
    const age = ageOf((nowMs - Date.parse(location.at)) / 1000);
    return { known: location.fresh ? 'fresh' : 'stale', age };
  }
  return { known: place ? 'ownPlace' : facility ? 'station' : 'nowhere' };
}

type Words = (key: string, values?: Record<string, string>) => string;

/** `工作日 22:00–次日 06:00`, `周六、周日 全天`. */
export function hoursText({ days, from, to }: AgreedHours, t: Words, comma: string): string {
  const when = Array.isArray(days)
    ? days.map((day) => t(`helpers.weekday.${day}`)).join(comma)
    : t(`helpers.days.${days}`);
  if (from === to) return `${when} ${t('helpers.wholeDay')}`;
  return `${when} ${t(from < to ? 'helpers.span' : 'helpers.overnight', { from, to })}`;
}

export interface Keys {
  homes: number;
  keys: number;
}
export const keysOf = ({ homes }: ResponderView): Keys => ({
  homes: homes.length,
  keys: homes.filter(({ holdsKey }) => holdsKey).length,
});
