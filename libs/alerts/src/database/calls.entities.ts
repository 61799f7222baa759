// Tables of calls and scripts as TypeORM knows them: for the drift check; statements are SQL.
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('call_tasks')
@Check('call_tasks_state_check', 'state')
@Check('call_tasks_channel_check', 'channel')
@Check('call_tasks_result_check', 'result')
@Check('call_tasks_check', 'voice_at')
@Check('call_tasks_check1', 'ended_at')
@Index('call_tasks_alert', ['alertId'])
@Index('call_tasks_external', { synchronize: false })
export class CallTaskEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('AlertEntity', { name: 'call_tasks_alert_id_fkey' })
  @Column('uuid', { name: 'alert_id' })
  alertId!: string;
  @Column('text') state!: string;
  @Column('integer', { default: 1 }) version!: number;
  @Column('text') channel!: string;
  @ForeignKey('ElderEntity', { name: 'call_tasks_elder_id_fkey' })
  @Column('uuid', { name: 'elder_id', nullable: true })
  elderId!: string | null;
  @ForeignKey('ContactEntity', { name: 'call_tasks_contact_id_fkey' })
  @Column('uuid', { name: 'contact_id', nullable: true })
  contactId!: string | null;
  @Column('text', { name: 'device_key', nullable: true }) deviceKey!: string | null;
  @Column('text', { name: 'entry_key', nullable: true }) entryKey!: string | null;
  @Column('text', { name: 'party_sealed', nullable: true }) partySealed!: string | null;
  @ForeignKey('AccountEntity', { name: 'call_tasks_account_id_fkey' })
  @Column('uuid', { name: 'account_id', nullable: true })
  accountId!: string | null;
  @Column('timestamptz', { name: 'started_at', default: () => 'clock_timestamp()' }) startedAt!: Date;
  @Column('timestamptz', { name: 'voice_at', nullable: true }) voiceAt!: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('text', { nullable: true }) result!: string | null;
  @Column('text', { name: 'note_sealed', nullable: true }) noteSealed!: string | null;
  @Column('text', { name: 'recording_ref', nullable: true }) recordingRef!: string | null;
  @Column('text', { name: 'external_ref', nullable: true }) externalRef!: string | null;
}

@Entity('incoming_calls')
@Unique('incoming_calls_ref', ['externalRef'])
@Check('incoming_calls_state_check', 'state')
@Index('incoming_calls_started', ['startedAt'])
export class IncomingCallEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'external_ref' }) externalRef!: string;
  @Column('text') state!: string;
  @Column('integer', { default: 1 }) version!: number;
  @Column('text', { name: 'number_sealed' }) numberSealed!: string;
  @Column('text', { name: 'number_masked' }) numberMasked!: string;
  @Column('text', { name: 'community_codes', array: true, default: [] }) communityCodes!: string[];
  @Column('uuid', { name: 'elder_ids', array: true, default: [] }) elderIds!: string[];
  @Column('uuid', { name: 'contact_ids', array: true, default: [] }) contactIds!: string[];
  @Column('timestamptz', { name: 'started_at', default: () => 'clock_timestamp()' }) startedAt!: Date;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;
  @ForeignKey('AccountEntity', { name: 'incoming_calls_answered_by_fkey' })
  @Column('uuid', { name: 'answered_by', nullable: true })
  answeredBy!: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @ForeignKey('AlertEntity', { name: 'incoming_calls_alert_id_fkey' })
  @Column('uuid', { name: 'alert_id', nullable: true })
  alertId!: string | null;
  @Column('text', { name: 'recording_ref', nullable: true }) recordingRef!: string | null;
}

@Entity('telephony_events')
@Index('telephony_events_received', ['receivedAt'])
export class TelephonyEventEntity {
  @PrimaryColumn('text') id!: string;
  @Column('timestamptz', { name: 'received_at', default: () => 'clock_timestamp()' }) receivedAt!: Date;
}

@Entity('telephony_orders')
@Check('telephony_orders_kind_check', 'kind')
@Check('telephony_orders_state_check', 'state')
@Index('telephony_orders_queued', { synchronize: false })
@Index('telephony_orders_call', { synchronize: false })
@Index('telephony_orders_alert', { synchronize: false })
@Index('telephony_orders_done', { synchronize: false })
export class TelephonyOrderEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: string;
  @Column('text') purpose!: string;
  @ForeignKey('AlertEntity', { name: 'telephony_orders_alert_id_fkey' })
  @Column('uuid', { name: 'alert_id' })
  alertId!: string;
  @ForeignKey('CallTaskEntity', { name: 'telephony_orders_call_task_id_fkey' })
  @Column('uuid', { name: 'call_task_id', nullable: true })
  callTaskId!: string | null;
  @Column('text', { name: 'to_sealed', nullable: true }) toSealed!: string | null;
  @ForeignKey('AccountEntity', { name: 'telephony_orders_account_id_fkey' })
  @Column('uuid', { name: 'account_id', nullable: true })
  accountId!: string | null;
  @Column('text', { default: 'queued' }) state!: string;
  @Column('integer', { default: 0 }) attempts!: number;
  @Column('timestamptz', { name: 'next_at', default: () => 'clock_timestamp()' }) nextAt!: Date;
  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'done_at', nullable: true }) doneAt!: Date | null;
  @Column('text', { nullable: true }) error!: string | null;
}

@Entity('scripts')
@Unique('scripts_version', ['kinds', 'version'])
export class ScriptEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { array: true }) kinds!: string[];
  @Column('integer') version!: number;
  @Column('jsonb') questions!: unknown;
  @Column('timestamptz', { name: 'published_at', default: () => 'clock_timestamp()' }) publishedAt!: Date;
  @ForeignKey('AccountEntity', { name: 'scripts_published_by_fkey' })
  @Column('uuid', { name: 'published_by', nullable: true })
  publishedBy!: string | null;
}

@Entity('script_answers')
@Index('script_answers_alert', ['alertId', 'at'])
export class ScriptAnswerEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('AlertEntity', { name: 'script_answers_alert_id_fkey' })
  @Column('uuid', { name: 'alert_id' })
  alertId!: string;
  @ForeignKey('ScriptEntity', { name: 'script_answers_script_id_fkey' })
  @Column('uuid', { name: 'script_id' })
  scriptId!: string;
  @Column('text') question!: string;
  @Column('text') answer!: string;
  @ForeignKey('AccountEntity', { name: 'script_answers_account_id_fkey' })
  @Column('uuid', { name: 'account_id', nullable: true })
  accountId!: string | null;
  @Column('timestamptz', { default: () => 'clock_timestamp()' }) at!: Date;
}
