// What stands around a case: door steps, photos, scripts, ladders, incoming calls, telephony, handovers, search links.

export const AROUND_SQL = `
  CREATE TABLE door_steps (
    id uuid PRIMARY KEY,
    alert_id uuid NOT NULL REFERENCES alerts (id),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    step text NOT NULL CHECK (step IN ('knock', 'call', 'listen', 'keyHolder', 'keySafe', 'neighbour', 'guard',
      'familyConsent', 'photoBefore', 'forceEntry', 'photoAfter')),
    result text NOT NULL CHECK (result IN ('done', 'noResult', 'opened', 'refused', 'notPossible')),
    account_id uuid REFERENCES accounts (id),
    with_service text CHECK (with_service IN ('110', '119', 'locksmith')),
    note_sealed text,
    photo_id uuid REFERENCES files (id),
    -- Nobody forces a door alone.
    CHECK (step <> 'forceEntry' OR with_service IS NOT NULL)
  );
  CREATE INDEX door_steps_alert ON door_steps (alert_id, at);

  CREATE TABLE alert_photos (
    file_id uuid PRIMARY KEY REFERENCES files (id),
    alert_id uuid NOT NULL REFERENCES alerts (id),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    account_id uuid REFERENCES accounts (id),
    purpose text NOT NULL CHECK (purpose IN ('doorBefore', 'doorAfter', 'scene', 'person'))
  );
  CREATE INDEX alert_photos_alert ON alert_photos (alert_id, at);

  -- Questions of a kind; a change is a new version, and answers keep the one they were given to.
  CREATE TABLE scripts (
    id uuid PRIMARY KEY,
    kinds text[] NOT NULL,
    version integer NOT NULL,
    questions jsonb NOT NULL,
    published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    published_by uuid REFERENCES accounts (id),
    CONSTRAINT scripts_version UNIQUE (kinds, version)
  );
  CREATE TABLE script_answers (
    id uuid PRIMARY KEY,
    alert_id uuid NOT NULL REFERENCES alerts (id),
    script_id uuid NOT NULL REFERENCES scripts (id),
    question text NOT NULL,
    answer text NOT NULL,
    account_id uuid REFERENCES accounts (id),
    at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE INDEX script_answers_alert ON script_answers (alert_id, at);

  -- Which steps a waiting case climbs, by division, kind and time of day; a change is a new row, cases keep theirs.
  CREATE TABLE ladders (
    id uuid PRIMARY KEY,
    division_code text NOT NULL REFERENCES divisions (code),
    kinds text[] NOT NULL DEFAULT '{}',
    from_minute smallint NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    to_minute smallint NOT NULL CHECK (to_minute BETWEEN 0 AND 1439),
    staffing text NOT NULL CHECK (staffing IN ('normal', 'lone')),
    steps jsonb NOT NULL,
    version integer NOT NULL,
    valid_from timestamptz NOT NULL DEFAULT clock_timestamp(),
    valid_to timestamptz,
    account_id uuid REFERENCES accounts (id)
  );
  CREATE INDEX ladders_now ON ladders (division_code) WHERE valid_to IS NULL;

  -- Open cases for which nothing would have happened next: each is an alarm about us.
  CREATE TABLE audit_findings (
    id uuid PRIMARY KEY,
    alert_id uuid NOT NULL REFERENCES alerts (id),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    state text NOT NULL,
    reason text NOT NULL
  );
  CREATE INDEX audit_findings_at ON audit_findings (at);

  CREATE TABLE incoming_calls (
    id uuid PRIMARY KEY,
    external_ref text NOT NULL CONSTRAINT incoming_calls_ref UNIQUE,
    state text NOT NULL CHECK (state IN ('ringing', 'answered', 'ended', 'missed')),
    version integer NOT NULL DEFAULT 1,
    number_sealed text NOT NULL,
    number_masked text NOT NULL,
    -- Communities of the people whose number it is; empty: the top centre's.
    community_codes text[] NOT NULL DEFAULT '{}',
    elder_ids uuid[] NOT NULL DEFAULT '{}',
    contact_ids uuid[] NOT NULL DEFAULT '{}',
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    answered_at timestamptz,
    answered_by uuid REFERENCES accounts (id),
    ended_at timestamptz,
    alert_id uuid REFERENCES alerts (id),
    recording_ref text
  );
  CREATE INDEX incoming_calls_started ON incoming_calls (started_at);

  -- What the telephony has told us, so that a message that comes twice does its work once.
  CREATE TABLE telephony_events (
    id text PRIMARY KEY,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE INDEX telephony_events_received ON telephony_events (received_at);

  -- What telephony is asked to do: an outbox, so that no call is asked for twice or forgotten.
  CREATE TABLE telephony_orders (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('clickToCall', 'announce')),
    purpose text NOT NULL,
    alert_id uuid NOT NULL REFERENCES alerts (id),
    call_task_id uuid REFERENCES call_tasks (id),
    to_sealed text,
    account_id uuid REFERENCES accounts (id),
    state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'accepted', 'failed', 'noTelephony')),
    attempts integer NOT NULL DEFAULT 0,
    next_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    done_at timestamptz,
    error text
  );
  CREATE INDEX telephony_orders_queued ON telephony_orders (next_at) WHERE state = 'queued';
  CREATE UNIQUE INDEX telephony_orders_call ON telephony_orders (call_task_id) WHERE call_task_id IS NOT NULL;

  CREATE TABLE handovers (
    id uuid PRIMARY KEY,
    from_account uuid NOT NULL REFERENCES accounts (id),
    to_account uuid NOT NULL REFERENCES accounts (id),
    alert_ids uuid[] NOT NULL,
    state text NOT NULL CHECK (state IN ('offered', 'accepted', 'declined', 'expired')),
    offered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    answered_at timestamptz,
    CHECK (from_account <> to_account),
    CHECK (cardinality(alert_ids) > 0),
    CHECK ((state = 'offered') = (answered_at IS NULL))
  );
  CREATE INDEX handovers_open ON handovers (expires_at) WHERE state = 'offered';

  CREATE TABLE search_links (
    id uuid PRIMARY KEY,
    alert_id uuid NOT NULL REFERENCES alerts (id),
    token_hash text NOT NULL CONSTRAINT search_links_token UNIQUE,
    account_id uuid NOT NULL REFERENCES accounts (id),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
  );
  CREATE INDEX search_links_alert ON search_links (alert_id);

  -- 改判: what a case was said to be, and what it is said to be now.
  CREATE TABLE rejudgements (
    id uuid PRIMARY KEY,
    alert_id uuid NOT NULL REFERENCES alerts (id),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    account_id uuid REFERENCES accounts (id),
    field text NOT NULL CHECK (field IN ('kind', 'severity', 'outcome')),
    was text NOT NULL,
    becomes text NOT NULL,
    reason_sealed text NOT NULL,
    CHECK (was <> becomes)
  );
  CREATE INDEX rejudgements_at ON rejudgements (at);
  CREATE INDEX rejudgements_alert ON rejudgements (alert_id);

  -- Who was phoned before anything that is held may be told.
  CREATE TABLE told_people (
    id uuid PRIMARY KEY,
    alert_id uuid NOT NULL REFERENCES alerts (id),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    account_id uuid NOT NULL REFERENCES accounts (id),
    contact_id uuid REFERENCES contacts (id),
    name_sealed text NOT NULL
  );
  CREATE INDEX told_people_alert ON told_people (alert_id);
`;

export const DROP_AROUND_SQL = `
  DROP TABLE told_people, rejudgements, search_links, handovers, telephony_orders, telephony_events,
    incoming_calls, audit_findings,
    ladders, script_answers, scripts, alert_photos, door_steps;
`;
