// Elders as others need them: by id, by where they live, found by name or phone, and the personal part of a card.
import { Injectable } from '@nestjs/common';
import type { ElderCardPerson, ElderListItem, Page } from '#libs/contracts';
import { businessDay, maskedAddress, type Territory } from '#libs/places';
import { Clock, Database } from '#libs/platform';
import { cardPerson, type CardRow, type ContactRow } from './card-person.ts';
import { ageOn } from './domain/age.ts';
import { maskedName } from './domain/masked-name.ts';
import { PersonalData } from './personal-data.ts';
import { searchCondition } from './search-condition.ts';

export interface ElderPerson {
  id: string;
  name: string;
  sex: 'male' | 'female';
  /** `YYYY-MM-DD`. */
  birthDate: string;
  /** Whole years today in Asia/Shanghai. */
  age: number;
}

interface PersonRow {
  id: string;
  name: string;
  sex: 'male' | 'female';
  birth_date: string;
}

interface ListRow extends PersonRow {
  living: string;
  ability_level: number | null;
  home_id: string | null;
  street: string | null;
  door_sealed: string | null;
  community_code: string | null;
  community_name: string | null;
}

const PERSON = `e.id, e.name, e.sex, to_char(e.birth_date, 'YYYY-MM-DD') AS birth_date`;

@Injectable()
export class Elders {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
  ) {}

  /** Unknown ids are left out. */
  async people(ids: readonly string[]): Promise<Map<string, ElderPerson>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.query<PersonRow>(
      `SELECT ${PERSON} FROM elders e WHERE e.id = ANY($1::uuid[])`,
      [ids],
      'elders-people',
    );
    return new Map(rows.map((row) => [row.id, this.person(row)]));
  }

  /** Those among them who are known to get lost. */
  async proneToWander(ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ id: string }>(
      'SELECT id FROM elders WHERE id = ANY($1::uuid[]) AND prone_to_wander',
      [ids],
      'elders-prone-to-wander',
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Who lives in these homes at a moment (default now), by home id; a home without residents is left out. */
  async residentsOf(homeIds: readonly string[], at: Date = this.clock.now()): Promise<Map<string, ElderPerson[]>> {
    if (homeIds.length === 0) return new Map();
    const rows = await this.database.query<PersonRow & { home_id: string }>(
      `SELECT r.home_id, ${PERSON} FROM residencies r JOIN elders e ON e.id = r.elder_id
       WHERE r.home_id = ANY($1::uuid[]) AND r.during @> $2::timestamptz ORDER BY e.birth_date, e.id`,
      [homeIds, at],
      'elders-residents',
    );
    const found = new Map<string, ElderPerson[]>();
    for (const row of rows) found.set(row.home_id, [...(found.get(row.home_id) ?? []), this.person(row)]);
    return found;
  }

  /** In which home each of these elders lives at a moment (default now), by elder id. */
  async homesOf(elderIds: readonly string[], at: Date = this.clock.now()): Promise<Map<string, string>> {
    if (elderIds.length === 0) return new Map();
    const rows = await this.database.query<{ elder_id: string; home_id: string }>(
      'SELECT elder_id, home_id FROM residencies WHERE elder_id = ANY($1::uuid[]) AND during @> $2::timestamptz',
      [elderIds, at],
      'elders-homes',
    );
    return new Map(rows.map((row) => [row.elder_id, row.home_id]));
  }

  /**
   * Living elders who now live within the territory, masked. `q`: part of a name, beginning of its pinyin, part of the
   * street, a whole phone number or its last four digits, an identity number; empty finds all. `page` counts from 1.
   */
  async find(territory: Territory, ask: { q: string; page: number; pageSize: number }): Promise<Page<ElderListItem>> {
    const { codes, includesUnplaced } = territory.toSql();
    const search = searchCondition(ask.q, this.personal, 4);
    const from = `FROM elders e
      LEFT JOIN residencies r ON r.elder_id = e.id AND r.during @> $3::timestamptz
      LEFT JOIN homes h ON h.id = r.home_id
      LEFT JOIN divisions d ON d.code = h.community_code
      WHERE e.died_at IS NULL AND (h.community_code = ANY($1::text[]) OR ($2 AND h.id IS NULL)) AND ${search.condition}`;
    const values = [codes, includesUnplaced, this.clock.now(), ...search.values];
    const [count] = await this.database.query<{ total: number }>(`SELECT count(*)::int AS total ${from}`, values);
    const rows = await this.database.query<ListRow>(
      `SELECT ${PERSON}, e.living, e.ability_level, h.id AS home_id, h.street, h.door_sealed, h.community_code,
         d.name AS community_name ${from}
       ORDER BY e.pinyin, e.id LIMIT ${ask.pageSize} OFFSET ${(ask.page - 1) * ask.pageSize}`,
      values,
    );
    return { items: rows.map((row) => this.listItem(row)), total: count?.total ?? 0 };
  }

  /**
   * The personal part of a case's card, in the order of the ids. With `opened` false phones, medical data and key notes
   * are null; who may open them, and that the look is logged, is the caller's duty.
   */
  async card(ids: readonly string[], opened: boolean): Promise<ElderCardPerson[]> {
    if (ids.length === 0) return [];
    const [rows, contacts] = await Promise.all([
      this.database.query<CardRow>(
        `SELECT ${PERSON}, e.living, e.categories, e.ability_level, e.prone_to_wander, e.reach, e.phones_sealed, e.conditions_sealed,
           e.allergies_sealed, e.medication_sealed, e.blood_type_sealed, e.door_notes_sealed
         FROM elders e WHERE e.id = ANY($1::uuid[])`,
        [ids],
        'elders-card',
      ),
      this.database.query<ContactRow>(
        `SELECT id, elder_id, name, relation, phone_sealed, decide_order, come_order, minutes_away, holds_key
         FROM contacts WHERE elder_id = ANY($1::uuid[])
         ORDER BY come_order NULLS LAST, decide_order NULLS LAST, id`,
        [ids],
        'elders-contacts',
      ),
    ]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const today = businessDay(this.clock.now());
    return ids.flatMap((id) => {
      const row = byId.get(id);
      const own = contacts.filter((contact) => contact.elder_id === id);
      return row ? [cardPerson(row, own, ageOn(row.birth_date, today), opened ? this.personal : null)] : [];
    });
  }

  private person(row: PersonRow): ElderPerson {
    const age = ageOn(row.birth_date, businessDay(this.clock.now()));
    return { id: row.id, name: row.name, sex: row.sex, birthDate: row.birth_date, age };
  }

  private listItem(row: ListRow): ElderListItem {
    const { id, name, sex, age } = this.person(row);
    const placed = row.home_id !== null && row.street !== null && row.community_code !== null;
    return {
      id,
      name: maskedName(name),
      sex,
      age,
      living: row.living,
      abilityLevel: row.ability_level,
      home: placed
        ? {
            id: row.home_id ?? '',
            address: maskedAddress({ street: row.street ?? '', doorSealed: row.door_sealed }),
            division: { code: row.community_code ?? '', name: row.community_name ?? '' },
          }
        : null,
    };
  }
}
