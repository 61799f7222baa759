// Registers elders with their home and contacts: one statement a table, whatever their number.
import { Injectable } from '@nestjs/common';
import { Database, newId, type Sql, type Tx } from '#libs/platform';
import type { NewContact, NewElder } from './new-elder.ts';
import { PersonalData } from './personal-data.ts';

@Injectable()
export class RegisterElders {
  constructor(
    private readonly database: Database,
    private readonly personal: PersonalData,
  ) {}

  /** All or none; in the caller's transaction if one is given. Returns the ids in order. */
  async register(elders: readonly NewElder[], tx?: Tx): Promise<string[]> {
    const withIds = elders.map((elder) => ({ ...elder, id: elder.id ?? newId() }));
    const write = async (sql: Sql): Promise<void> => {
      await this.writeElders(sql, withIds);
      await this.writeResidencies(sql, withIds);
      await this.writeContacts(
        sql,
        withIds.flatMap((elder) => elder.contacts.map((contact) => ({ ...contact, elderId: elder.id }))),
      );
    };
    await (tx ? write(tx) : this.database.transaction(write));
    return withIds.map((elder) => elder.id);
  }

  private async writeElders(sql: Sql, elders: (NewElder & { id: string })[]): Promise<void> {
    const rows = elders.map((elder) => ({
      id: elder.id,
      name: elder.name,
      pinyin: elder.pinyin,
      sex: elder.sex,
      birth_date: elder.birthDate,
      id_number_sealed: this.personal.seal(elder.idNumber),
      id_number_index: elder.idNumber === null ? null : this.personal.idNumber(elder.idNumber),
      phones_sealed: this.personal.sealList(elder.phones),
      phone_indexes: this.personal.phoneIndexes(elder.phones),
      living: elder.living,
      categories: elder.categories,
      ability_level: elder.abilityLevel,
      prone_to_wander: elder.proneToWander ?? false,
      reach: elder.reach,
      conditions_sealed: this.personal.sealList(elder.conditions),
      allergies_sealed: this.personal.sealList(elder.allergies),
      medication_sealed: this.personal.sealList(elder.medication),
      blood_type_sealed: this.personal.seal(elder.bloodType),
      door_notes_sealed: this.personal.seal(elder.doorAndKeyNotes),
    }));
    await insertRows(sql, 'elders', rows);
  }

  private async writeResidencies(sql: Sql, elders: (NewElder & { id: string })[]): Promise<void> {
    const living = elders.flatMap(({ id, home }) => (home ? [{ id, home }] : []));
    await sql.query(
      `INSERT INTO residencies (id, elder_id, home_id, during)
       SELECT id, elder_id, home_id, tstzrange(since, NULL)
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[]) AS given (id, elder_id, home_id, since)`,
      [
        living.map(() => newId()),
        living.map((one) => one.id),
        living.map((one) => one.home.id),
        living.map((one) => one.home.since),
      ],
    );
  }

  private async writeContacts(sql: Sql, contacts: (NewContact & { elderId: string })[]): Promise<void> {
    const rows = contacts.map((contact) => ({
      id: newId(),
      elder_id: contact.elderId,
      name: contact.name,
      relation: contact.relation,
      phone_sealed: this.personal.seal(contact.phone),
      phone_indexes: this.personal.phoneIndexes([contact.phone]),
      decide_order: contact.decideOrder,
      come_order: contact.comeOrder,
      minutes_away: contact.minutesAway,
      holds_key: contact.holdsKey,
    }));
    await insertRows(sql, 'contacts', rows);
  }
}

async function insertRows(sql: Sql, table: 'elders' | 'contacts', rows: object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  if (columns === '') return;
  await sql.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}
