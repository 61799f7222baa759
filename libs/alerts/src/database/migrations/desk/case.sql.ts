// What a case gains: milestones, who raised it, how it ended, what is held, and a guard that knows merging.

export const CASE_SQL = `
  ALTER TABLE alerts
    -- The furthest task; NULL while there is none.
    ADD COLUMN task_stage text CHECK (task_stage IN ('verifying', 'dispatched', 'accepted', 'enRoute', 'onScene')),
    ADD COLUMN call_started_at timestamptz,
    ADD COLUMN voice_at timestamptz,
    ADD COLUMN rescue_called_at timestamptz,
    ADD COLUMN dispatched_at timestamptz,
    ADD COLUMN accepted_at timestamptz,
    ADD COLUMN en_route_at timestamptz,
    ADD COLUMN on_scene_at timestamptz,
    -- Steps of the ladder that have fired since the case began to wait, and when consoles last had to sound again.
    ADD COLUMN fired_steps text[] NOT NULL DEFAULT '{}',
    ADD COLUMN rung_at timestamptz,
    ADD COLUMN raised_by uuid REFERENCES accounts (id),
    -- JSON: who it is about where the registry does not know them; who called; details of a missing person.
    ADD COLUMN reported_sealed text,
    ADD COLUMN caller_sealed text,
    ADD COLUMN missing_sealed text,
    ADD COLUMN detail text CHECK (detail IN ('hospital', 'treatedOnSite', 'fire', 'crime', 'other', 'accidental',
      'deviceFault')),
    ADD COLUMN injury text CHECK (injury IN ('none', 'minor', 'serious')),
    ADD COLUMN cause text CHECK (cause IN ('fall', 'choking', 'selfHarm', 'wandering', 'illness', 'fire', 'gas', 'crime',
      'loneliness', 'mistake', 'device', 'other')),
    ADD COLUMN proof text CHECK (proof IN ('spokeToElder', 'familyConfirmed', 'neighbourConfirmed', 'homeSearched',
      'other')),
    ADD COLUMN no_rescue_reason text CHECK (no_rescue_reason IN ('helpedByResponder', 'helpedByFamily', 'elderRefused',
      'wentByThemselves', 'alreadyInCare', 'notNeededMedically')),
    ADD COLUMN retry_at timestamptz,
    ADD COLUMN resolved_by uuid REFERENCES accounts (id),
    ADD COLUMN closed_by uuid REFERENCES accounts (id),
    -- Held: reaches no page and no message until a named person has been told by phone.
    ADD COLUMN held_at timestamptz,
    ADD COLUMN told_at timestamptz,
    ADD COLUMN review_due boolean NOT NULL DEFAULT false,
    ADD COLUMN merged_into uuid REFERENCES alerts (id),
    -- What a supervisor later said it was; the case keeps the kind of its first press.
    ADD COLUMN judged_kind text,
    ADD COLUMN nobody_in_reach_at timestamptz,
    ADD COLUMN helper_silent_at timestamptz,
    ADD COLUMN handover_to uuid REFERENCES accounts (id),
    ADD CONSTRAINT alerts_merged_has_target CHECK (state <> 'merged' OR merged_into IS NOT NULL),
    ADD CONSTRAINT alerts_merged_elsewhere CHECK (merged_into <> id),
    -- The old promise in the database as well: no P1 closes as unreachable, and P3 only with a day to try again.
    ADD CONSTRAINT alerts_unreachable_is_minor CHECK (outcome <> 'unreachable' OR severity = 'P3'),
    ADD CONSTRAINT alerts_real_names_rescue CHECK (state <> 'closed' OR severity <> 'P1' OR outcome <> 'realEmergency'
      OR rescue_called_at IS NOT NULL OR no_rescue_reason IS NOT NULL);
  CREATE INDEX alerts_review_due ON alerts (resolved_at) WHERE review_due AND state = 'resolved';
  CREATE INDEX alerts_closed ON alerts (closed_at) WHERE state = 'closed';
  CREATE INDEX alerts_open_device ON alerts (device_key) WHERE state IN ('raised', 'claimed');
  -- What a person raised has no device, and folds with its own source only.
  DROP INDEX alerts_one_open_minor;
  CREATE UNIQUE INDEX alerts_one_open_minor ON alerts (fold_key, kind, source, device_key) NULLS NOT DISTINCT
    WHERE severity <> 'P1' AND state IN ('raised', 'claimed');

  -- A press may be a call or a word of a person as well.
  ALTER TABLE alert_presses ALTER COLUMN device_key DROP NOT NULL;
  ALTER TABLE alert_presses ADD COLUMN account_id uuid REFERENCES accounts (id);
  ALTER TABLE alert_presses ADD CONSTRAINT alert_presses_from_somewhere
    CHECK ((device_key IS NULL) <> (account_id IS NULL));
  CREATE UNIQUE INDEX alert_presses_once_by_person ON alert_presses (account_id, event_id) WHERE account_id IS NOT NULL;

  ALTER TABLE alert_steps DROP CONSTRAINT alert_steps_kind_check;
  ALTER TABLE alert_steps ADD CONSTRAINT alert_steps_kind_check CHECK (kind IN ('undisplayed',
    'undisplayedPhone', 'ringAgain', 'supervisor',
    'operatorMobile', 'dutyPhone', 'nextLevelCentre', 'neighbouringCentre', 'autoOffer', 'remind', 'reviewOverdue'));
  ALTER TABLE alert_steps
    -- What ends the wait: the claim, or only the end of the case.
    ADD COLUMN until text NOT NULL DEFAULT 'claimed' CHECK (until IN ('claimed', 'ended')),
    -- As frozen when the case was raised: what begins anew when it waits again. NULL for steps that came later.
    ADD COLUMN due_after_ms integer;

  -- The transition table of libs/alerts/src/domain/alert-lifecycle.ts, mirrored: a test compares the two.
  CREATE OR REPLACE FUNCTION alerts_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
      'raised>merged', 'claimed>merged', 'resolved>merged', 'closed>merged'
    ) THEN
      RAISE EXCEPTION 'alert % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'merged' THEN
      RAISE EXCEPTION 'alert % is merged and changes no more', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.id, NEW.number, NEW.kind, NEW.received_at) IS DISTINCT FROM (OLD.id, OLD.number, OLD.kind, OLD.received_at)
    THEN
      RAISE EXCEPTION 'alert % keeps its number, kind and time of arrival', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;
`;
