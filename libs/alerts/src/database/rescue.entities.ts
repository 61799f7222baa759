// Public rescue, door steps, photographs and search links as TypeORM knows them; the migration is the truth.
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('rescue_tasks')
@Check('rescue_tasks_state_check', 'state')
@Check('rescue_tasks_service_check', 'service')
@Check('rescue_tasks_way_check', 'way')
@Check('rescue_tasks_check', 'takenTo has its hospital')
@Check('rescue_tasks_check1', 'refused has its reason')
@Index('rescue_tasks_alert', ['alertId'])
export class RescueTaskEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('AlertEntity', { name: 'rescue_tasks_alert_id_fkey' })
  @Column('uuid', { name: 'alert_id' })
  alertId!: string;
  @Column('text') state!: string;
  @Column('integer', { default: 1 }) version!: number;
  @Column('text') service!: string;
  @Column('timestamptz', { name: 'called_at', default: () => 'clock_timestamp()' }) calledAt!: Date;
  @ForeignKey('AccountEntity', { name: 'rescue_tasks_called_by_fkey' })
  @Column('uuid', { name: 'called_by', nullable: true })
  calledBy!: string | null;
  @Column('text', { default: 'separate' }) way!: string;
  @Column('text', { nullable: true }) reference!: string | null;
  @Column('text', { nullable: true }) unit!: string | null;
  @Column('timestamptz', { name: 'eta_at', nullable: true }) etaAt!: Date | null;
  @Column('timestamptz', { name: 'arrived_at', nullable: true }) arrivedAt!: Date | null;
  @Column('text', { name: 'taken_to', nullable: true }) takenTo!: string | null;
  @Column('timestamptz', { name: 'taken_at', nullable: true }) takenAt!: Date | null;
  @Column('text', { name: 'refused_sealed', nullable: true }) refusedSealed!: string | null;
}

@Entity('door_steps')
@Check('door_steps_step_check', 'step')
@Check('door_steps_result_check', 'result')
@Check('door_steps_with_service_check', 'with_service')
@Check('door_steps_check', 'nobody forces a door alone')
@Index('door_steps_alert', ['alertId', 'at'])
export class DoorStepEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('AlertEntity', { name: 'door_steps_alert_id_fkey' })
  @Column('uuid', { name: 'alert_id' })
  alertId!: string;
  @Column('timestamptz', { default: () => 'clock_timestamp()' }) at!: Date;
  @Column('text') step!: string;
  @Column('text') result!: string;
  @ForeignKey('AccountEntity', { name: 'door_steps_account_id_fkey' })
  @Column('uuid', { name: 'account_id', nullable: true })
  accountId!: string | null;
  @Column('text', { name: 'with_service', nullable: true }) withService!: string | null;
  @Column('text', { name: 'note_sealed', nullable: true }) noteSealed!: string | null;
  @ForeignKey('FileEntity', { name: 'door_steps_photo_id_fkey' })
  @Column('uuid', { name: 'photo_id', nullable: true })
  photoId!: string | null;
}

@Entity('alert_photos')
@Check('alert_photos_purpose_check', 'purpose')
@Index('alert_photos_alert', ['alertId', 'at'])
export class AlertPhotoEntity {
  @ForeignKey('FileEntity', { name: 'alert_photos_file_id_fkey' })
  @PrimaryColumn('uuid', { name: 'file_id' })
  fileId!: string;
  @ForeignKey('AlertEntity', { name: 'alert_photos_alert_id_fkey' })
  @Column('uuid', { name: 'alert_id' })
  alertId!: string;
  @Column('timestamptz', { default: () => 'clock_timestamp()' }) at!: Date;
  @ForeignKey('AccountEntity', { name: 'alert_photos_account_id_fkey' })
  @Column('uuid', { name: 'account_id', nullable: true })
  accountId!: string | null;
  @Column('text') purpose!: string;
}

@Entity('search_links')
@Unique('search_links_token', ['tokenHash'])
@Index('search_links_alert', ['alertId'])
export class SearchLinkEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('AlertEntity', { name: 'search_links_alert_id_fkey' })
  @Column('uuid', { name: 'alert_id' })
  alertId!: string;
  @Column('text', { name: 'token_hash' }) tokenHash!: string;
  @ForeignKey('AccountEntity', { name: 'search_links_account_id_fkey' })
  @Column('uuid', { name: 'account_id' })
  accountId!: string;
  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
}
