// Calls, dispatches, rescue, follow-ups: each a table with a guard that mirrors its table of transitions in code
// (libs/alerts/src/domain/task-lifecycles.ts; a test compares the two).

export const TASKS_SQL = `
  CREATE FUNCTION task_guard() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.version <> OLD.version + 1 THEN
      RAISE EXCEPTION '% % must go from version % to %', TG_TABLE_NAME, OLD.id, OLD.version, OLD.version + 1
        USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state <> OLD.state AND NOT (OLD.state || '>' || NEW.state) = ANY (string_to_array(TG_ARGV[0], ' ')) THEN
      RAISE EXCEPTION '% % cannot go from % to %', TG_TABLE_NAME, OLD.id, OLD.state, NEW.state
        USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.id, NEW.alert_id) IS DISTINCT FROM (OLD.id, OLD.alert_id) THEN
      RAISE EXCEPTION '% % belongs to its case', TG_TABLE_NAME, OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE FUNCTION task_begins() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.state <> TG_ARGV[0] OR NEW.version <> 1 THEN
      RAISE EXCEPTION '% begins as % in version 1', TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;

  CREATE TABLE call_tasks (
    id uuid PRIMARY KEY,
    alert_id uuid NOT NULL REFERENCES alerts (id),
    state text NOT NULL CHECK (state IN ('ringing', 'voice', 'noAnswer', 'ended')),
    version integer NOT NULL DEFAULT 1,
    channel text NOT NULL CHECK (channel IN ('deviceVoice', 'landline', 'mobile', 'neighbour', 'contact', 'incoming')),
    elder_id uuid REFERENCES elders (id),
    contact_id uuid REFERENCES contacts (id),
    device_key text,
    -- Which entry of the call list, e.g. elder:<id>:<n>; attempts are counted by it.
    entry_key text,
    -- For people who are in no list.
    party_sealed text,
    account_id uuid REFERENCES accounts (id),
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    voice_at timestamptz,
    ended_at timestamptz,
    result text CHECK (result IN ('isWell', 'needsHelp', 'noSense', 'comes', 'cannotCome', 'consents', 'other')),
    note_sealed text,
    recording_ref text,
    -- The telephony's own name of the call.
    external_ref text,
    CHECK (state <> 'voice' OR voice_at IS NOT NULL),
    CHECK ((state IN ('noAnswer', 'ended')) = (ended_at IS NOT NULL))
  );
  CREATE INDEX call_tasks_alert ON call_tasks (alert_id);
  CREATE INDEX call_tasks_external ON call_tasks (external_ref) WHERE external_ref IS NOT NULL;
  CREATE TRIGGER call_tasks_begin BEFORE INSERT ON call_tasks FOR EACH ROW EXECUTE FUNCTION task_begins('ringing');
  CREATE TRIGGER call_tasks_guard BEFORE UPDATE ON call_tasks FOR EACH ROW
    EXECUTE FUNCTION task_guard('ringing>voice ringing>noAnswer ringing>ended voice>ended');

  -- One decision to send: who was considered, why, and who is still to be asked.
  CREATE TABLE dispatch_rounds (
    id uuid PRIMARY KEY,
    alert_id uuid NOT NULL REFERENCES alerts (id),
    mode text NOT NULL CHECK (mode IN ('parallel', 'sequence')),
    account_id uuid REFERENCES accounts (id),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- CandidatesAnswer without names: ids, minutes, reasons.
    candidates jsonb NOT NULL,
    override_sealed text,
    -- In sequence: responder ids that are asked next, in their order.
    waiting uuid[] NOT NULL DEFAULT '{}',
    automatic boolean NOT NULL DEFAULT false
  );
  CREATE INDEX dispatch_rounds_alert ON dispatch_rounds (alert_id);

  CREATE TABLE dispatch_tasks (
    id uuid PRIMARY KEY,
    alert_id uuid NOT NULL REFERENCES alerts (id),
    round_id uuid NOT NULL REFERENCES dispatch_rounds (id),
    responder_id uuid NOT NULL REFERENCES responders (id),
    state text NOT NULL CHECK (state IN ('offered', 'accepted', 'declined', 'expired', 'recalled', 'enRoute', 'onScene',
      'atDoorNoAnswer', 'left')),
    version integer NOT NULL DEFAULT 1,
    lead boolean,
    offered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    offered_by uuid REFERENCES accounts (id),
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    en_route_at timestamptz,
    on_scene_at timestamptz,
    at_door_no_answer_at timestamptz,
    ended_at timestamptz,
    reason text,
    note_sealed text,
    arrived_within_m double precision,
    arrival_doubtful boolean NOT NULL DEFAULT false,
    -- Lone worker at night: when they have to say that all is well.
    check_in_due_at timestamptz,
    check_in_overdue boolean NOT NULL DEFAULT false,
    CHECK ((state IN ('declined', 'expired', 'recalled', 'left')) = (ended_at IS NOT NULL)),
    CHECK (state NOT IN ('accepted', 'enRoute', 'onScene', 'atDoorNoAnswer') OR lead IS NOT NULL)
  );
  CREATE INDEX dispatch_tasks_alert ON dispatch_tasks (alert_id);
  CREATE INDEX dispatch_tasks_open ON dispatch_tasks (responder_id)
    WHERE state IN ('offered', 'accepted', 'enRoute', 'onScene', 'atDoorNoAnswer');
  CREATE INDEX dispatch_tasks_expiring ON dispatch_tasks (expires_at) WHERE state = 'offered';
  CREATE INDEX dispatch_tasks_check_in ON dispatch_tasks (check_in_due_at)
    WHERE check_in_due_at IS NOT NULL AND NOT check_in_overdue AND ended_at IS NULL;
  -- Exactly one lead, and nobody is asked twice at once for one case, whatever the code believes.
  CREATE UNIQUE INDEX dispatch_tasks_one_lead ON dispatch_tasks (alert_id)
    WHERE lead AND state IN ('accepted', 'enRoute', 'onScene', 'atDoorNoAnswer');
  CREATE UNIQUE INDEX dispatch_tasks_asked_once ON dispatch_tasks (alert_id, responder_id)
    WHERE state IN ('offered', 'accepted', 'enRoute', 'onScene', 'atDoorNoAnswer');
  CREATE TRIGGER dispatch_tasks_begin BEFORE INSERT ON dispatch_tasks FOR EACH ROW
    EXECUTE FUNCTION task_begins('offered');
  CREATE TRIGGER dispatch_tasks_guard BEFORE UPDATE ON dispatch_tasks FOR EACH ROW
    EXECUTE FUNCTION task_guard('offered>accepted offered>declined offered>expired offered>recalled accepted>enRoute'
      ' accepted>recalled enRoute>onScene enRoute>recalled onScene>atDoorNoAnswer onScene>left atDoorNoAnswer>left');

  CREATE TABLE rescue_tasks (
    id uuid PRIMARY KEY,
    alert_id uuid NOT NULL REFERENCES alerts (id),
    state text NOT NULL CHECK (state IN ('called', 'arrived', 'takenTo', 'refused')),
    version integer NOT NULL DEFAULT 1,
    service text NOT NULL CHECK (service IN ('120', '119', '110', 'gasCompany')),
    called_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    called_by uuid REFERENCES accounts (id),
    way text NOT NULL DEFAULT 'separate' CHECK (way IN ('transfer', 'threeWay', 'separate')),
    reference text,
    unit text,
    eta_at timestamptz,
    arrived_at timestamptz,
    taken_to text,
    taken_at timestamptz,
    -- In somebody's words, so sealed.
    refused_sealed text,
    CHECK (state <> 'takenTo' OR (taken_to IS NOT NULL AND taken_at IS NOT NULL)),
    CHECK (state <> 'refused' OR refused_sealed IS NOT NULL)
  );
  CREATE INDEX rescue_tasks_alert ON rescue_tasks (alert_id);
  CREATE TRIGGER rescue_tasks_begin BEFORE INSERT ON rescue_tasks FOR EACH ROW EXECUTE FUNCTION task_begins('called');
  CREATE TRIGGER rescue_tasks_guard BEFORE UPDATE ON rescue_tasks FOR EACH ROW
    EXECUTE FUNCTION task_guard('called>arrived called>refused called>takenTo arrived>takenTo arrived>refused');

  CREATE TABLE follow_up_tasks (
    id uuid PRIMARY KEY,
    alert_id uuid NOT NULL REFERENCES alerts (id),
    state text NOT NULL CHECK (state IN ('due', 'done', 'cancelled')),
    version integer NOT NULL DEFAULT 1,
    kind text NOT NULL CHECK (kind IN ('dayAfter', 'morningAfter', 'weekAfterHospital')),
    due_at timestamptz NOT NULL,
    done_at timestamptz,
    account_id uuid REFERENCES accounts (id),
    result text CHECK (result IN ('well', 'recovering', 'needsCare', 'inHospital', 'died', 'unreachable')),
    satisfaction smallint CHECK (satisfaction BETWEEN 1 AND 5),
    note_sealed text,
    attempts integer NOT NULL DEFAULT 0,
    CHECK ((state = 'due') = (done_at IS NULL)),
    CHECK (state <> 'done' OR (result IS NOT NULL AND result <> 'unreachable'))
  );
  CREATE INDEX follow_up_tasks_alert ON follow_up_tasks (alert_id);
  CREATE INDEX follow_up_tasks_due ON follow_up_tasks (due_at) WHERE state = 'due';
  CREATE UNIQUE INDEX follow_up_tasks_once ON follow_up_tasks (alert_id, kind) WHERE state = 'due';
  CREATE TRIGGER follow_up_tasks_begin BEFORE INSERT ON follow_up_tasks FOR EACH ROW EXECUTE FUNCTION task_begins('due');
  CREATE TRIGGER follow_up_tasks_guard BEFORE UPDATE ON follow_up_tasks FOR EACH ROW
    EXECUTE FUNCTION task_guard('due>done due>cancelled');
`;

export const DROP_TASKS_SQL = `
  DROP TABLE follow_up_tasks, rescue_tasks, dispatch_tasks, dispatch_rounds, call_tasks;
  DROP FUNCTION task_guard, task_begins;
`;
