// Devices, credentials, placements in time, the event ledger, telemetry by day, quarantine.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Devices1763800000005 implements MigrationInterface {
  name = 'Devices1763800000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE devices (
        id uuid PRIMARY KEY,
        key text NOT NULL CONSTRAINT devices_key UNIQUE CHECK (key ~ '^[A-Za-z0-9_.:-]{1,64}$'),
        name text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('sosButton', 'pendant', 'voiceTerminal', 'fallDetector', 'radar', 'smoke', 'gas',
          'co', 'waterLeak', 'motion', 'door', 'bedOccupancy', 'vitalBand', 'bloodPressure', 'gpsWatch', 'temperature',
          'waterMeter', 'checkupKiosk', 'bedCall', 'gateway')),
        protocol text NOT NULL DEFAULT 'native',
        report_seconds integer NOT NULL DEFAULT 3600 CHECK (report_seconds > 0),
        created_at timestamptz NOT NULL DEFAULT now()
      );

      -- Secrets in Mosquitto's own form $7$101$salt$hash: one column serves both brokers.
      CREATE TABLE device_credentials (
        username text PRIMARY KEY CHECK (username ~ '^[A-Za-z0-9_.:-]{1,64}$'),
        secret_hash text NOT NULL,
        issued_at timestamptz NOT NULL DEFAULT now(),
        revoked_at timestamptz
      );

      CREATE TABLE device_placements (
        id uuid PRIMARY KEY,
        device_id uuid NOT NULL REFERENCES devices (id),
        elder_id uuid REFERENCES elders (id),
        home_id uuid REFERENCES homes (id),
        during tstzrange NOT NULL,
        CONSTRAINT device_placements_one_at_a_time EXCLUDE USING gist (device_id WITH =, during WITH &&),
        CHECK (num_nonnulls(elder_id, home_id) = 1),
        CHECK (NOT isempty(during))
      );
      CREATE INDEX device_placements_elder ON device_placements (elder_id) WHERE elder_id IS NOT NULL;
      CREATE INDEX device_placements_home ON device_placements (home_id) WHERE home_id IS NOT NULL;

      -- Latest state, folded in memory per batch: one row a device that was ever heard, registered or not. Never seen, but
      -- with a connection: only its last will was heard.
      CREATE TABLE device_states (
        device_key text PRIMARY KEY,
        last_seen_at timestamptz,
        connection text CHECK (connection IN ('online', 'offline')),
        connection_at timestamptz,
        battery smallint,
        latest jsonb NOT NULL DEFAULT '{}'
      ) WITH (fillfactor = 70);

      -- Every message acknowledged on an events topic or the HTTP door. Not partitioned by time: a copy that comes 48 h
      -- later must still meet its first one.
      CREATE TABLE device_events (
        id uuid PRIMARY KEY,
        device_key text NOT NULL,
        event_id text NOT NULL,
        channel text NOT NULL CHECK (channel IN ('events', 'http')),
        type text NOT NULL,
        kind text NOT NULL,
        at timestamptz NOT NULL,
        raw_at text,
        received_at timestamptz NOT NULL,
        committed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        payload bytea NOT NULL,
        copies integer NOT NULL DEFAULT 0,
        last_copy_at timestamptz,
        became text NOT NULL CHECK (became IN ('alert', 'press', 'cancel', 'noted', 'quarantine')),
        alert_id uuid,
        -- Where it happened, as of the event's time and written once: scopes filter on these, never on today's placement.
        elder_id uuid,
        home_id uuid,
        community_code text,
        CONSTRAINT device_events_once UNIQUE (device_key, event_id)
      );
      CREATE INDEX device_events_received ON device_events (received_at);
      CREATE INDEX device_events_event_id ON device_events (event_id);
      CREATE INDEX device_events_alert ON device_events (alert_id) WHERE alert_id IS NOT NULL;

      -- Cancels are kept even when they come before their press.
      CREATE TABLE device_cancels (
        id uuid PRIMARY KEY,
        device_key text NOT NULL,
        of_event_id text,
        at timestamptz NOT NULL,
        received_at timestamptz NOT NULL
      );
      CREATE INDEX device_cancels_device ON device_cancels (device_key, at);

      CREATE TABLE quarantine (
        id uuid PRIMARY KEY,
        received_at timestamptz NOT NULL,
        device_key text,
        topic text NOT NULL,
        reason text NOT NULL,
        payload bytea NOT NULL,
        alert_id uuid
      );
      CREATE INDEX quarantine_received ON quarantine (received_at);

      CREATE TABLE telemetry (
        at timestamptz NOT NULL,
        device_key text NOT NULL,
        digest bigint NOT NULL,
        received_at timestamptz NOT NULL,
        committed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        "values" jsonb NOT NULL,
        PRIMARY KEY (device_key, at, digest)
      ) PARTITION BY RANGE (at);

      -- Partitions are days of Asia/Shanghai's clock; made ahead by the deploy step and the worker, dropped for retention.
      CREATE FUNCTION ensure_telemetry_partitions(first_day date, last_day date) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE day date := first_day;
      BEGIN
        -- Several processes may find at once that a day is missing.
        PERFORM pg_advisory_xact_lock(7233002);
        WHILE day <= last_day LOOP
          IF to_regclass('telemetry_' || to_char(day, 'YYYYMMDD')) IS NULL THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF telemetry FOR VALUES FROM (%L) TO (%L)',
              'telemetry_' || to_char(day, 'YYYYMMDD'),
              (day::timestamp AT TIME ZONE 'Asia/Shanghai'), ((day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'));
          END IF;
          day := day + 1;
        END LOOP;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION ensure_telemetry_partitions(date, date)');
    await runner.query(
      'DROP TABLE telemetry, quarantine, device_cancels, device_events, device_states, device_placements, device_credentials, devices',
    );
  }
}
