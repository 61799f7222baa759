// Tables of cases as TypeORM knows them: for the drift check and for tests; statements of the hot path are SQL.
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('alerts')
@Unique('alerts_number', ['number'])
@Check('alerts_kind_check', 'kind')
@Check('alerts_severity_check', 'severity')
@Check('alerts_state_check', 'state')
@Check('alerts_source_check', 'source')
@Check('alerts_presses_check', 'presses')
@Check('alerts_urgency_check', 'urgency')
@Check('alerts_late_seconds_check', 'late_seconds')
@Check('alerts_outcome_check', 'outcome')
@Check('alerts_task_stage_check', 'task_stage')
@Check('alerts_detail_check', 'detail')
@Check('alerts_injury_check', 'injury')
@Check('alerts_cause_check', 'cause')
@Check('alerts_proof_check', 'proof')
@Check('alerts_no_rescue_reason_check', 'no_rescue_reason')
@Check('alerts_merged_has_target', 'state')
@Check('alerts_merged_elsewhere', 'merged_into')
@Check('alerts_unreachable_is_minor', 'outcome')
@Check('alerts_real_names_rescue', 'outcome')
@Check('alerts_claim_is_whole', 'state')
@Check('alerts_claimed_has_owner', 'state')
@Check('alerts_raised_has_no_owner', 'state')
@Check('alerts_closed_has_outcome', 'state')
@Index('alerts_one_open_p1', { synchronize: false })
@Index('alerts_one_open_minor', { synchronize: false })
@Index('alerts_open', { synchronize: false })
@Index('alerts_open_home', { synchronize: false })
@Index('alerts_open_device', { synchronize: false })
@Index('alerts_lease', { synchronize: false })
@Index('alerts_fold_key', ['foldKey', 'receivedAt'])
@Index('alerts_elder', ['elderId', 'receivedAt'])
@Index('alerts_received', ['receivedAt'])
@Index('alerts_review_due', { synchronize: false })
@Index('alerts_closed', { synchronize: false })
export class AlertEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') number!: string;
  @Column('text') kind!: string;
  @Column('text') severity!: string;
  @Column('text') state!: string;
  @Column('integer', { default: 1 }) version!: number;
  @Column('text', { name: 'fold_key' }) foldKey!: string;
  @Column('text') source!: string;
  @ForeignKey('ElderEntity', { name: 'alerts_elder_id_fkey' })
  @Column('uuid', { name: 'elder_id', nullable: true })
  elderId!: string | null;
  @Column('uuid', { name: 'other_elder_ids', array: true, default: [] }) otherElderIds!: string[];
  @ForeignKey('HomeEntity', { name: 'alerts_home_id_fkey' })
  @Column('uuid', { name: 'home_id', nullable: true })
  homeId!: string | null;
  @ForeignKey('FacilityEntity', { name: 'alerts_facility_id_fkey' })
  @Column('uuid', { name: 'facility_id', nullable: true })
  facilityId!: string | null;
  @Column('text', { name: 'device_key', nullable: true }) deviceKey!: string | null;
  @ForeignKey('DivisionEntity', { name: 'alerts_community_code_fkey' })
  @Column('text', { name: 'community_code', nullable: true })
  communityCode!: string | null;
  @Column('double precision', { nullable: true }) lng!: number | null;
  @Column('double precision', { nullable: true }) lat!: number | null;
  @Column('timestamptz', { name: 'raised_at' }) raisedAt!: Date;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
  @Column('timestamptz', { name: 'last_press_at' }) lastPressAt!: Date;
  @Column('timestamptz', { name: 'last_received_at' }) lastReceivedAt!: Date;
  @Column('integer', { default: 1 }) presses!: number;
  @Column('smallint', { default: 0 }) urgency!: number;
  @Column('integer', { name: 'late_seconds', default: 0 }) lateSeconds!: number;
  @Column('boolean', { default: false }) unreadable!: boolean;
  @Column('boolean', { default: false }) drill!: boolean;
  @Column('timestamptz', { name: 'cancelled_by_elder_at', nullable: true }) cancelledByElderAt!: Date | null;
  @Column('timestamptz', { name: 'escalated_at', nullable: true }) escalatedAt!: Date | null;
  @ForeignKey('AccountEntity', { name: 'alerts_claimed_by_fkey' })
  @Column('uuid', { name: 'claimed_by', nullable: true })
  claimedBy!: string | null;
  @Column('timestamptz', { name: 'claimed_at', nullable: true }) claimedAt!: Date | null;
  @Column('timestamptz', { name: 'lease_until', nullable: true }) leaseUntil!: Date | null;
  @Column('timestamptz', { name: 'resolved_at', nullable: true }) resolvedAt!: Date | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('text', { nullable: true }) outcome!: string | null;
  @Column('integer', { default: 0 }) reopened!: number;
  @ForeignKey('AlertEntity', { name: 'alerts_previous_alert_id_fkey' })
  @Column('uuid', { name: 'previous_alert_id', nullable: true })
  previousAlertId!: string | null;
  @Column('text', { name: 'task_stage', nullable: true }) taskStage!: string | null;
  @Column('timestamptz', { name: 'call_started_at', nullable: true }) callStartedAt!: Date | null;
  @Column('timestamptz', { name: 'voice_at', nullable: true }) voiceAt!: Date | null;
  @Column('timestamptz', { name: 'rescue_called_at', nullable: true }) rescueCalledAt!: Date | null;
  @Column('timestamptz', { name: 'dispatched_at', nullable: true }) dispatchedAt!: Date | null;
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt!: Date | null;
  @Column('timestamptz', { name: 'en_route_at', nullable: true }) enRouteAt!: Date | null;
  @Column('timestamptz', { name: 'on_scene_at', nullable: true }) onSceneAt!: Date | null;
  @Column('text', { name: 'fired_steps', array: true, default: [] }) firedSteps!: string[];
  @Column('timestamptz', { name: 'rung_at', nullable: true }) rungAt!: Date | null;
  @ForeignKey('AccountEntity', { name: 'alerts_raised_by_fkey' })
  @Column('uuid', { name: 'raised_by', nullable: true })
  raisedBy!: string | null;
  @Column('text', { name: 'reported_sealed', nullable: true }) reportedSealed!: string | null;
  @Column('text', { name: 'caller_sealed', nullable: true }) callerSealed!: string | null;
  @Column('text', { name: 'missing_sealed', nullable: true }) missingSealed!: string | null;
  @Column('text', { nullable: true }) detail!: string | null;
  @Column('text', { nullable: true }) injury!: string | null;
  @Column('text', { nullable: true }) cause!: string | null;
  @Column('text', { nullable: true }) proof!: string | null;
  @Column('text', { name: 'no_rescue_reason', nullable: true }) noRescueReason!: string | null;
  @Column('timestamptz', { name: 'retry_at', nullable: true }) retryAt!: Date | null;
  @ForeignKey('AccountEntity', { name: 'alerts_resolved_by_fkey' })
  @Column('uuid', { name: 'resolved_by', nullable: true })
  resolvedBy!: string | null;
  @ForeignKey('AccountEntity', { name: 'alerts_closed_by_fkey' })
  @Column('uuid', { name: 'closed_by', nullable: true })
  closedBy!: string | null;
  @Column('timestamptz', { name: 'held_at', nullable: true }) heldAt!: Date | null;
  @Column('timestamptz', { name: 'told_at', nullable: true }) toldAt!: Date | null;
  @Column('boolean', { name: 'review_due', default: false }) reviewDue!: boolean;
  @ForeignKey('AlertEntity', { name: 'alerts_merged_into_fkey' })
  @Column('uuid', { name: 'merged_into', nullable: true })
  mergedInto!: string | null;
  @Column('text', { name: 'judged_kind', nullable: true }) judgedKind!: string | null;
  @Column('timestamptz', { name: 'nobody_in_reach_at', nullable: true }) nobodyInReachAt!: Date | null;
  @Column('timestamptz', { name: 'police_warned_at', nullable: true }) policeWarnedAt!: Date | null;
  @Column('timestamptz', { name: 'helper_silent_at', nullable: true }) helperSilentAt!: Date | null;
  @ForeignKey('AccountEntity', { name: 'alerts_handover_to_fkey' })
  @Column('uuid', { name: 'handover_to', nullable: true })
  handoverTo!: string | null;
  @Column('text', { name: 'joined_keys', array: true, default: [] }) joinedKeys!: string[];
}

@Entity('alert_presses')
@Unique('alert_presses_once', ['deviceKey', 'eventId'])
@Check('alert_presses_from_somewhere', 'device_key')
@Index('alert_presses_once_by_person', { synchronize: false })
@Index('alert_presses_alert', ['alertId', 'receivedAt'])
@Index('alert_presses_device', ['deviceKey', 'at'])
@Index('alert_presses_once_by_person', { synchronize: false })
@Check('alert_presses_from_somewhere', 'device_key')
export class AlertPressEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('AlertEntity', { name: 'alert_presses_alert_id_fkey' })
  @Column('uuid', { name: 'alert_id' })
  alertId!: string;
  @Column('text', { name: 'device_key', nullable: true }) deviceKey!: string | null;
  @ForeignKey('AccountEntity', { name: 'alert_presses_account_id_fkey' })
  @Column('uuid', { name: 'account_id', nullable: true })
  accountId!: string | null;
  @Column('text', { name: 'event_id' }) eventId!: string;
  @Column('text') kind!: string;
  @ForeignKey('ElderEntity', { name: 'alert_presses_elder_id_fkey' })
  @Column('uuid', { name: 'elder_id', nullable: true })
  elderId!: string | null;
  @Column('timestamptz') at!: Date;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
  @Column('integer', { name: 'late_seconds' }) lateSeconds!: number;
  @Column('timestamptz', { name: 'cancelled_at', nullable: true }) cancelledAt!: Date | null;
}

@Entity('alert_timeline')
@Index('alert_timeline_alert', ['alertId', 'at'])
export class AlertTimelineEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('AlertEntity', { name: 'alert_timeline_alert_id_fkey' })
  @Column('uuid', { name: 'alert_id' })
  alertId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz', { default: () => 'clock_timestamp()' }) at!: Date;
  @Column('text') action!: string;
  @ForeignKey('AccountEntity', { name: 'alert_timeline_account_id_fkey' })
  @Column('uuid', { name: 'account_id', nullable: true })
  accountId!: string | null;
  @Column('text') origin!: string;
  @Column('text', { name: 'note_sealed', nullable: true }) noteSealed!: string | null;
  @Column('jsonb', { default: {} }) data!: Record<string, unknown>;
}

@Entity('alert_steps')
@Check('alert_steps_kind_check', 'kind')
@Check('alert_steps_outcome_check', 'outcome')
@Check('alert_steps_check', 'done_at')
@Check('alert_steps_until_check', 'until')
@Index('alert_steps_due', { synchronize: false })
@Index('alert_steps_alert', { synchronize: false })
export class AlertStepEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('AlertEntity', { name: 'alert_steps_alert_id_fkey' })
  @Column('uuid', { name: 'alert_id' })
  alertId!: string;
  @Column('text') kind!: string;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  @Column('timestamptz', { name: 'done_at', nullable: true }) doneAt!: Date | null;
  @Column('text', { nullable: true }) outcome!: string | null;
  @Column('text', { default: 'claimed' }) until!: string;
  @Column('integer', { name: 'due_after_ms', nullable: true }) dueAfterMs!: number | null;
}

@Entity('alert_displays')
@Index('alert_displays_alert', ['alertId', 'at'])
export class AlertDisplayEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('AlertEntity', { name: 'alert_displays_alert_id_fkey' })
  @Column('uuid', { name: 'alert_id' })
  alertId!: string;
  @ForeignKey('AccountEntity', { name: 'alert_displays_account_id_fkey' })
  @Column('uuid', { name: 'account_id' })
  accountId!: string;
  @Column('text', { name: 'connection_id' }) connectionId!: string;
  @Column('timestamptz', { default: () => 'clock_timestamp()' }) at!: Date;
  @Column('boolean') audible!: boolean;
  @Column('boolean') visible!: boolean;
}

@Entity('operator_shifts')
@Index('operator_shifts_open', { synchronize: false })
export class OperatorShiftEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('AccountEntity', { name: 'operator_shifts_account_id_fkey' })
  @Column('uuid', { name: 'account_id' })
  accountId!: string;
  @Column('text', { name: 'connection_id' }) connectionId!: string;
  @Column('boolean') audible!: boolean;
  @Column('timestamptz', { name: 'started_at', default: () => 'clock_timestamp()' }) startedAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
}
