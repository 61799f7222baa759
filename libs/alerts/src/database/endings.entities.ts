// Tables of what follows a case and of what passes it on, as TypeORM knows them.
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('follow_up_tasks')
@Check('follow_up_tasks_state_check', 'state')
@Check('follow_up_tasks_kind_check', 'kind')
@Check('follow_up_tasks_result_check', 'result')
@Check('follow_up_tasks_satisfaction_check', 'satisfaction')
@Check('follow_up_tasks_check', 'done_at')
@Check('follow_up_tasks_check1', 'result')
@Index('follow_up_tasks_alert', ['alertId'])
@Index('follow_up_tasks_due', { synchronize: false })
@Index('follow_up_tasks_once', { synchronize: false })
export class FollowUpTaskEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('AlertEntity', { name: 'follow_up_tasks_alert_id_fkey' })
  @Column('uuid', { name: 'alert_id' })
  alertId!: string;
  @Column('text') state!: string;
  @Column('integer', { default: 1 }) version!: number;
  @Column('text') kind!: string;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  @Column('timestamptz', { name: 'done_at', nullable: true }) doneAt!: Date | null;
  @ForeignKey('AccountEntity', { name: 'follow_up_tasks_account_id_fkey' })
  @Column('uuid', { name: 'account_id', nullable: true })
  accountId!: string | null;
  @Column('text', { nullable: true }) result!: string | null;
  @Column('smallint', { nullable: true }) satisfaction!: number | null;
  @Column('text', { name: 'note_sealed', nullable: true }) noteSealed!: string | null;
  @Column('integer', { default: 0 }) attempts!: number;
}

@Entity('handovers')
@Check('handovers_state_check', 'state')
@Check('handovers_check', 'from_account')
@Check('handovers_alert_ids_check', 'alert_ids')
@Check('handovers_check1', 'answered_at')
@Index('handovers_open', { synchronize: false })
export class HandoverEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('AccountEntity', { name: 'handovers_from_account_fkey' })
  @Column('uuid', { name: 'from_account' })
  fromAccount!: string;
  @ForeignKey('AccountEntity', { name: 'handovers_to_account_fkey' })
  @Column('uuid', { name: 'to_account' })
  toAccount!: string;
  @Column('uuid', { name: 'alert_ids', array: true }) alertIds!: string[];
  @Column('text') state!: string;
  @Column('timestamptz', { name: 'offered_at', default: () => 'clock_timestamp()' }) offeredAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;
}

@Entity('rejudgements')
@Check('rejudgements_field_check', 'field')
@Check('rejudgements_check', 'was')
@Index('rejudgements_at', ['at'])
@Index('rejudgements_alert', ['alertId'])
export class RejudgementEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('AlertEntity', { name: 'rejudgements_alert_id_fkey' })
  @Column('uuid', { name: 'alert_id' })
  alertId!: string;
  @Column('timestamptz', { default: () => 'clock_timestamp()' }) at!: Date;
  @ForeignKey('AccountEntity', { name: 'rejudgements_account_id_fkey' })
  @Column('uuid', { name: 'account_id', nullable: true })
  accountId!: string | null;
  @Column('text') field!: string;
  @Column('text') was!: string;
  @Column('text') becomes!: string;
  @Column('text', { name: 'reason_sealed' }) reasonSealed!: string;
}

@Entity('told_people')
@Index('told_people_alert', ['alertId'])
export class ToldPersonEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('AlertEntity', { name: 'told_people_alert_id_fkey' })
  @Column('uuid', { name: 'alert_id' })
  alertId!: string;
  @Column('timestamptz', { default: () => 'clock_timestamp()' }) at!: Date;
  @ForeignKey('AccountEntity', { name: 'told_people_account_id_fkey' })
  @Column('uuid', { name: 'account_id' })
  accountId!: string;
  @ForeignKey('ContactEntity', { name: 'told_people_contact_id_fkey' })
  @Column('uuid', { name: 'contact_id', nullable: true })
  contactId!: string | null;
  @Column('text', { name: 'name_sealed' }) nameSealed!: string;
}
