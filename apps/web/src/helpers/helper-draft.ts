// A helper as they are edited, and the order that this becomes. Pure.
import type {
  AgreedHours, ResponderKind, ResponderOrder, ResponderSkill, ResponderView, TravelWay,
} from '#libs/contracts'; // prettier-ignore

export interface HoursRow {
  key: number;
  days: 'all' | 'workdays' | 'restdays' | 'chosen';
  /** 1 is Monday; they count where days are chosen. */
  weekdays: number[];
  from: string;
  to: string;
}
export interface HelperDraft {
  name: string;
  kind: ResponderKind | '';
  division: { code: string; name: string } | null;
  facility: { id: string; name: string } | null;
  username: string;
  /** Empty leaves the number that is kept. */
  phone: string;
  forgetPhone: boolean;
  travel: TravelWay | '';
  skills: ResponderSkill[];
  hours: HoursRow[];
  lng: string;
  lat: string;
  homes: { id: string; address: string; holdsKey: boolean }[];
  /** `YYYY-MM-DD`; empty: not on record. */
  agreedOn: string;
  active: boolean;
}

let made = 0;
const nextKey = (): number => (made += 1);

export const newHours = (): HoursRow => ({ key: nextKey(), days: 'all', weekdays: [], from: '08:00', to: '18:00' });

const rowOf = ({ days, from, to }: AgreedHours): HoursRow => ({
  key: nextKey(),
  days: Array.isArray(days) ? 'chosen' : days,
  weekdays: Array.isArray(days) ? [...days] : [],
  from,
  to,
});

export const newHelper = (): HelperDraft => ({
  name: '', kind: '', division: null, facility: null, username: '', phone: '', forgetPhone: false, travel: '',
  skills: [], hours: [newHours()], lng: '', lat: '', homes: [], agreedOn: '', active: true,
}); // prettier-ignore

export const draftOf = (view: ResponderView): HelperDraft => ({
  name: view.name,
  kind: view.kind,
  division: { ...view.division },
  facility: view.facility && { ...view.facility },
  username: view.username ?? '',
  phone: '',
  forgetPhone: false,
  travel: view.travel,
  skills: [...view.skills],
  hours: view.hours.map(rowOf),
  lng: view.place ? String(view.place.lng) : '',
  lat: view.place ? String(view.place.lat) : '',
  homes: view.homes.map((home) => ({ ...home })),
  agreedOn: view.agreedOn ?? '',
  active: view.active,
});

const daysOf = ({ days, weekdays }: HoursRow): AgreedHours['days'] =>
  days === 'chosen' ? [...weekdays].sort((a, b) => a - b) : days;

const given = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The order; null while something without which there is none is missing. Planned duty is not edited here: it stays. */
export function orderOf(draft: HelperDraft): ResponderOrder | null {
  const { kind, travel, division } = draft;
  if (kind === '' || travel === '' || division === null) return null;
  const phone = draft.forgetPhone ? null : given(draft.phone);
  return {
    name: draft.name.trim(),
    kind,
    divisionCode: division.code,
    facilityId: draft.facility?.id ?? null,
    username: given(draft.username),
    ...(phone === null && !draft.forgetPhone ? {} : { phone }),
    travel,
    skills: [...draft.skills],
    hours: draft.hours.map((row) => ({ days: daysOf(row), from: row.from, to: row.to })),
    place: given(draft.lng) === null ? null : { lng: Number(draft.lng), lat: Number(draft.lat) },
    homes: draft.homes.map(({ id, holdsKey }) => ({ id, holdsKey })),
    agreedOn: given(draft.agreedOn),
    active: draft.active,
  };
}

/** Whoever helps no more, with everything else as it is. */
export const endingOf = (view: ResponderView): ResponderOrder | null => orderOf({ ...draftOf(view), active: false });
