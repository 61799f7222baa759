// Administrative divisions with who manages them when, homes, facilities.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Places1763800000003 implements MigrationInterface {
  name = 'Places1763800000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE divisions (
        code text PRIMARY KEY CHECK (code ~ '^[0-9]{12}$'),
        name text NOT NULL,
        level text NOT NULL CHECK (level IN ('province', 'city', 'county', 'subdistrict', 'community')),
        setting text CHECK (setting IN ('urban', 'rural')),
        class_of_place text CHECK (class_of_place IN ('urban', 'town', 'mountain')),
        valid_from date NOT NULL DEFAULT '1949-10-01',
        valid_to date
      );

      -- The code tree is not who runs a place: managed-by has periods, and scopes follow it.
      CREATE TABLE division_managements (
        division_code text NOT NULL REFERENCES divisions (code),
        managed_by text NOT NULL REFERENCES divisions (code),
        during daterange NOT NULL,
        PRIMARY KEY (division_code, during),
        CONSTRAINT division_managements_one_at_a_time EXCLUDE USING gist (division_code WITH =, during WITH &&),
        CHECK (division_code <> managed_by)
      );
      CREATE INDEX division_managements_managed_by ON division_managements (managed_by);

      CREATE TABLE homes (
        id uuid PRIMARY KEY,
        community_code text NOT NULL REFERENCES divisions (code),
        street text NOT NULL,
        door_sealed text,
        floor smallint,
        has_lift boolean,
        lng double precision,
        lat double precision,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((lng IS NULL) = (lat IS NULL))
      );
      CREATE INDEX homes_community ON homes (community_code);

      CREATE TABLE facilities (
        id uuid PRIMARY KEY,
        type text NOT NULL CHECK (type IN ('careInstitution', 'communityStation', 'dayCareCentre', 'ruralDayCareCentre',
          'townComprehensiveCentre', 'ruralHappinessHome', 'homeCareCentre', 'modelHomeCareCentre',
          'urbanCommunityFacility', 'mealDepot', 'mealPoint', 'unclassified')),
        name text NOT NULL,
        division_code text NOT NULL REFERENCES divisions (code),
        address text NOT NULL,
        phone text,
        lng double precision,
        lat double precision,
        CHECK ((lng IS NULL) = (lat IS NULL))
      );
      CREATE INDEX facilities_division ON facilities (division_code);
      CREATE INDEX facilities_type ON facilities (type);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE facilities, homes, division_managements, divisions');
  }
}
