// What is wrong with a helper's form, seen by the page or said by the server: each fault with its field and its text. Pure.
import { OWN_HOMES_ONLY, type ResponderKind } from '#libs/contracts';
import type { HelperDraft, HoursRow } from './helper-draft.ts';

export interface Fault {
  /** As the API names it: `name`, `hours.0.from`, `homes`. */
  field: string;
  /** Path of the text. */
  text: string;
}

const PHONE = /^[+0-9() -]{3,24}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const own: readonly ResponderKind[] = OWN_HOMES_ONLY;
const isIn = (text: string, most: number): boolean => text.trim() !== '' && Math.abs(Number(text)) <= most;

function placeFaults({ lng, lat }: HelperDraft): [string, string][] {
  if (lng.trim() === '' && lat.trim() === '') return [];
  const faults: [string, string][] = [];
  if (!isIn(lng, 180)) faults.push(['place.lng', 'badLng']);
  if (!isIn(lat, 90)) faults.push(['place.lat', 'badLat']);
  return faults;
}

const hoursFaults = (row: HoursRow, at: number): [string, string][] => [
  ...(row.days === 'chosen' && row.weekdays.length === 0 ? [[`hours.${at}.days`, 'noDay'] as [string, string]] : []),
  ...(TIME.test(row.from) ? [] : [[`hours.${at}.from`, 'badTime'] as [string, string]]),
  ...(TIME.test(row.to) ? [] : [[`hours.${at}.to`, 'badTime'] as [string, string]]),
];

/** What this page can see by itself. `today`: `YYYY-MM-DD`. */
export function localFaults(draft: HelperDraft, today: string): Fault[] {
  const { name, kind, phone, forgetPhone, agreedOn } = draft;
  const faults: [string, string][] = [];
  if (name.trim() === '') faults.push(['name', 'noName']);
  if (kind === '') faults.push(['kind', 'noKind']);
  if (draft.division === null) faults.push(['divisionCode', 'noDivision']);
  if (draft.travel === '') faults.push(['travel', 'noTravel']);
  if (!forgetPhone && phone.trim() !== '' && !PHONE.test(phone.trim())) faults.push(['phone', 'badPhone']);
  faults.push(...draft.hours.flatMap(hoursFaults), ...placeFaults(draft));
  if (kind !== '' && own.includes(kind) && draft.active && draft.homes.length === 0) faults.push(['homes', 'noHome']);
  if (agreedOn > today) faults.push(['agreedOn', 'agreedLater']);
  return faults.map(([field, text]) => ({ field, text: `helpers.fault.${text}` }));
}

/** The field that a refusal is about. */
const FIELD_OF: Readonly<Record<string, string>> = {
  'DIVISION.NOT_FOUND': 'divisionCode',
  'FACILITY.NOT_FOUND': 'facilityId',
  'HOME.NOT_FOUND': 'homes',
  'ACCOUNT.NOT_FOUND': 'username',
  'RESPONDER.ACCOUNT_ROLE': 'username',
  'RESPONDER.ACCOUNT_TAKEN': 'username',
};
/** What the server's check of a field means, by the field without its places in lists. */
const MEANS: Readonly<Record<string, string>> = {
  name: 'noName', kind: 'noKind', divisionCode: 'noDivision', travel: 'noTravel', phone: 'badPhone', homes: 'noHome',
  agreedOn: 'agreedLater', 'hours.days': 'noDay', 'hours.from': 'badTime', 'hours.to': 'badTime', 'place.lng': 'badLng',
  'place.lat': 'badLat', hours: 'tooMany',
}; // prettier-ignore

/** The faults that the server names; none if the refusal is about no field. */
export function serverFaults(code: string, details: Readonly<Record<string, unknown>>): Fault[] {
  const field = FIELD_OF[code];
  if (field) return [{ field, text: `error.${code}` }];
  const fields = details['fields'];
  if (code !== 'COMMON.VALIDATION' || typeof fields !== 'object' || fields === null) return [];
  return Object.keys(fields).map((name) => ({
    field: name,
    text: `helpers.fault.${MEANS[name.replace(/\.\d+/g, '')] ?? 'refused'}`,
  }));
}

/** Fields with a place of their own in the form. */
const PLACED =
  /^(name|kind|divisionCode|facilityId|username|phone|travel|skills|hours|hours\.\d+\.(days|from|to)|place\.(lng|lat)|homes|agreedOn)$/;

/** The texts at a field; faults of its parts that have no place of their own come along. */
export const faultsAt = (faults: readonly Fault[], field: string): string[] => [
  ...new Set(
    faults
      .filter((one) => one.field === field || (!PLACED.test(one.field) && one.field.startsWith(`${field}.`)))
      .map(({ text }) => text),
  ),
];

const SECTIONS = /^(skills|hours|homes)\./;
/** Whether a fault is shown at a field; the others must be said for the whole form. */
export const isPlaced = ({ field }: Fault): boolean => PLACED.test(field) || SECTIONS.test(field);
