// Tables of devices as TypeORM knows them; the migration is the truth.
import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { DeviceCommandType, DeviceKind, SignalKind } from '#libs/contracts';
import type { Became } from './event-ledger.ts';

@Entity('devices')
@Check('devices_key_check', `1 to 64 letters, digits or _.:-`)
@Check('devices_kind_check', `kind in (…)`)
@Check('devices_report_seconds_check', `report_seconds > 0`)
@Unique('devices_key', ['key'])
export class DeviceEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'devices_pkey' }) id!: string;
  @Column('text') key!: string;
  @Column('text') name!: string;
  @Column('text') kind!: DeviceKind;
  @Column('text', { default: () => `'native'` }) protocol!: string;
  @Column('integer', { name: 'report_seconds', default: 3600 }) reportSeconds!: number;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
}

@Entity('device_credentials')
@Check('device_credentials_username_check', `1 to 64 letters, digits or _.:-`)
export class DeviceCredentialEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'device_credentials_pkey' }) username!: string;
  @Column('text', { name: 'secret_hash' }) secretHash!: string;
  @Column('timestamptz', { name: 'issued_at', default: () => 'now()' }) issuedAt!: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
}

@Entity('device_placements')
@Exclusion('device_placements_one_at_a_time', `USING gist (device_id WITH =, during WITH &&)`)
@Check('device_placements_check', `elder or home`)
@Check('device_placements_during_check', `not isempty(during)`)
@Check('device_placements_ended_because_check', `death`)
@Index('device_placements_elder', ['elderId'], { where: 'elder_id IS NOT NULL' })
@Index('device_placements_home', ['homeId'], { where: 'home_id IS NOT NULL' })
export class DevicePlacementEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'device_placements_pkey' }) id!: string;
  @ForeignKey('DeviceEntity', { name: 'device_placements_device_id_fkey' })
  @Column('uuid', { name: 'device_id' })
  deviceId!: string;
  @ForeignKey('ElderEntity', { name: 'device_placements_elder_id_fkey' })
  @Column('uuid', { name: 'elder_id', nullable: true })
  elderId!: string | null;
  @ForeignKey('HomeEntity', { name: 'device_placements_home_id_fkey' })
  @Column('uuid', { name: 'home_id', nullable: true })
  homeId!: string | null;
  @Column('tstzrange') during!: string;
  @Column('text', { name: 'ended_because', nullable: true }) endedBecause!: 'death' | null;
}

@Entity('device_states')
@Check('device_states_connection_check', `online or offline`)
export class DeviceStateEntity {
  @PrimaryColumn('text', { name: 'device_key', primaryKeyConstraintName: 'device_states_pkey' }) deviceKey!: string;
  @Column('timestamptz', { name: 'last_seen_at', nullable: true }) lastSeenAt!: Date | null;
  @Column('text', { nullable: true }) connection!: 'online' | 'offline' | null;
  @Column('timestamptz', { name: 'connection_at', nullable: true }) connectionAt!: Date | null;
  @Column('smallint', { nullable: true }) battery!: number | null;
  @Column('jsonb', { default: {} }) latest!: Record<string, unknown>;
}

@Entity('device_events')
@Unique('device_events_once', ['deviceKey', 'eventId'])
@Check('device_events_channel_check', `channel in (…)`)
@Check('device_events_became_check', `became in (…)`)
@Index('device_events_received', ['receivedAt'])
@Index('device_events_event_id', ['eventId'])
@Index('device_events_alert', ['alertId'], { where: 'alert_id IS NOT NULL' })
export class DeviceEventEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'device_events_pkey' }) id!: string;
  @Column('text', { name: 'device_key' }) deviceKey!: string;
  @Column('text', { name: 'event_id' }) eventId!: string;
  @Column('text') channel!: 'events' | 'http';
  @Column('text') type!: string;
  @Column('text') kind!: SignalKind;
  @Column('timestamptz') at!: Date;
  @Column('text', { name: 'raw_at', nullable: true }) rawAt!: string | null;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
  @Column('timestamptz', { name: 'committed_at', default: () => 'clock_timestamp()' }) committedAt!: Date;
  @Column('bytea') payload!: Buffer;
  @Column('integer', { default: 0 }) copies!: number;
  @Column('timestamptz', { name: 'last_copy_at', nullable: true }) lastCopyAt!: Date | null;
  @Column('text') became!: Became;
  @Column('uuid', { name: 'alert_id', nullable: true }) alertId!: string | null;
  @Column('uuid', { name: 'elder_id', nullable: true }) elderId!: string | null;
  @Column('uuid', { name: 'home_id', nullable: true }) homeId!: string | null;
  @Column('text', { name: 'community_code', nullable: true }) communityCode!: string | null;
}

@Entity('device_cancels')
@Index('device_cancels_device', ['deviceKey', 'at'])
export class DeviceCancelEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'device_cancels_pkey' }) id!: string;
  @Column('text', { name: 'device_key' }) deviceKey!: string;
  @Column('text', { name: 'of_event_id', nullable: true }) ofEventId!: string | null;
  @Column('timestamptz') at!: Date;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
}

@Entity('device_commands')
@Check('device_commands_type_check', `ring, locate or config`)
@Check('device_commands_check', `expires after it was given`)
@Index('device_commands_waiting', ['createdAt'], { where: 'sent_at IS NULL' })
@Index('device_commands_device', ['deviceKey', 'createdAt'])
export class DeviceCommandEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'device_commands_pkey' }) id!: string;
  @Column('text', { name: 'device_key' }) deviceKey!: string;
  @Column('text') type!: DeviceCommandType;
  @Column('jsonb', { default: {} }) data!: Record<string, unknown>;
  @Column('uuid', { name: 'alert_id', nullable: true }) alertId!: string | null;
  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt!: Date | null;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}

@Entity('quarantine')
export class QuarantineEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'quarantine_pkey' }) id!: string;
  @Index('quarantine_received')
  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;
  @Column('text', { name: 'device_key', nullable: true }) deviceKey!: string | null;
  @Column('text') topic!: string;
  @Column('text') reason!: string;
  @Column('bytea') payload!: Buffer;
  @Column('uuid', { name: 'alert_id', nullable: true }) alertId!: string | null;
}

@Entity('telemetry')
export class TelemetryEntity {
  @PrimaryColumn('timestamptz', { primaryKeyConstraintName: 'telemetry_pkey' }) at!: Date;
  @PrimaryColumn('text', { name: 'device_key', primaryKeyConstraintName: 'telemetry_pkey' }) deviceKey!: string;
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'telemetry_pkey' }) digest!: string;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
  @Column('timestamptz', { name: 'committed_at', default: () => 'clock_timestamp()' }) committedAt!: Date;
  @Column('jsonb') values!: Record<string, unknown>;
}
