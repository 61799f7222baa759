// Elders, where they live and when, and their contacts. Columns ending in _sealed are AES-256-GCM (suite:keyId:iv:data).
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Elders1763800000004 implements MigrationInterface {
  name = 'Elders1763800000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE elders (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        pinyin text NOT NULL,
        sex text NOT NULL CHECK (sex IN ('male', 'female')),
        birth_date date NOT NULL,
        id_number_sealed text,
        id_number_index text,
        phones_sealed text,
        phone_indexes text[] NOT NULL DEFAULT '{}',
        living text NOT NULL CHECK (living IN ('alone', 'emptyNest', 'withChildren', 'leftBehind', 'institution', 'other')),
        categories text[] NOT NULL DEFAULT '{}',
        ability_level smallint CHECK (ability_level BETWEEN 0 AND 4),
        reach jsonb NOT NULL DEFAULT '{}',
        conditions_sealed text,
        allergies_sealed text,
        medication_sealed text,
        blood_type_sealed text,
        door_notes_sealed text,
        died_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX elders_id_number ON elders (id_number_index) WHERE id_number_index IS NOT NULL;
      CREATE INDEX elders_name ON elders (name);
      CREATE INDEX elders_pinyin ON elders (pinyin);

      CREATE TABLE residencies (
        id uuid PRIMARY KEY,
        elder_id uuid NOT NULL REFERENCES elders (id),
        home_id uuid NOT NULL REFERENCES homes (id),
        during tstzrange NOT NULL,
        CONSTRAINT residencies_one_home_at_a_time EXCLUDE USING gist (elder_id WITH =, during WITH &&),
        CHECK (NOT isempty(during))
      );
      CREATE INDEX residencies_home ON residencies (home_id);

      CREATE TABLE contacts (
        id uuid PRIMARY KEY,
        elder_id uuid NOT NULL REFERENCES elders (id),
        name text NOT NULL,
        relation text NOT NULL,
        phone_sealed text NOT NULL,
        phone_indexes text[] NOT NULL DEFAULT '{}',
        decide_order smallint,
        come_order smallint,
        minutes_away smallint,
        holds_key boolean NOT NULL DEFAULT false
      );
      CREATE INDEX contacts_elder ON contacts (elder_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE contacts, residencies, elders');
  }
}
