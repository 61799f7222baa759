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

function task_begins
  CREATE OR REPLACE FUNCTION public.task_begins()
   RETURNS trigger
   LANGUAGE plpgsql
  AS $function$
    BEGIN
      IF NEW.state <> TG_ARGV[0] OR NEW.version <> 1 THEN
        RAISE EXCEPTION '% begins as % in version 1', TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'check_violation';
      END IF;
      RETURN NEW;
    END $function$

function task_guard
  CREATE OR REPLACE FUNCTION public.task_guard()
   RETURNS trigger
   LANGUAGE plpgsql
  AS $function$
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
  mobile_sealed text
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

table alert_photos
  CONSTRAINT alert_photos_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT alert_photos_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id)
  CONSTRAINT alert_photos_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id)
  CONSTRAINT alert_photos_pkey PRIMARY KEY (file_id)
  CONSTRAINT alert_photos_purpose_check CHECK ((purpose = ANY (ARRAY['doorBefore'::text, 'doorAfter'::text, 'scene'::text, 'person'::text])))
  CREATE INDEX alert_photos_alert ON public.alert_photos USING btree (alert_id, at)
  account_id uuid
  alert_id uuid NOT NULL
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  file_id uuid NOT NULL
  purpose text NOT NULL

table alert_presses
  CONSTRAINT alert_presses_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT alert_presses_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id)
  CONSTRAINT alert_presses_elder_id_fkey FOREIGN KEY (elder_id) REFERENCES elders(id)
  CONSTRAINT alert_presses_from_somewhere CHECK (((device_key IS NULL) <> (account_id IS NULL)))
  CONSTRAINT alert_presses_once UNIQUE (device_key, event_id)
  CONSTRAINT alert_presses_pkey PRIMARY KEY (id)
  CREATE INDEX alert_presses_alert ON public.alert_presses USING btree (alert_id, received_at)
  CREATE INDEX alert_presses_device ON public.alert_presses USING btree (device_key, at)
  CREATE UNIQUE INDEX alert_presses_once_by_person ON public.alert_presses USING btree (account_id, event_id) WHERE (account_id IS NOT NULL)
  account_id uuid
  alert_id uuid NOT NULL
  at timestamp with time zone NOT NULL
  cancelled_at timestamp with time zone
  device_key text
  elder_id uuid
  event_id text NOT NULL
  id uuid NOT NULL
  kind text NOT NULL
  late_seconds integer NOT NULL
  received_at timestamp with time zone NOT NULL

table alert_steps
  CONSTRAINT alert_steps_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id)
  CONSTRAINT alert_steps_check CHECK (((done_at IS NULL) = (outcome IS NULL)))
  CONSTRAINT alert_steps_kind_check CHECK ((kind = ANY (ARRAY['undisplayed'::text, 'undisplayedPhone'::text, 'ringAgain'::text, 'supervisor'::text, 'operatorMobile'::text, 'dutyPhone'::text, 'nextLevelCentre'::text, 'neighbouringCentre'::text, 'autoOffer'::text, 'remind'::text, 'reviewOverdue'::text])))
  CONSTRAINT alert_steps_outcome_check CHECK ((outcome = ANY (ARRAY['fired'::text, 'cancelled'::text])))
  CONSTRAINT alert_steps_pkey PRIMARY KEY (id)
  CONSTRAINT alert_steps_until_check CHECK ((until = ANY (ARRAY['claimed'::text, 'ended'::text])))
  CREATE INDEX alert_steps_alert ON public.alert_steps USING btree (alert_id) WHERE (done_at IS NULL)
  CREATE INDEX alert_steps_due ON public.alert_steps USING btree (due_at) WHERE (done_at IS NULL)
  alert_id uuid NOT NULL
  done_at timestamp with time zone
  due_after_ms integer
  due_at timestamp with time zone NOT NULL
  id uuid NOT NULL
  kind text NOT NULL
  outcome text
  until text NOT NULL DEFAULT 'claimed'::text

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
  CONSTRAINT alerts_cause_check CHECK ((cause = ANY (ARRAY['fall'::text, 'choking'::text, 'selfHarm'::text, 'wandering'::text, 'illness'::text, 'fire'::text, 'gas'::text, 'crime'::text, 'loneliness'::text, 'mistake'::text, 'device'::text, 'other'::text])))
  CONSTRAINT alerts_claim_is_whole CHECK (((state = 'claimed'::text) = (lease_until IS NOT NULL)))
  CONSTRAINT alerts_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES accounts(id)
  CONSTRAINT alerts_claimed_has_owner CHECK (((state <> 'claimed'::text) OR ((claimed_by IS NOT NULL) AND (claimed_at IS NOT NULL))))
  CONSTRAINT alerts_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES accounts(id)
  CONSTRAINT alerts_closed_has_outcome CHECK (((state <> 'closed'::text) OR ((closed_at IS NOT NULL) AND (outcome IS NOT NULL))))
  CONSTRAINT alerts_community_code_fkey FOREIGN KEY (community_code) REFERENCES divisions(code)
  CONSTRAINT alerts_detail_check CHECK ((detail = ANY (ARRAY['hospital'::text, 'treatedOnSite'::text, 'fire'::text, 'crime'::text, 'other'::text, 'accidental'::text, 'deviceFault'::text])))
  CONSTRAINT alerts_elder_id_fkey FOREIGN KEY (elder_id) REFERENCES elders(id)
  CONSTRAINT alerts_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES facilities(id)
  CONSTRAINT alerts_handover_to_fkey FOREIGN KEY (handover_to) REFERENCES accounts(id)
  CONSTRAINT alerts_home_id_fkey FOREIGN KEY (home_id) REFERENCES homes(id)
  CONSTRAINT alerts_injury_check CHECK ((injury = ANY (ARRAY['none'::text, 'minor'::text, 'serious'::text])))
  CONSTRAINT alerts_kind_check CHECK ((kind = ANY (ARRAY['sos'::text, 'fall'::text, 'smoke'::text, 'gas'::text, 'co'::text, 'unknownDistress'::text, 'phoneCall'::text, 'missingPerson'::text, 'welfareCheck'::text, 'wandering'::text, 'inactivity'::text, 'bedExit'::text, 'vitals'::text, 'waterLeak'::text, 'coldHome'::text, 'nurseCall'::text, 'unitExit'::text, 'deviceLost'::text, 'lowBattery'::text, 'tamper'::text, 'door'::text])))
  CONSTRAINT alerts_late_seconds_check CHECK ((late_seconds >= 0))
  CONSTRAINT alerts_merged_elsewhere CHECK ((merged_into <> id))
  CONSTRAINT alerts_merged_has_target CHECK (((state <> 'merged'::text) OR (merged_into IS NOT NULL)))
  CONSTRAINT alerts_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES alerts(id)
  CONSTRAINT alerts_no_rescue_reason_check CHECK ((no_rescue_reason = ANY (ARRAY['helpedByResponder'::text, 'helpedByFamily'::text, 'elderRefused'::text, 'wentByThemselves'::text, 'alreadyInCare'::text, 'notNeededMedically'::text])))
  CONSTRAINT alerts_number UNIQUE (number)
  CONSTRAINT alerts_outcome_check CHECK ((outcome = ANY (ARRAY['realEmergency'::text, 'helpGiven'::text, 'foundWell'::text, 'foundIll'::text, 'foundDead'::text, 'notAtHome'::text, 'movedAway'::text, 'falseAlarm'::text, 'test'::text, 'unreachable'::text])))
  CONSTRAINT alerts_pkey PRIMARY KEY (id)
  CONSTRAINT alerts_presses_check CHECK ((presses >= 1))
  CONSTRAINT alerts_previous_alert_id_fkey FOREIGN KEY (previous_alert_id) REFERENCES alerts(id)
  CONSTRAINT alerts_proof_check CHECK ((proof = ANY (ARRAY['spokeToElder'::text, 'familyConfirmed'::text, 'neighbourConfirmed'::text, 'homeSearched'::text, 'other'::text])))
  CONSTRAINT alerts_raised_by_fkey FOREIGN KEY (raised_by) REFERENCES accounts(id)
  CONSTRAINT alerts_raised_has_no_owner CHECK (((state <> 'raised'::text) OR (claimed_by IS NULL)))
  CONSTRAINT alerts_real_names_rescue CHECK (((state <> 'closed'::text) OR (severity <> 'P1'::text) OR (outcome <> 'realEmergency'::text) OR (rescue_called_at IS NOT NULL) OR (no_rescue_reason IS NOT NULL)))
  CONSTRAINT alerts_resolved_by_fkey FOREIGN KEY (resolved_by) REFERENCES accounts(id)
  CONSTRAINT alerts_severity_check CHECK ((severity = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text])))
  CONSTRAINT alerts_source_check CHECK ((source = ANY (ARRAY['device'::text, 'operator'::text, 'family'::text, 'station'::text])))
  CONSTRAINT alerts_state_check CHECK ((state = ANY (ARRAY['raised'::text, 'claimed'::text, 'resolved'::text, 'closed'::text, 'merged'::text])))
  CONSTRAINT alerts_task_stage_check CHECK ((task_stage = ANY (ARRAY['verifying'::text, 'dispatched'::text, 'accepted'::text, 'enRoute'::text, 'onScene'::text])))
  CONSTRAINT alerts_unreachable_is_minor CHECK (((outcome <> 'unreachable'::text) OR (severity = 'P3'::text)))
  CONSTRAINT alerts_urgency_check CHECK ((urgency = ANY (ARRAY[0, 1])))
  CREATE INDEX alerts_closed ON public.alerts USING btree (closed_at) WHERE (state = 'closed'::text)
  CREATE INDEX alerts_elder ON public.alerts USING btree (elder_id, received_at)
  CREATE INDEX alerts_fold_key ON public.alerts USING btree (fold_key, received_at)
  CREATE INDEX alerts_lease ON public.alerts USING btree (lease_until) WHERE (state = 'claimed'::text)
  CREATE INDEX alerts_open ON public.alerts USING btree (state) WHERE (state = ANY (ARRAY['raised'::text, 'claimed'::text, 'resolved'::text]))
  CREATE INDEX alerts_open_device ON public.alerts USING btree (device_key) WHERE (state = ANY (ARRAY['raised'::text, 'claimed'::text]))
  CREATE INDEX alerts_open_home ON public.alerts USING btree (home_id) WHERE (state = ANY (ARRAY['raised'::text, 'claimed'::text]))
  CREATE INDEX alerts_received ON public.alerts USING btree (received_at)
  CREATE INDEX alerts_review_due ON public.alerts USING btree (resolved_at) WHERE (review_due AND (state = 'resolved'::text))
  CREATE TRIGGER alerts_guard BEFORE UPDATE ON public.alerts FOR EACH ROW EXECUTE FUNCTION alerts_guard()
  CREATE UNIQUE INDEX alerts_one_open_minor ON public.alerts USING btree (fold_key, kind, source, device_key) NULLS NOT DISTINCT WHERE ((severity <> 'P1'::text) AND (state = ANY (ARRAY['raised'::text, 'claimed'::text])))
  CREATE UNIQUE INDEX alerts_one_open_p1 ON public.alerts USING btree (fold_key) WHERE ((severity = 'P1'::text) AND (state = ANY (ARRAY['raised'::text, 'claimed'::text])))
  WITH (fillfactor=80)
  accepted_at timestamp with time zone
  call_started_at timestamp with time zone
  caller_sealed text
  cancelled_by_elder_at timestamp with time zone
  cause text
  claimed_at timestamp with time zone
  claimed_by uuid
  closed_at timestamp with time zone
  closed_by uuid
  community_code text
  detail text
  device_key text
  dispatched_at timestamp with time zone
  drill boolean NOT NULL DEFAULT false
  elder_id uuid
  en_route_at timestamp with time zone
  escalated_at timestamp with time zone
  facility_id uuid
  fired_steps text[] NOT NULL DEFAULT '{}'::text[]
  fold_key text NOT NULL
  handover_to uuid
  held_at timestamp with time zone
  helper_silent_at timestamp with time zone
  home_id uuid
  id uuid NOT NULL
  injury text
  joined_keys text[] NOT NULL DEFAULT '{}'::text[]
  judged_kind text
  kind text NOT NULL
  last_press_at timestamp with time zone NOT NULL
  last_received_at timestamp with time zone NOT NULL
  lat double precision
  late_seconds integer NOT NULL DEFAULT 0
  lease_until timestamp with time zone
  lng double precision
  merged_into uuid
  missing_sealed text
  no_rescue_reason text
  nobody_in_reach_at timestamp with time zone
  number text NOT NULL
  on_scene_at timestamp with time zone
  other_elder_ids uuid[] NOT NULL DEFAULT '{}'::uuid[]
  outcome text
  police_warned_at timestamp with time zone
  presses integer NOT NULL DEFAULT 1
  previous_alert_id uuid
  proof text
  raised_at timestamp with time zone NOT NULL
  raised_by uuid
  received_at timestamp with time zone NOT NULL
  reopened integer NOT NULL DEFAULT 0
  reported_sealed text
  rescue_called_at timestamp with time zone
  resolved_at timestamp with time zone
  resolved_by uuid
  retry_at timestamp with time zone
  review_due boolean NOT NULL DEFAULT false
  rung_at timestamp with time zone
  severity text NOT NULL
  source text NOT NULL
  state text NOT NULL
  task_stage text
  told_at timestamp with time zone
  unreadable boolean NOT NULL DEFAULT false
  urgency smallint NOT NULL DEFAULT 0
  version integer NOT NULL DEFAULT 1
  voice_at timestamp with time zone

table audit_findings
  CONSTRAINT audit_findings_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id)
  CONSTRAINT audit_findings_pkey PRIMARY KEY (id)
  CREATE INDEX audit_findings_at ON public.audit_findings USING btree (at)
  alert_id uuid NOT NULL
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  id uuid NOT NULL
  reason text NOT NULL
  state text NOT NULL

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

table calendar_days
  CONSTRAINT calendar_days_kind_check CHECK ((kind = ANY (ARRAY['holiday'::text, 'workday'::text])))
  CONSTRAINT calendar_days_pkey PRIMARY KEY (day)
  day date NOT NULL
  kind text NOT NULL
  name text NOT NULL

table call_tasks
  CONSTRAINT call_tasks_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT call_tasks_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id)
  CONSTRAINT call_tasks_channel_check CHECK ((channel = ANY (ARRAY['deviceVoice'::text, 'landline'::text, 'mobile'::text, 'neighbour'::text, 'contact'::text, 'incoming'::text])))
  CONSTRAINT call_tasks_check CHECK (((state <> 'voice'::text) OR (voice_at IS NOT NULL)))
  CONSTRAINT call_tasks_check1 CHECK (((state = ANY (ARRAY['noAnswer'::text, 'ended'::text])) = (ended_at IS NOT NULL)))
  CONSTRAINT call_tasks_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id)
  CONSTRAINT call_tasks_elder_id_fkey FOREIGN KEY (elder_id) REFERENCES elders(id)
  CONSTRAINT call_tasks_pkey PRIMARY KEY (id)
  CONSTRAINT call_tasks_result_check CHECK ((result = ANY (ARRAY['isWell'::text, 'needsHelp'::text, 'noSense'::text, 'comes'::text, 'cannotCome'::text, 'consents'::text, 'other'::text])))
  CONSTRAINT call_tasks_state_check CHECK ((state = ANY (ARRAY['ringing'::text, 'voice'::text, 'noAnswer'::text, 'ended'::text])))
  CREATE INDEX call_tasks_alert ON public.call_tasks USING btree (alert_id)
  CREATE INDEX call_tasks_external ON public.call_tasks USING btree (external_ref) WHERE (external_ref IS NOT NULL)
  CREATE TRIGGER call_tasks_begin BEFORE INSERT ON public.call_tasks FOR EACH ROW EXECUTE FUNCTION task_begins('ringing')
  CREATE TRIGGER call_tasks_guard BEFORE UPDATE ON public.call_tasks FOR EACH ROW EXECUTE FUNCTION task_guard('ringing>voice ringing>noAnswer ringing>ended voice>ended')
  account_id uuid
  alert_id uuid NOT NULL
  channel text NOT NULL
  contact_id uuid
  device_key text
  elder_id uuid
  ended_at timestamp with time zone
  entry_key text
  external_ref text
  id uuid NOT NULL
  note_sealed text
  party_sealed text
  recording_ref text
  result text
  started_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  state text NOT NULL
  version integer NOT NULL DEFAULT 1
  voice_at timestamp with time zone

table contacts
  CONSTRAINT contacts_elder_id_fkey FOREIGN KEY (elder_id) REFERENCES elders(id)
  CONSTRAINT contacts_pkey PRIMARY KEY (id)
  CREATE INDEX contacts_elder ON public.contacts USING btree (elder_id)
  CREATE INDEX contacts_phones ON public.contacts USING gin (phone_indexes)
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

table device_commands
  CONSTRAINT device_commands_check CHECK ((expires_at > created_at))
  CONSTRAINT device_commands_pkey PRIMARY KEY (id)
  CONSTRAINT device_commands_type_check CHECK ((type = ANY (ARRAY['ring'::text, 'locate'::text, 'config'::text])))
  CREATE INDEX device_commands_device ON public.device_commands USING btree (device_key, created_at)
  CREATE INDEX device_commands_waiting ON public.device_commands USING btree (created_at) WHERE (sent_at IS NULL)
  alert_id uuid
  created_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  data jsonb NOT NULL DEFAULT '{}'::jsonb
  device_key text NOT NULL
  expires_at timestamp with time zone NOT NULL
  id uuid NOT NULL
  sent_at timestamp with time zone
  type text NOT NULL

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
  CONSTRAINT device_placements_ended_because_check CHECK ((ended_because = 'death'::text))
  CONSTRAINT device_placements_home_id_fkey FOREIGN KEY (home_id) REFERENCES homes(id)
  CONSTRAINT device_placements_one_at_a_time EXCLUDE USING gist (device_id WITH =, during WITH &&)
  CONSTRAINT device_placements_pkey PRIMARY KEY (id)
  CREATE INDEX device_placements_elder ON public.device_placements USING btree (elder_id) WHERE (elder_id IS NOT NULL)
  CREATE INDEX device_placements_home ON public.device_placements USING btree (home_id) WHERE (home_id IS NOT NULL)
  device_id uuid NOT NULL
  during tstzrange NOT NULL
  elder_id uuid
  ended_because text
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

table dispatch_rounds
  CONSTRAINT dispatch_rounds_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT dispatch_rounds_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id)
  CONSTRAINT dispatch_rounds_mode_check CHECK ((mode = ANY (ARRAY['parallel'::text, 'sequence'::text])))
  CONSTRAINT dispatch_rounds_pkey PRIMARY KEY (id)
  CREATE INDEX dispatch_rounds_alert ON public.dispatch_rounds USING btree (alert_id)
  account_id uuid
  alert_id uuid NOT NULL
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  automatic boolean NOT NULL DEFAULT false
  candidates jsonb NOT NULL
  id uuid NOT NULL
  mode text NOT NULL
  override_sealed text
  waiting uuid[] NOT NULL DEFAULT '{}'::uuid[]

table dispatch_tasks
  CONSTRAINT dispatch_tasks_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id)
  CONSTRAINT dispatch_tasks_check CHECK (((state = ANY (ARRAY['declined'::text, 'expired'::text, 'recalled'::text, 'left'::text])) = (ended_at IS NOT NULL)))
  CONSTRAINT dispatch_tasks_check1 CHECK (((state <> ALL (ARRAY['accepted'::text, 'enRoute'::text, 'onScene'::text, 'atDoorNoAnswer'::text])) OR (lead IS NOT NULL)))
  CONSTRAINT dispatch_tasks_offered_by_fkey FOREIGN KEY (offered_by) REFERENCES accounts(id)
  CONSTRAINT dispatch_tasks_pkey PRIMARY KEY (id)
  CONSTRAINT dispatch_tasks_responder_id_fkey FOREIGN KEY (responder_id) REFERENCES responders(id)
  CONSTRAINT dispatch_tasks_round_id_fkey FOREIGN KEY (round_id) REFERENCES dispatch_rounds(id)
  CONSTRAINT dispatch_tasks_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'accepted'::text, 'declined'::text, 'expired'::text, 'recalled'::text, 'enRoute'::text, 'onScene'::text, 'atDoorNoAnswer'::text, 'left'::text])))
  CREATE INDEX dispatch_tasks_alert ON public.dispatch_tasks USING btree (alert_id)
  CREATE INDEX dispatch_tasks_check_in ON public.dispatch_tasks USING btree (check_in_due_at) WHERE ((check_in_due_at IS NOT NULL) AND (NOT check_in_overdue) AND (ended_at IS NULL))
  CREATE INDEX dispatch_tasks_expiring ON public.dispatch_tasks USING btree (expires_at) WHERE (state = 'offered'::text)
  CREATE INDEX dispatch_tasks_open ON public.dispatch_tasks USING btree (responder_id) WHERE (state = ANY (ARRAY['offered'::text, 'accepted'::text, 'enRoute'::text, 'onScene'::text, 'atDoorNoAnswer'::text]))
  CREATE TRIGGER dispatch_tasks_begin BEFORE INSERT ON public.dispatch_tasks FOR EACH ROW EXECUTE FUNCTION task_begins('offered')
  CREATE TRIGGER dispatch_tasks_guard BEFORE UPDATE ON public.dispatch_tasks FOR EACH ROW EXECUTE FUNCTION task_guard('offered>accepted offered>declined offered>expired offered>recalled accepted>enRoute accepted>recalled enRoute>onScene enRoute>recalled onScene>atDoorNoAnswer onScene>left atDoorNoAnswer>left')
  CREATE UNIQUE INDEX dispatch_tasks_asked_once ON public.dispatch_tasks USING btree (alert_id, responder_id) WHERE (state = ANY (ARRAY['offered'::text, 'accepted'::text, 'enRoute'::text, 'onScene'::text, 'atDoorNoAnswer'::text]))
  CREATE UNIQUE INDEX dispatch_tasks_one_lead ON public.dispatch_tasks USING btree (alert_id) WHERE (lead AND (state = ANY (ARRAY['accepted'::text, 'enRoute'::text, 'onScene'::text, 'atDoorNoAnswer'::text])))
  accepted_at timestamp with time zone
  alert_id uuid NOT NULL
  arrival_doubtful boolean NOT NULL DEFAULT false
  arrived_within_m double precision
  at_door_no_answer_at timestamp with time zone
  check_in_due_at timestamp with time zone
  check_in_overdue boolean NOT NULL DEFAULT false
  en_route_at timestamp with time zone
  ended_at timestamp with time zone
  expires_at timestamp with time zone NOT NULL
  id uuid NOT NULL
  lead boolean
  note_sealed text
  offered_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  offered_by uuid
  on_scene_at timestamp with time zone
  reason text
  responder_id uuid NOT NULL
  round_id uuid NOT NULL
  state text NOT NULL
  version integer NOT NULL DEFAULT 1

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

table door_steps
  CONSTRAINT door_steps_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT door_steps_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id)
  CONSTRAINT door_steps_check CHECK (((step <> 'forceEntry'::text) OR (with_service IS NOT NULL)))
  CONSTRAINT door_steps_photo_id_fkey FOREIGN KEY (photo_id) REFERENCES files(id)
  CONSTRAINT door_steps_pkey PRIMARY KEY (id)
  CONSTRAINT door_steps_result_check CHECK ((result = ANY (ARRAY['done'::text, 'noResult'::text, 'opened'::text, 'refused'::text, 'notPossible'::text])))
  CONSTRAINT door_steps_step_check CHECK ((step = ANY (ARRAY['knock'::text, 'call'::text, 'listen'::text, 'keyHolder'::text, 'keySafe'::text, 'neighbour'::text, 'guard'::text, 'familyConsent'::text, 'photoBefore'::text, 'forceEntry'::text, 'photoAfter'::text])))
  CONSTRAINT door_steps_with_service_check CHECK ((with_service = ANY (ARRAY['110'::text, '119'::text, 'locksmith'::text])))
  CREATE INDEX door_steps_alert ON public.door_steps USING btree (alert_id, at)
  account_id uuid
  alert_id uuid NOT NULL
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  id uuid NOT NULL
  note_sealed text
  photo_id uuid
  result text NOT NULL
  step text NOT NULL
  with_service text

table elders
  CONSTRAINT elders_ability_level_check CHECK (((ability_level >= 0) AND (ability_level <= 4)))
  CONSTRAINT elders_living_check CHECK ((living = ANY (ARRAY['alone'::text, 'emptyNest'::text, 'withChildren'::text, 'leftBehind'::text, 'institution'::text, 'other'::text])))
  CONSTRAINT elders_pkey PRIMARY KEY (id)
  CONSTRAINT elders_sex_check CHECK ((sex = ANY (ARRAY['male'::text, 'female'::text])))
  CREATE INDEX elders_name ON public.elders USING btree (name)
  CREATE INDEX elders_phones ON public.elders USING gin (phone_indexes)
  CREATE INDEX elders_pinyin ON public.elders USING btree (pinyin)
  CREATE UNIQUE INDEX elders_id_number ON public.elders USING btree (id_number_index) WHERE (id_number_index IS NOT NULL)
  ability_level smallint
  allergies_sealed text
  birth_date date NOT NULL
  blood_type_sealed text
  categories text[] NOT NULL DEFAULT '{}'::text[]
  conditions_sealed text
  created_at timestamp with time zone NOT NULL DEFAULT now()
  death_told_by text
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
  prone_to_wander boolean NOT NULL DEFAULT false
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
  CONSTRAINT facts_kind_check CHECK ((kind = ANY (ARRAY['alert'::text, 'event'::text, 'device'::text, 'account'::text, 'session'::text, 'dispatch'::text, 'incomingCall'::text, 'handover'::text, 'responder'::text, 'ladder'::text, 'script'::text, 'elder'::text])))
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

table files
  CONSTRAINT files_bytes_check CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 5242880)))
  CONSTRAINT files_pkey PRIMARY KEY (id)
  bytes bytea NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  created_by uuid
  id uuid NOT NULL
  media_type text NOT NULL
  sha256 text NOT NULL

table follow_up_tasks
  CONSTRAINT follow_up_tasks_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT follow_up_tasks_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id)
  CONSTRAINT follow_up_tasks_check CHECK (((state = 'due'::text) = (done_at IS NULL)))
  CONSTRAINT follow_up_tasks_check1 CHECK (((state <> 'done'::text) OR ((result IS NOT NULL) AND (result <> 'unreachable'::text))))
  CONSTRAINT follow_up_tasks_kind_check CHECK ((kind = ANY (ARRAY['dayAfter'::text, 'morningAfter'::text, 'weekAfterHospital'::text])))
  CONSTRAINT follow_up_tasks_pkey PRIMARY KEY (id)
  CONSTRAINT follow_up_tasks_result_check CHECK ((result = ANY (ARRAY['well'::text, 'recovering'::text, 'needsCare'::text, 'inHospital'::text, 'died'::text, 'unreachable'::text])))
  CONSTRAINT follow_up_tasks_satisfaction_check CHECK (((satisfaction >= 1) AND (satisfaction <= 5)))
  CONSTRAINT follow_up_tasks_state_check CHECK ((state = ANY (ARRAY['due'::text, 'done'::text, 'cancelled'::text])))
  CREATE INDEX follow_up_tasks_alert ON public.follow_up_tasks USING btree (alert_id)
  CREATE INDEX follow_up_tasks_due ON public.follow_up_tasks USING btree (due_at) WHERE (state = 'due'::text)
  CREATE TRIGGER follow_up_tasks_begin BEFORE INSERT ON public.follow_up_tasks FOR EACH ROW EXECUTE FUNCTION task_begins('due')
  CREATE TRIGGER follow_up_tasks_guard BEFORE UPDATE ON public.follow_up_tasks FOR EACH ROW EXECUTE FUNCTION task_guard('due>done due>cancelled')
  CREATE UNIQUE INDEX follow_up_tasks_once ON public.follow_up_tasks USING btree (alert_id, kind) WHERE (state = 'due'::text)
  account_id uuid
  alert_id uuid NOT NULL
  attempts integer NOT NULL DEFAULT 0
  done_at timestamp with time zone
  due_at timestamp with time zone NOT NULL
  id uuid NOT NULL
  kind text NOT NULL
  note_sealed text
  result text
  satisfaction smallint
  state text NOT NULL
  version integer NOT NULL DEFAULT 1

table handovers
  CONSTRAINT handovers_alert_ids_check CHECK ((cardinality(alert_ids) > 0))
  CONSTRAINT handovers_check CHECK ((from_account <> to_account))
  CONSTRAINT handovers_check1 CHECK (((state = 'offered'::text) = (answered_at IS NULL)))
  CONSTRAINT handovers_from_account_fkey FOREIGN KEY (from_account) REFERENCES accounts(id)
  CONSTRAINT handovers_pkey PRIMARY KEY (id)
  CONSTRAINT handovers_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'accepted'::text, 'declined'::text, 'expired'::text])))
  CONSTRAINT handovers_to_account_fkey FOREIGN KEY (to_account) REFERENCES accounts(id)
  CREATE INDEX handovers_open ON public.handovers USING btree (expires_at) WHERE (state = 'offered'::text)
  alert_ids uuid[] NOT NULL
  answered_at timestamp with time zone
  expires_at timestamp with time zone NOT NULL
  from_account uuid NOT NULL
  id uuid NOT NULL
  offered_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  state text NOT NULL
  to_account uuid NOT NULL

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

table incoming_calls
  CONSTRAINT incoming_calls_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id)
  CONSTRAINT incoming_calls_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES accounts(id)
  CONSTRAINT incoming_calls_pkey PRIMARY KEY (id)
  CONSTRAINT incoming_calls_ref UNIQUE (external_ref)
  CONSTRAINT incoming_calls_state_check CHECK ((state = ANY (ARRAY['ringing'::text, 'answered'::text, 'ended'::text, 'missed'::text])))
  CREATE INDEX incoming_calls_started ON public.incoming_calls USING btree (started_at)
  alert_id uuid
  answered_at timestamp with time zone
  answered_by uuid
  community_codes text[] NOT NULL DEFAULT '{}'::text[]
  contact_ids uuid[] NOT NULL DEFAULT '{}'::uuid[]
  elder_ids uuid[] NOT NULL DEFAULT '{}'::uuid[]
  ended_at timestamp with time zone
  external_ref text NOT NULL
  id uuid NOT NULL
  number_masked text NOT NULL
  number_sealed text NOT NULL
  recording_ref text
  started_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  state text NOT NULL
  version integer NOT NULL DEFAULT 1

table ladders
  CONSTRAINT ladders_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT ladders_division_code_fkey FOREIGN KEY (division_code) REFERENCES divisions(code)
  CONSTRAINT ladders_from_minute_check CHECK (((from_minute >= 0) AND (from_minute <= 1439)))
  CONSTRAINT ladders_pkey PRIMARY KEY (id)
  CONSTRAINT ladders_staffing_check CHECK ((staffing = ANY (ARRAY['normal'::text, 'lone'::text])))
  CONSTRAINT ladders_to_minute_check CHECK (((to_minute >= 0) AND (to_minute <= 1439)))
  CREATE INDEX ladders_now ON public.ladders USING btree (division_code) WHERE (valid_to IS NULL)
  account_id uuid
  division_code text NOT NULL
  from_minute smallint NOT NULL
  id uuid NOT NULL
  kinds text[] NOT NULL DEFAULT '{}'::text[]
  staffing text NOT NULL
  steps jsonb NOT NULL
  to_minute smallint NOT NULL
  valid_from timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  valid_to timestamp with time zone
  version integer NOT NULL

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

table rejudgements
  CONSTRAINT rejudgements_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT rejudgements_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id)
  CONSTRAINT rejudgements_check CHECK ((was <> becomes))
  CONSTRAINT rejudgements_field_check CHECK ((field = ANY (ARRAY['kind'::text, 'severity'::text, 'outcome'::text])))
  CONSTRAINT rejudgements_pkey PRIMARY KEY (id)
  CREATE INDEX rejudgements_alert ON public.rejudgements USING btree (alert_id)
  CREATE INDEX rejudgements_at ON public.rejudgements USING btree (at)
  account_id uuid
  alert_id uuid NOT NULL
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  becomes text NOT NULL
  field text NOT NULL
  id uuid NOT NULL
  reason_sealed text NOT NULL
  was text NOT NULL

table rescue_tasks
  CONSTRAINT rescue_tasks_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id)
  CONSTRAINT rescue_tasks_called_by_fkey FOREIGN KEY (called_by) REFERENCES accounts(id)
  CONSTRAINT rescue_tasks_check CHECK (((state <> 'takenTo'::text) OR ((taken_to IS NOT NULL) AND (taken_at IS NOT NULL))))
  CONSTRAINT rescue_tasks_check1 CHECK (((state <> 'refused'::text) OR (refused_sealed IS NOT NULL)))
  CONSTRAINT rescue_tasks_pkey PRIMARY KEY (id)
  CONSTRAINT rescue_tasks_service_check CHECK ((service = ANY (ARRAY['120'::text, '119'::text, '110'::text, 'gasCompany'::text])))
  CONSTRAINT rescue_tasks_state_check CHECK ((state = ANY (ARRAY['called'::text, 'arrived'::text, 'takenTo'::text, 'refused'::text])))
  CONSTRAINT rescue_tasks_way_check CHECK ((way = ANY (ARRAY['transfer'::text, 'threeWay'::text, 'separate'::text])))
  CREATE INDEX rescue_tasks_alert ON public.rescue_tasks USING btree (alert_id)
  CREATE TRIGGER rescue_tasks_begin BEFORE INSERT ON public.rescue_tasks FOR EACH ROW EXECUTE FUNCTION task_begins('called')
  CREATE TRIGGER rescue_tasks_guard BEFORE UPDATE ON public.rescue_tasks FOR EACH ROW EXECUTE FUNCTION task_guard('called>arrived called>refused called>takenTo arrived>takenTo arrived>refused')
  alert_id uuid NOT NULL
  arrived_at timestamp with time zone
  called_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  called_by uuid
  eta_at timestamp with time zone
  id uuid NOT NULL
  reference text
  refused_sealed text
  service text NOT NULL
  state text NOT NULL
  taken_at timestamp with time zone
  taken_to text
  unit text
  version integer NOT NULL DEFAULT 1
  way text NOT NULL DEFAULT 'separate'::text

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

table responder_homes
  CONSTRAINT responder_homes_home_id_fkey FOREIGN KEY (home_id) REFERENCES homes(id)
  CONSTRAINT responder_homes_pkey PRIMARY KEY (responder_id, home_id)
  CONSTRAINT responder_homes_responder_id_fkey FOREIGN KEY (responder_id) REFERENCES responders(id)
  CREATE INDEX responder_homes_home ON public.responder_homes USING btree (home_id)
  holds_key boolean NOT NULL DEFAULT false
  home_id uuid NOT NULL
  responder_id uuid NOT NULL

table responder_locations
  CONSTRAINT responder_locations_pkey PRIMARY KEY (responder_id)
  CONSTRAINT responder_locations_responder_id_fkey FOREIGN KEY (responder_id) REFERENCES responders(id)
  accuracy_m double precision
  at timestamp with time zone NOT NULL
  lat double precision NOT NULL
  lng double precision NOT NULL
  responder_id uuid NOT NULL

table responder_rosters
  CONSTRAINT responder_rosters_during_check CHECK ((NOT isempty(during)))
  CONSTRAINT responder_rosters_once EXCLUDE USING gist (responder_id WITH =, during WITH &&)
  CONSTRAINT responder_rosters_pkey PRIMARY KEY (id)
  CONSTRAINT responder_rosters_responder_id_fkey FOREIGN KEY (responder_id) REFERENCES responders(id)
  during tstzrange NOT NULL
  id uuid NOT NULL
  responder_id uuid NOT NULL

table responder_shifts
  CONSTRAINT responder_shifts_check CHECK ((ended_at >= started_at))
  CONSTRAINT responder_shifts_pkey PRIMARY KEY (id)
  CONSTRAINT responder_shifts_responder_id_fkey FOREIGN KEY (responder_id) REFERENCES responders(id)
  CREATE UNIQUE INDEX responder_shifts_open ON public.responder_shifts USING btree (responder_id) WHERE (ended_at IS NULL)
  ended_at timestamp with time zone
  id uuid NOT NULL
  responder_id uuid NOT NULL
  started_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()

table responders
  CONSTRAINT responders_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT responders_check CHECK (((lng IS NULL) = (lat IS NULL)))
  CONSTRAINT responders_division_code_fkey FOREIGN KEY (division_code) REFERENCES divisions(code)
  CONSTRAINT responders_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES facilities(id)
  CONSTRAINT responders_kind_check CHECK ((kind = ANY (ARRAY['stationStaff'::text, 'rescueTeam'::text, 'communityWorker'::text, 'neighbour'::text, 'propertyGuard'::text, 'villageDoctor'::text, 'volunteer'::text, 'nearbyFamily'::text])))
  CONSTRAINT responders_pkey PRIMARY KEY (id)
  CONSTRAINT responders_travel_check CHECK ((travel = ANY (ARRAY['foot'::text, 'ebike'::text, 'car'::text])))
  CREATE INDEX responders_division ON public.responders USING btree (division_code)
  CREATE INDEX responders_facility ON public.responders USING btree (facility_id)
  CREATE UNIQUE INDEX responders_account ON public.responders USING btree (account_id) WHERE (account_id IS NOT NULL)
  account_id uuid
  active boolean NOT NULL DEFAULT true
  agreed_on date
  division_code text NOT NULL
  facility_id uuid
  hours jsonb NOT NULL DEFAULT '[]'::jsonb
  id uuid NOT NULL
  kind text NOT NULL
  lat double precision
  lng double precision
  name text NOT NULL
  phone_sealed text
  skills text[] NOT NULL DEFAULT '{}'::text[]
  travel text NOT NULL
  version integer NOT NULL DEFAULT 1

table script_answers
  CONSTRAINT script_answers_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT script_answers_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id)
  CONSTRAINT script_answers_pkey PRIMARY KEY (id)
  CONSTRAINT script_answers_script_id_fkey FOREIGN KEY (script_id) REFERENCES scripts(id)
  CREATE INDEX script_answers_alert ON public.script_answers USING btree (alert_id, at)
  account_id uuid
  alert_id uuid NOT NULL
  answer text NOT NULL
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  id uuid NOT NULL
  question text NOT NULL
  script_id uuid NOT NULL

table scripts
  CONSTRAINT scripts_pkey PRIMARY KEY (id)
  CONSTRAINT scripts_published_by_fkey FOREIGN KEY (published_by) REFERENCES accounts(id)
  CONSTRAINT scripts_version UNIQUE (kinds, version)
  id uuid NOT NULL
  kinds text[] NOT NULL
  published_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  published_by uuid
  questions jsonb NOT NULL
  version integer NOT NULL

table search_links
  CONSTRAINT search_links_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT search_links_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id)
  CONSTRAINT search_links_pkey PRIMARY KEY (id)
  CONSTRAINT search_links_token UNIQUE (token_hash)
  CREATE INDEX search_links_alert ON public.search_links USING btree (alert_id)
  account_id uuid NOT NULL
  alert_id uuid NOT NULL
  created_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  expires_at timestamp with time zone NOT NULL
  id uuid NOT NULL
  revoked_at timestamp with time zone
  token_hash text NOT NULL

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

table telephony_events
  CONSTRAINT telephony_events_pkey PRIMARY KEY (id)
  CREATE INDEX telephony_events_received ON public.telephony_events USING btree (received_at)
  id text NOT NULL
  received_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()

table telephony_orders
  CONSTRAINT telephony_orders_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT telephony_orders_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id)
  CONSTRAINT telephony_orders_call_task_id_fkey FOREIGN KEY (call_task_id) REFERENCES call_tasks(id)
  CONSTRAINT telephony_orders_kind_check CHECK ((kind = ANY (ARRAY['clickToCall'::text, 'announce'::text])))
  CONSTRAINT telephony_orders_pkey PRIMARY KEY (id)
  CONSTRAINT telephony_orders_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'accepted'::text, 'failed'::text, 'noTelephony'::text])))
  CREATE INDEX telephony_orders_alert ON public.telephony_orders USING btree (alert_id)
  CREATE INDEX telephony_orders_done ON public.telephony_orders USING btree (done_at) WHERE (done_at IS NOT NULL)
  CREATE INDEX telephony_orders_queued ON public.telephony_orders USING btree (next_at) WHERE (state = 'queued'::text)
  CREATE UNIQUE INDEX telephony_orders_call ON public.telephony_orders USING btree (call_task_id) WHERE (call_task_id IS NOT NULL)
  account_id uuid
  alert_id uuid NOT NULL
  attempts integer NOT NULL DEFAULT 0
  call_task_id uuid
  created_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  done_at timestamp with time zone
  error text
  id uuid NOT NULL
  kind text NOT NULL
  next_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  purpose text NOT NULL
  state text NOT NULL DEFAULT 'queued'::text
  to_sealed text

table told_people
  CONSTRAINT told_people_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
  CONSTRAINT told_people_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id)
  CONSTRAINT told_people_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id)
  CONSTRAINT told_people_pkey PRIMARY KEY (id)
  CREATE INDEX told_people_alert ON public.told_people USING btree (alert_id)
  account_id uuid NOT NULL
  alert_id uuid NOT NULL
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
  contact_id uuid
  id uuid NOT NULL
  name_sealed text NOT NULL
