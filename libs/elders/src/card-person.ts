// One person of a case's card, from row to view; what is sealed opens only when asked to.
import type { ContactView, ElderCardPerson } from '#libs/contracts';
import type { PersonalData } from './personal-data.ts';

export interface CardRow {
  id: string;
  name: string;
  sex: 'male' | 'female';
  birth_date: string;
  living: string;
  categories: string[];
  ability_level: number | null;
  prone_to_wander: boolean;
  reach: Record<string, unknown>;
  phones_sealed: string | null;
  conditions_sealed: string | null;
  allergies_sealed: string | null;
  medication_sealed: string | null;
  blood_type_sealed: string | null;
  door_notes_sealed: string | null;
}

export interface ContactRow {
  id: string;
  elder_id: string;
  name: string;
  relation: string;
  phone_sealed: string;
  decide_order: number | null;
  come_order: number | null;
  minutes_away: number | null;
  holds_key: boolean;
}

/** `open` is null as long as the card is closed. */
export function cardPerson(
  row: CardRow,
  contacts: ContactRow[],
  age: number,
  open: PersonalData | null,
): ElderCardPerson {
  return {
    id: row.id,
    name: row.name,
    sex: row.sex,
    age,
    birthDate: row.birth_date,
    living: row.living,
    categories: row.categories,
    abilityLevel: row.ability_level,
    proneToWander: row.prone_to_wander,
    reach: {
      hearing: textOf(row.reach['hearing']),
      speech: textOf(row.reach['speech']),
      dialect: textOf(row.reach['dialect']),
      firstChannel: textOf(row.reach['firstChannel']),
    },
    contacts: contacts.map((contact) => contactView(contact, open)),
    sensitive: open && {
      phones: open.openList(row.phones_sealed),
      conditions: open.openList(row.conditions_sealed),
      allergies: open.openList(row.allergies_sealed),
      medication: open.openList(row.medication_sealed),
      bloodType: open.open(row.blood_type_sealed),
      doorAndKeyNotes: open.open(row.door_notes_sealed),
    },
  };
}

const contactView = (row: ContactRow, open: PersonalData | null): ContactView => ({
  id: row.id,
  name: row.name,
  relation: row.relation,
  phone: open ? open.open(row.phone_sealed) : null,
  decideOrder: row.decide_order,
  comeOrder: row.come_order,
  minutesAway: row.minutes_away,
  holdsKey: row.holds_key,
});

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
