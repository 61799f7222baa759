// People who help: who they are, when they agreed to be asked, when they are on duty, where they are while on a task.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { HOLIDAYS_SQL } from './staff/holidays.sql.ts';

export class Staff1764100000009 implements MigrationInterface {
  name = 'Staff1764100000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE responders (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('stationStaff', 'rescueTeam', 'communityWorker', 'neighbour', 'propertyGuard',
          'villageDoctor', 'volunteer', 'nearbyFamily')),
        account_id uuid REFERENCES accounts (id),
        facility_id uuid REFERENCES facilities (id),
        -- Where they belong to: a community, or the subdistrict or county that a team serves.
        division_code text NOT NULL REFERENCES divisions (code),
        phone_sealed text,
        travel text NOT NULL CHECK (travel IN ('foot', 'ebike', 'car')),
        skills text[] NOT NULL DEFAULT '{}',
        -- [{days, from, to}]: when they agreed to be asked (contracts: AgreedHours).
        hours jsonb NOT NULL DEFAULT '[]',
        lng double precision,
        lat double precision,
        active boolean NOT NULL DEFAULT true,
        version integer NOT NULL DEFAULT 1,
        CHECK ((lng IS NULL) = (lat IS NULL))
      );
      CREATE UNIQUE INDEX responders_account ON responders (account_id) WHERE account_id IS NOT NULL;
      CREATE INDEX responders_division ON responders (division_code);
      CREATE INDEX responders_facility ON responders (facility_id);

      -- Neighbours and family are asked for these homes only; anybody may hold a key.
      CREATE TABLE responder_homes (
        responder_id uuid NOT NULL REFERENCES responders (id),
        home_id uuid NOT NULL REFERENCES homes (id),
        holds_key boolean NOT NULL DEFAULT false,
        PRIMARY KEY (responder_id, home_id)
      );
      CREATE INDEX responder_homes_home ON responder_homes (home_id);

      -- Planned duty beside the agreed hours, e.g. the rescue team's nights.
      CREATE TABLE responder_rosters (
        id uuid PRIMARY KEY,
        responder_id uuid NOT NULL REFERENCES responders (id),
        during tstzrange NOT NULL,
        CONSTRAINT responder_rosters_once EXCLUDE USING gist (responder_id WITH =, during WITH &&),
        CHECK (NOT isempty(during))
      );

      CREATE TABLE responder_shifts (
        id uuid PRIMARY KEY,
        responder_id uuid NOT NULL REFERENCES responders (id),
        started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        ended_at timestamptz,
        CHECK (ended_at >= started_at)
      );
      CREATE UNIQUE INDEX responder_shifts_open ON responder_shifts (responder_id) WHERE ended_at IS NULL;

      -- Only the latest position, and only of a shift with a task; removed with its end.
      CREATE TABLE responder_locations (
        responder_id uuid PRIMARY KEY REFERENCES responders (id),
        lng double precision NOT NULL,
        lat double precision NOT NULL,
        accuracy_m double precision,
        at timestamptz NOT NULL
      );

      -- The State Council's holidays and the working days that are moved for them (调休).
      CREATE TABLE calendar_days (
        day date PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('holiday', 'workday')),
        name text NOT NULL
      );
    `);
    await runner.query(HOLIDAYS_SQL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE calendar_days, responder_locations, responder_shifts, responder_rosters, responder_homes, responders',
    );
  }
}
