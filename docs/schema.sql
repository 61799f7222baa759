-- The schema as all migrations leave it, the same on PostgreSQL 15 and 18. Written by `npm run schema:dump`, never by hand;
-- a test compares it with the migrated catalog, so that a changed migration shows what it changes.

extension btree_gist
  installed

function alert_timeline_is_append_only
  CREATE OR REPLACE FUNCTION public.alert_timeline_is_append_only()
   RETURNS trigger
   LANGUAGE plpgsql
  AS $function$
        BEGIN
          RAISE EXCEPTION 'the timeline is append-only' USING ERRCODE = 'check_violation';
        END $function$

function alerts_guard
  CREATE OR REPLACE FUNCTION public.alerts_guard()
   RETURNS trigger
   LANGUAGE plpgsql
  AS $function$
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
        END $function$

function ensure_telemetry_partitions
  CREATE OR REPLACE FUNCTION public.ensure_telemetry_partitions(first_day date, last_day date)
   RETURNS void
   LANGUAGE plpgsql
  AS $function$
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
        END $function$

function expect_that
  CREATE OR REPLACE FUNCTION public.expect_that(holds boolean, what text)
   RETURNS void
   LANGUAGE plpgsql
  AS $function$
        BEGIN
          IF holds IS NOT TRUE THEN
            RAISE EXCEPTION 'unexpected: not %', what USING ERRCODE = 'YL001';
          END IF;
        END $function$

sequence alert_numbers
  bigint from 1 by 1

table account_scopes
  CONSTRAINT account_scopes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  CONSTRAINT account_scopes_kind_check CHECK ((kind = ANY (ARRAY['division'::text, 'facility'::text, 'elder'::text])))
  CONSTRAINT account_scopes_pkey PRIMARY KEY (account_id, kind, ref)
  account_id uuid NOT NULL
  kind text NOT NULL
  ref text NOT NULL

table accounts
  CONSTRAINT accounts_pkey PRIMARY KEY (id)
  CONSTRAINT accounts_role_check CHECK ((role = ANY (ARRAY['operator'::text, 'supervisor'::text, 'dutyOfficer'::text, 'responder'::text, 'communityWorker'::text, 'manager'::text, 'nurse'::text, 'stationPlanner'::text, 'family'::text, 'regulator'::text, 'admin'::text])))
  CONSTRAINT accounts_username UNIQUE (username)
  created_at timestamp with time zone NOT NULL DEFAULT now()
  disabled_at timestamp with time zone
  id uuid NOT NULL
  name text NOT NULL
  password_hash text NOT NULL
  role text NOT NULL
  username text NOT NULL

table alert_displays
  CONSTRAINT alert_displays_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT alert_displays_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id)
  CONSTRAINT alert_displays_pkey PRIMARY KEY (id)
  CREATE INDEX alert_displays_alert ON public.alert_displays USING btree (alert_id, at)
  account_id uuid NOT NULL
  alert_id uuid NOT NULL
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  audible boolean NOT NULL
  connection_id text NOT NULL
  id uuid NOT NULL
  visible boolean NOT NULL

table alert_presses
  CONSTRAINT alert_presses_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id)
  CONSTRAINT alert_presses_elder_id_fkey FOREIGN KEY (elder_id) REFERENCES elders(id)
  CONSTRAINT alert_presses_once UNIQUE (device_key, event_id)
  CONSTRAINT alert_presses_pkey PRIMARY KEY (id)
  CREATE INDEX alert_presses_alert ON public.alert_presses USING btree (alert_id, received_at)
  CREATE INDEX alert_presses_device ON public.alert_presses USING btree (device_key, at)
  alert_id uuid NOT NULL
  at timestamp with time zone NOT NULL
  cancelled_at timestamp with time zone
  device_key text NOT NULL
  elder_id uuid
  event_id text NOT NULL
  id uuid NOT NULL
  kind text NOT NULL
  late_seconds integer NOT NULL
  received_at timestamp with time zone NOT NULL

table alert_steps
  CONSTRAINT alert_steps_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id)
  CONSTRAINT alert_steps_check CHECK (((done_at IS NULL) = (outcome IS NULL)))
  CONSTRAINT alert_steps_kind_check CHECK ((kind = 'undisplayed'::text))
  CONSTRAINT alert_steps_outcome_check CHECK ((outcome = ANY (ARRAY['fired'::text, 'cancelled'::text])))
  CONSTRAINT alert_steps_pkey PRIMARY KEY (id)
  CREATE INDEX alert_steps_alert ON public.alert_steps USING btree (alert_id) WHERE (done_at IS NULL)
  CREATE INDEX alert_steps_due ON public.alert_steps USING btree (due_at) WHERE (done_at IS NULL)
  alert_id uuid NOT NULL
  done_at timestamp with time zone
  due_at timestamp with time zone NOT NULL
  id uuid NOT NULL
  kind text NOT NULL
  outcome text

table alert_timeline
  CONSTRAINT alert_timeline_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT alert_timeline_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id)
  CONSTRAINT alert_timeline_pkey PRIMARY KEY (id)
  CREATE INDEX alert_timeline_alert ON public.alert_timeline USING btree (alert_id, at)
  CREATE TRIGGER alert_timeline_append_only BEFORE DELETE OR UPDATE ON public.alert_timeline FOR EACH ROW EXECUTE FUNCTION alert_timeline_is_append_only()
  account_id uuid
  action text NOT NULL
  alert_id uuid NOT NULL
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  data jsonb NOT NULL DEFAULT '{}'::jsonb
  id uuid NOT NULL
  note_sealed text
  origin text NOT NULL
  version integer NOT NULL

table alerts
  CONSTRAINT alerts_claim_is_whole CHECK (((state = 'claimed'::text) = (lease_until IS NOT NULL)))
  CONSTRAINT alerts_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES accounts(id)
  CONSTRAINT alerts_claimed_has_owner CHECK (((state <> 'claimed'::text) OR ((claimed_by IS NOT NULL) AND (claimed_at IS NOT NULL))))
  CONSTRAINT alerts_closed_has_outcome CHECK (((state <> 'closed'::text) OR ((closed_at IS NOT NULL) AND (outcome IS NOT NULL))))
  CONSTRAINT alerts_community_code_fkey FOREIGN KEY (community_code) REFERENCES divisions(code)
  CONSTRAINT alerts_elder_id_fkey FOREIGN KEY (elder_id) REFERENCES elders(id)
  CONSTRAINT alerts_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES facilities(id)
  CONSTRAINT alerts_home_id_fkey FOREIGN KEY (home_id) REFERENCES homes(id)
  CONSTRAINT alerts_kind_check CHECK ((kind = ANY (ARRAY['sos'::text, 'fall'::text, 'smoke'::text, 'gas'::text, 'co'::text, 'unknownDistress'::text, 'phoneCall'::text, 'missingPerson'::text, 'welfareCheck'::text, 'wandering'::text, 'inactivity'::text, 'bedExit'::text, 'vitals'::text, 'waterLeak'::text, 'coldHome'::text, 'nurseCall'::text, 'unitExit'::text, 'deviceLost'::text, 'lowBattery'::text, 'tamper'::text, 'door'::text])))
  CONSTRAINT alerts_late_seconds_check CHECK ((late_seconds >= 0))
  CONSTRAINT alerts_number UNIQUE (number)
  CONSTRAINT alerts_outcome_check CHECK ((outcome = ANY (ARRAY['realEmergency'::text, 'helpGiven'::text, 'foundWell'::text, 'foundIll'::text, 'foundDead'::text, 'notAtHome'::text, 'movedAway'::text, 'falseAlarm'::text, 'test'::text, 'unreachable'::text])))
  CONSTRAINT alerts_pkey PRIMARY KEY (id)
  CONSTRAINT alerts_presses_check CHECK ((presses >= 1))
  CONSTRAINT alerts_previous_alert_id_fkey FOREIGN KEY (previous_alert_id) REFERENCES alerts(id)
  CONSTRAINT alerts_raised_has_no_owner CHECK (((state <> 'raised'::text) OR (claimed_by IS NULL)))
  CONSTRAINT alerts_severity_check CHECK ((severity = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text])))
  CONSTRAINT alerts_source_check CHECK ((source = ANY (ARRAY['device'::text, 'operator'::text, 'family'::text, 'station'::text])))
  CONSTRAINT alerts_state_check CHECK ((state = ANY (ARRAY['raised'::text, 'claimed'::text, 'resolved'::text, 'closed'::text, 'merged'::text])))
  CONSTRAINT alerts_urgency_check CHECK ((urgency = ANY (ARRAY[0, 1])))
  CREATE INDEX alerts_elder ON public.alerts USING btree (elder_id, received_at)
  CREATE INDEX alerts_fold_key ON public.alerts USING btree (fold_key, received_at)
  CREATE INDEX alerts_lease ON public.alerts USING btree (lease_until) WHERE (state = 'claimed'::text)
  CREATE INDEX alerts_open ON public.alerts USING btree (state) WHERE (state = ANY (ARRAY['raised'::text, 'claimed'::text, 'resolved'::text]))
  CREATE INDEX alerts_open_home ON public.alerts USING btree (home_id) WHERE (state = ANY (ARRAY['raised'::text, 'claimed'::text]))
  CREATE INDEX alerts_received ON public.alerts USING btree (received_at)
  CREATE TRIGGER alerts_guard BEFORE UPDATE ON public.alerts FOR EACH ROW EXECUTE FUNCTION alerts_guard()
  CREATE UNIQUE INDEX alerts_one_open_minor ON public.alerts USING btree (fold_key, kind, device_key) WHERE ((severity <> 'P1'::text) AND (state = ANY (ARRAY['raised'::text, 'claimed'::text])))
  CREATE UNIQUE INDEX alerts_one_open_p1 ON public.alerts USING btree (fold_key) WHERE ((severity = 'P1'::text) AND (state = ANY (ARRAY['raised'::text, 'claimed'::text])))
  WITH (fillfactor=80)
  cancelled_by_elder_at timestamp with time zone
  claimed_at timestamp with time zone
  claimed_by uuid
  closed_at timestamp with time zone
  community_code text
  device_key text
  drill boolean NOT NULL DEFAULT false
  elder_id uuid
  escalated_at timestamp with time zone
  facility_id uuid
  fold_key text NOT NULL
  home_id uuid
  id uuid NOT NULL
  kind text NOT NULL
  last_press_at timestamp with time zone NOT NULL
  last_received_at timestamp with time zone NOT NULL
  lat double precision
  late_seconds integer NOT NULL DEFAULT 0
  lease_until timestamp with time zone
  lng double precision
  number text NOT NULL
  other_elder_ids uuid[] NOT NULL DEFAULT '{}'::uuid[]
  outcome text
  presses integer NOT NULL DEFAULT 1
  previous_alert_id uuid
  raised_at timestamp with time zone NOT NULL
  received_at timestamp with time zone NOT NULL
  reopened integer NOT NULL DEFAULT 0
  resolved_at timestamp with time zone
  severity text NOT NULL
  source text NOT NULL
  state text NOT NULL
  unreadable boolean NOT NULL DEFAULT false
  urgency smallint NOT NULL DEFAULT 0
  version integer NOT NULL DEFAULT 1

table audit_log
  CONSTRAINT audit_log_pkey PRIMARY KEY (id)
  CREATE INDEX audit_log_at ON public.audit_log USING btree (at)
  CREATE INDEX audit_log_subject ON public.audit_log USING btree (subject)
  account_id uuid
  action text NOT NULL
  at timestamp with time zone NOT NULL DEFAULT now()
  data jsonb NOT NULL DEFAULT '{}'::jsonb
  id uuid NOT NULL
  subject text NOT NULL

table contacts
  CONSTRAINT contacts_elder_id_fkey FOREIGN KEY (elder_id) REFERENCES elders(id)
  CONSTRAINT contacts_pkey PRIMARY KEY (id)
  CREATE INDEX contacts_elder ON public.contacts USING btree (elder_id)
  come_order smallint
  decide_order smallint
  elder_id uuid NOT NULL
  holds_key boolean NOT NULL DEFAULT false
  id uuid NOT NULL
  minutes_away smallint
  name text NOT NULL
  phone_indexes text[] NOT NULL DEFAULT '{}'::text[]
  phone_sealed text NOT NULL
  relation text NOT NULL

table device_cancels
  CONSTRAINT device_cancels_pkey PRIMARY KEY (id)
  CREATE INDEX device_cancels_device ON public.device_cancels USING btree (device_key, at)
  at timestamp with time zone NOT NULL
  device_key text NOT NULL
  id uuid NOT NULL
  of_event_id text
  received_at timestamp with time zone NOT NULL

table device_credentials
  CONSTRAINT device_credentials_pkey PRIMARY KEY (username)
  CONSTRAINT device_credentials_username_check CHECK ((username ~ '^[A-Za-z0-9_.:-]{1,64}$'::text))
  issued_at timestamp with time zone NOT NULL DEFAULT now()
  revoked_at timestamp with time zone
  secret_hash text NOT NULL
  username text NOT NULL

table device_events
  CONSTRAINT device_events_became_check CHECK ((became = ANY (ARRAY['alert'::text, 'press'::text, 'cancel'::text, 'noted'::text, 'quarantine'::text])))
  CONSTRAINT device_events_channel_check CHECK ((channel = ANY (ARRAY['events'::text, 'http'::text])))
  CONSTRAINT device_events_once UNIQUE (device_key, event_id)
  CONSTRAINT device_events_pkey PRIMARY KEY (id)
  CREATE INDEX device_events_alert ON public.device_events USING btree (alert_id) WHERE (alert_id IS NOT NULL)
  CREATE INDEX device_events_event_id ON public.device_events USING btree (event_id)
  CREATE INDEX device_events_received ON public.device_events USING btree (received_at)
  alert_id uuid
  at timestamp with time zone NOT NULL
  became text NOT NULL
  channel text NOT NULL
  committed_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  community_code text
  copies integer NOT NULL DEFAULT 0
  device_key text NOT NULL
  elder_id uuid
  event_id text NOT NULL
  home_id uuid
  id uuid NOT NULL
  kind text NOT NULL
  last_copy_at timestamp with time zone
  payload bytea NOT NULL
  raw_at text
  received_at timestamp with time zone NOT NULL
  type text NOT NULL

table device_placements
  CONSTRAINT device_placements_check CHECK ((num_nonnulls(elder_id, home_id) = 1))
  CONSTRAINT device_placements_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices(id)
  CONSTRAINT device_placements_during_check CHECK ((NOT isempty(during)))
  CONSTRAINT device_placements_elder_id_fkey FOREIGN KEY (elder_id) REFERENCES elders(id)
  CONSTRAINT device_placements_home_id_fkey FOREIGN KEY (home_id) REFERENCES homes(id)
  CONSTRAINT device_placements_one_at_a_time EXCLUDE USING gist (device_id WITH =, during WITH &&)
  CONSTRAINT device_placements_pkey PRIMARY KEY (id)
  CREATE INDEX device_placements_elder ON public.device_placements USING btree (elder_id) WHERE (elder_id IS NOT NULL)
  CREATE INDEX device_placements_home ON public.device_placements USING btree (home_id) WHERE (home_id IS NOT NULL)
  device_id uuid NOT NULL
  during tstzrange NOT NULL
  elder_id uuid
  home_id uuid
  id uuid NOT NULL

table device_states
  CONSTRAINT device_states_connection_check CHECK ((connection = ANY (ARRAY['online'::text, 'offline'::text])))
  CONSTRAINT device_states_pkey PRIMARY KEY (device_key)
  WITH (fillfactor=70)
  battery smallint
  connection text
  connection_at timestamp with time zone
  device_key text NOT NULL
  last_seen_at timestamp with time zone
  latest jsonb NOT NULL DEFAULT '{}'::jsonb

table devices
  CONSTRAINT devices_key UNIQUE (key)
  CONSTRAINT devices_key_check CHECK ((key ~ '^[A-Za-z0-9_.:-]{1,64}$'::text))
  CONSTRAINT devices_kind_check CHECK ((kind = ANY (ARRAY['sosButton'::text, 'pendant'::text, 'voiceTerminal'::text, 'fallDetector'::text, 'radar'::text, 'smoke'::text, 'gas'::text, 'co'::text, 'waterLeak'::text, 'motion'::text, 'door'::text, 'bedOccupancy'::text, 'vitalBand'::text, 'bloodPressure'::text, 'gpsWatch'::text, 'temperature'::text, 'waterMeter'::text, 'checkupKiosk'::text, 'bedCall'::text, 'gateway'::text])))
  CONSTRAINT devices_pkey PRIMARY KEY (id)
  CONSTRAINT devices_report_seconds_check CHECK ((report_seconds > 0))
  created_at timestamp with time zone NOT NULL DEFAULT now()
  id uuid NOT NULL
  key text NOT NULL
  kind text NOT NULL
  name text NOT NULL
  protocol text NOT NULL DEFAULT 'native'::text
  report_seconds integer NOT NULL DEFAULT 3600

table division_managements
  CONSTRAINT division_managements_check CHECK ((division_code <> managed_by))
  CONSTRAINT division_managements_division_code_fkey FOREIGN KEY (division_code) REFERENCES divisions(code)
  CONSTRAINT division_managements_managed_by_fkey FOREIGN KEY (managed_by) REFERENCES divisions(code)
  CONSTRAINT division_managements_one_at_a_time EXCLUDE USING gist (division_code WITH =, during WITH &&)
  CONSTRAINT division_managements_pkey PRIMARY KEY (division_code, during)
  CREATE INDEX division_managements_managed_by ON public.division_managements USING btree (managed_by)
  division_code text NOT NULL
  during daterange NOT NULL
  managed_by text NOT NULL

table divisions
  CONSTRAINT divisions_class_of_place_check CHECK ((class_of_place = ANY (ARRAY['urban'::text, 'town'::text, 'mountain'::text])))
  CONSTRAINT divisions_code_check CHECK ((code ~ '^[0-9]{12}$'::text))
  CONSTRAINT divisions_level_check CHECK ((level = ANY (ARRAY['province'::text, 'city'::text, 'county'::text, 'subdistrict'::text, 'community'::text])))
  CONSTRAINT divisions_pkey PRIMARY KEY (code)
  CONSTRAINT divisions_setting_check CHECK ((setting = ANY (ARRAY['urban'::text, 'rural'::text])))
  class_of_place text
  code text NOT NULL
  level text NOT NULL
  name text NOT NULL
  setting text
  valid_from date NOT NULL DEFAULT '1949-10-01'::date
  valid_to date

table elders
  CONSTRAINT elders_ability_level_check CHECK (((ability_level >= 0) AND (ability_level <= 4)))
  CONSTRAINT elders_living_check CHECK ((living = ANY (ARRAY['alone'::text, 'emptyNest'::text, 'withChildren'::text, 'leftBehind'::text, 'institution'::text, 'other'::text])))
  CONSTRAINT elders_pkey PRIMARY KEY (id)
  CONSTRAINT elders_sex_check CHECK ((sex = ANY (ARRAY['male'::text, 'female'::text])))
  CREATE INDEX elders_name ON public.elders USING btree (name)
  CREATE INDEX elders_pinyin ON public.elders USING btree (pinyin)
  CREATE UNIQUE INDEX elders_id_number ON public.elders USING btree (id_number_index) WHERE (id_number_index IS NOT NULL)
  ability_level smallint
  allergies_sealed text
  birth_date date NOT NULL
  blood_type_sealed text
  categories text[] NOT NULL DEFAULT '{}'::text[]
  conditions_sealed text
  created_at timestamp with time zone NOT NULL DEFAULT now()
  died_at timestamp with time zone
  door_notes_sealed text
  id uuid NOT NULL
  id_number_index text
  id_number_sealed text
  living text NOT NULL
  medication_sealed text
  name text NOT NULL
  phone_indexes text[] NOT NULL DEFAULT '{}'::text[]
  phones_sealed text
  pinyin text NOT NULL
  reach jsonb NOT NULL DEFAULT '{}'::jsonb
  sex text NOT NULL

table facilities
  CONSTRAINT facilities_check CHECK (((lng IS NULL) = (lat IS NULL)))
  CONSTRAINT facilities_division_code_fkey FOREIGN KEY (division_code) REFERENCES divisions(code)
  CONSTRAINT facilities_pkey PRIMARY KEY (id)
  CONSTRAINT facilities_type_check CHECK ((type = ANY (ARRAY['careInstitution'::text, 'communityStation'::text, 'dayCareCentre'::text, 'ruralDayCareCentre'::text, 'townComprehensiveCentre'::text, 'ruralHappinessHome'::text, 'homeCareCentre'::text, 'modelHomeCareCentre'::text, 'urbanCommunityFacility'::text, 'mealDepot'::text, 'mealPoint'::text, 'unclassified'::text])))
  CREATE INDEX facilities_division ON public.facilities USING btree (division_code)
  CREATE INDEX facilities_type ON public.facilities USING btree (type)
  address text NOT NULL
  division_code text NOT NULL
  id uuid NOT NULL
  lat double precision
  lng double precision
  name text NOT NULL
  phone text
  type text NOT NULL

table facts
  CONSTRAINT facts_kind_check CHECK ((kind = ANY (ARRAY['alert'::text, 'event'::text, 'device'::text, 'account'::text, 'session'::text])))
  CONSTRAINT facts_pkey PRIMARY KEY (id)
  CREATE INDEX facts_at ON public.facts USING brin (at)
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  change text NOT NULL
  data jsonb NOT NULL DEFAULT '{}'::jsonb
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY
  kind text NOT NULL
  subject text NOT NULL

table failed_logins
  CONSTRAINT failed_logins_pkey PRIMARY KEY (key)
  blocked_until timestamp with time zone
  failures integer NOT NULL
  key text NOT NULL
  window_started_at timestamp with time zone NOT NULL

table feed_cursors
  CONSTRAINT feed_cursors_pkey PRIMARY KEY (name)
  name text NOT NULL
  position bigint NOT NULL
  updated_at timestamp with time zone NOT NULL DEFAULT now()

table homes
  CONSTRAINT homes_check CHECK (((lng IS NULL) = (lat IS NULL)))
  CONSTRAINT homes_community_code_fkey FOREIGN KEY (community_code) REFERENCES divisions(code)
  CONSTRAINT homes_pkey PRIMARY KEY (id)
  CREATE INDEX homes_community ON public.homes USING btree (community_code)
  community_code text NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT now()
  door_sealed text
  floor smallint
  has_lift boolean
  id uuid NOT NULL
  lat double precision
  lng double precision
  street text NOT NULL

table idempotent_answers
  CONSTRAINT idempotent_answers_pkey PRIMARY KEY (account_id, key)
  account_id uuid NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT now()
  key text NOT NULL
  location text
  request_digest text NOT NULL
  status integer

table operator_shifts
  CONSTRAINT operator_shifts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT operator_shifts_pkey PRIMARY KEY (id)
  CREATE INDEX operator_shifts_open ON public.operator_shifts USING btree (account_id) WHERE (ended_at IS NULL)
  account_id uuid NOT NULL
  audible boolean NOT NULL
  connection_id text NOT NULL
  ended_at timestamp with time zone
  id uuid NOT NULL
  started_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()

table process_beats
  CONSTRAINT process_beats_pkey PRIMARY KEY (process_id)
  app text NOT NULL
  beat_at timestamp with time zone NOT NULL
  links jsonb NOT NULL DEFAULT '[]'::jsonb
  process_id text NOT NULL
  started_at timestamp with time zone NOT NULL

table quarantine
  CONSTRAINT quarantine_pkey PRIMARY KEY (id)
  CREATE INDEX quarantine_received ON public.quarantine USING btree (received_at)
  alert_id uuid
  device_key text
  id uuid NOT NULL
  payload bytea NOT NULL
  reason text NOT NULL
  received_at timestamp with time zone NOT NULL
  topic text NOT NULL

table residencies
  CONSTRAINT residencies_during_check CHECK ((NOT isempty(during)))
  CONSTRAINT residencies_elder_id_fkey FOREIGN KEY (elder_id) REFERENCES elders(id)
  CONSTRAINT residencies_home_id_fkey FOREIGN KEY (home_id) REFERENCES homes(id)
  CONSTRAINT residencies_one_home_at_a_time EXCLUDE USING gist (elder_id WITH =, during WITH &&)
  CONSTRAINT residencies_pkey PRIMARY KEY (id)
  CREATE INDEX residencies_home ON public.residencies USING btree (home_id)
  during tstzrange NOT NULL
  elder_id uuid NOT NULL
  home_id uuid NOT NULL
  id uuid NOT NULL

table sessions
  CONSTRAINT sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
  CONSTRAINT sessions_pkey PRIMARY KEY (id)
  CONSTRAINT sessions_token_hash UNIQUE (token_hash)
  CREATE INDEX sessions_account ON public.sessions USING btree (account_id)
  account_id uuid NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT now()
  expires_at timestamp with time zone NOT NULL
  id uuid NOT NULL
  revoked_at timestamp with time zone
  token_hash bytea NOT NULL

table telemetry
  CONSTRAINT telemetry_pkey PRIMARY KEY (device_key, at, digest)
  PARTITION BY RANGE (at)
  at timestamp with time zone NOT NULL
  committed_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  device_key text NOT NULL
  digest bigint NOT NULL
  received_at timestamp with time zone NOT NULL
  values jsonb NOT NULL
