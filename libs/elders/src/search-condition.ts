// What people type to find an elder, as a condition over `e` (elders) and `h` (homes), `d` (divisions).
import { plainPhone } from './domain/phone.ts';
import type { PersonalData } from './personal-data.ts';

export interface SearchCondition {
  condition: string;
  values: unknown[];
}

/** `first` is the number of the first free SQL parameter. */
export function searchCondition(q: string, personal: PersonalData, first: number): SearchCondition {
  const asked = q.trim();
  if (asked === '') return { condition: 'true', values: [] };
  if (/^\d{17}[\dXx]$/.test(asked)) {
    return { condition: `e.id_number_index = $${first}`, values: [personal.idNumber(asked)] };
  }
  if (/^[+\d\s()-]+$/.test(asked) && plainPhone(asked).length >= 4) {
    const digits = plainPhone(asked);
    const index = digits.length === 4 ? personal.phoneEnding(digits) : personal.wholePhone(digits);
    return {
      condition: `($${first} = ANY(e.phone_indexes)
        OR EXISTS (SELECT 1 FROM contacts c WHERE c.elder_id = e.id AND $${first} = ANY(c.phone_indexes)))`,
      values: [index],
    };
  }
  const literal = asked.replace(/[\\%_]/g, '\\$&');
  return {
    condition: `(e.name LIKE $${first} OR e.pinyin LIKE $${first + 1} OR h.street LIKE $${first} OR d.name LIKE $${first})`,
    values: [`%${literal}%`, `${literal.toLowerCase().replace(/[\s']/g, '')}%`],
  };
}
