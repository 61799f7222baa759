// Cases, their presses, their append-only timeline, the steps of their escalation and the proofs of display.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Alerts1763800000006 implements MigrationInterface {
  name = 'Alerts1763800000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE alert_numbers;

      CREATE TABLE alerts (
        id uuid PRIMARY KEY,
        number text NOT NULL CONSTRAINT alerts_number UNIQUE,
        kind text NOT NULL CHECK (kind IN ('sos', 'fall', 'smoke', 'gas', 'co', 'unknownDistress', 'phoneCall',
          'missingPerson', 'welfareCheck', 'wandering', 'inactivity', 'bedExit', 'vitals', 'waterLeak', 'coldHome',
          'nurseCall', 'unitExit', 'deviceLost', 'lowBattery', 'tamper', 'door')),
        severity text NOT NULL CHECK (severity IN ('P1', 'P2', 'P3')),
        state text NOT NULL CHECK (state IN ('raised', 'claimed', 'resolved', 'closed', 'merged')),
        version integer NOT NULL DEFAULT 1,
        fold_key text NOT NULL,
        source text NOT NULL CHECK (source IN ('device', 'operator', 'family', 'station')),
        elder_id uuid REFERENCES elders (id),
        other_elder_ids uuid[] NOT NULL DEFAULT '{}',
        home_id uuid REFERENCES homes (id),
        facility_id uuid REFERENCES facilities (id),
        device_key text,
        community_code text REFERENCES divisions (code),
        lng double precision,
        lat double precision,
        raised_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        last_press_at timestamptz NOT NULL,
        last_received_at timestamptz NOT NULL,
        presses integer NOT NULL DEFAULT 1 CHECK (presses >= 1),
        urgency smallint NOT NULL DEFAULT 0 CHECK (urgency IN (0, 1)),
        late_seconds integer NOT NULL DEFAULT 0 CHECK (late_seconds >= 0),
        unreadable boolean NOT NULL DEFAULT false,
        drill boolean NOT NULL DEFAULT false,
        cancelled_by_elder_at timestamptz,
        escalated_at timestamptz,
        claimed_by uuid REFERENCES accounts (id),
        claimed_at timestamptz,
        lease_until timestamptz,
        resolved_at timestamptz,
        closed_at timestamptz,
        outcome text CHECK (outcome IN ('realEmergency', 'helpGiven', 'foundWell', 'foundIll', 'foundDead', 'notAtHome',
          'movedAway', 'falseAlarm', 'test', 'unreachable')),
        reopened integer NOT NULL DEFAULT 0,
        previous_alert_id uuid REFERENCES alerts (id),
        CONSTRAINT alerts_claim_is_whole CHECK ((state = 'claimed') = (lease_until IS NOT NULL)),
        CONSTRAINT alerts_claimed_has_owner CHECK (state <> 'claimed' OR (claimed_by IS NOT NULL AND claimed_at IS NOT NULL)),
        CONSTRAINT alerts_raised_has_no_owner CHECK (state <> 'raised' OR claimed_by IS NULL),
        CONSTRAINT alerts_closed_has_outcome CHECK (state <> 'closed' OR (closed_at IS NOT NULL AND outcome IS NOT NULL))
      ) WITH (fillfactor = 80);

      -- The second belt of folding: one open P1 case for one emergency key, whatever the code believes.
      CREATE UNIQUE INDEX alerts_one_open_p1 ON alerts (fold_key)
        WHERE severity = 'P1' AND state IN ('raised', 'claimed');
      CREATE UNIQUE INDEX alerts_one_open_minor ON alerts (fold_key, kind, device_key)
        WHERE severity <> 'P1' AND state IN ('raised', 'claimed');
      CREATE INDEX alerts_open ON alerts (state) WHERE state IN ('raised', 'claimed', 'resolved');
      CREATE INDEX alerts_open_home ON alerts (home_id) WHERE state IN ('raised', 'claimed');
      CREATE INDEX alerts_lease ON alerts (lease_until) WHERE state = 'claimed';
      CREATE INDEX alerts_fold_key ON alerts (fold_key, received_at);
      CREATE INDEX alerts_elder ON alerts (elder_id, received_at);
      CREATE INDEX alerts_received ON alerts (received_at);

      -- The transition table of libs/alerts/src/domain/alert-lifecycle.ts, mirrored: a test compares the two.
      CREATE FUNCTION alerts_guard() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        -- Prolonging a living lease is no change that anybody else sees: the one update that keeps the version.
        IF NEW.version = OLD.version AND OLD.state = 'claimed' AND NEW.lease_until >= OLD.lease_until
          AND (NEW.state, NEW.claimed_by, NEW.presses, NEW.last_press_at, NEW.outcome)
            IS NOT DISTINCT FROM (OLD.state, OLD.claimed_by, OLD.presses, OLD.last_press_at, OLD.outcome) THEN
          RETURN NEW;
        END IF;
        IF NEW.version <> OLD.version + 1 THEN
          RAISE EXCEPTION 'alert % must go from version % to %', OLD.id, OLD.version, OLD.version + 1
            USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
          'raised>claimed', 'claimed>raised', 'claimed>resolved', 'claimed>closed', 'resolved>closed', 'closed>claimed',
          'raised>merged', 'claimed>merged'
        ) THEN
          RAISE EXCEPTION 'alert % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'check_violation';
        END IF;
        IF (NEW.id, NEW.number, NEW.kind, NEW.received_at) IS DISTINCT FROM (OLD.id, OLD.number, OLD.kind, OLD.received_at)
        THEN
          RAISE EXCEPTION 'alert % keeps its number, kind and time of arrival', OLD.id USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER alerts_guard BEFORE UPDATE ON alerts FOR EACH ROW EXECUTE FUNCTION alerts_guard();

      CREATE TABLE alert_presses (
        id uuid PRIMARY KEY,
        alert_id uuid NOT NULL REFERENCES alerts (id),
        device_key text NOT NULL,
        event_id text NOT NULL,
        kind text NOT NULL,
        elder_id uuid REFERENCES elders (id),
        at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        late_seconds integer NOT NULL,
        cancelled_at timestamptz,
        CONSTRAINT alert_presses_once UNIQUE (device_key, event_id)
      );
      CREATE INDEX alert_presses_alert ON alert_presses (alert_id, received_at);
      CREATE INDEX alert_presses_device ON alert_presses (device_key, at);

      CREATE TABLE alert_timeline (
        id uuid PRIMARY KEY,
        alert_id uuid NOT NULL REFERENCES alerts (id),
        version integer NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        action text NOT NULL,
        account_id uuid REFERENCES accounts (id),
        origin text NOT NULL,
        note_sealed text,
        data jsonb NOT NULL DEFAULT '{}'
      );
      CREATE INDEX alert_timeline_alert ON alert_timeline (alert_id, at);
      CREATE FUNCTION alert_timeline_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the timeline is append-only' USING ERRCODE = 'check_violation';
      END $$;
      CREATE TRIGGER alert_timeline_append_only BEFORE UPDATE OR DELETE ON alert_timeline
        FOR EACH ROW EXECUTE FUNCTION alert_timeline_is_append_only();

      -- Escalation lives here with its due time; queue jobs only make it prompt.
      CREATE TABLE alert_steps (
        id uuid PRIMARY KEY,
        alert_id uuid NOT NULL REFERENCES alerts (id),
        kind text NOT NULL CHECK (kind IN ('undisplayed')),
        due_at timestamptz NOT NULL,
        done_at timestamptz,
        outcome text CHECK (outcome IN ('fired', 'cancelled')),
        CHECK ((done_at IS NULL) = (outcome IS NULL))
      );
      CREATE INDEX alert_steps_due ON alert_steps (due_at) WHERE done_at IS NULL;
      CREATE INDEX alert_steps_alert ON alert_steps (alert_id) WHERE done_at IS NULL;

      CREATE TABLE alert_displays (
        id uuid PRIMARY KEY,
        alert_id uuid NOT NULL REFERENCES alerts (id),
        account_id uuid NOT NULL REFERENCES accounts (id),
        connection_id text NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        audible boolean NOT NULL,
        visible boolean NOT NULL
      );
      CREATE INDEX alert_displays_alert ON alert_displays (alert_id, at);

      CREATE TABLE operator_shifts (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES accounts (id),
        connection_id text NOT NULL,
        audible boolean NOT NULL,
        started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        ended_at timestamptz
      );
      CREATE INDEX operator_shifts_open ON operator_shifts (account_id) WHERE ended_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE operator_shifts, alert_displays, alert_steps, alert_timeline, alert_presses, alerts',
    );
    await runner.query('DROP FUNCTION alerts_guard, alert_timeline_is_append_only');
    await runner.query('DROP SEQUENCE alert_numbers');
  }
}
