// Tables of sending somebody as TypeORM knows them: for the drift check; statements are SQL.
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('dispatch_rounds')
@Check('dispatch_rounds_mode_check', 'mode')
@Index('dispatch_rounds_alert', ['alertId'])
export class DispatchRoundEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('AlertEntity', { name: 'dispatch_rounds_alert_id_fkey' })
  @Column('uuid', { name: 'alert_id' })
  alertId!: string;
  @Column('text') mode!: string;
  @ForeignKey('AccountEntity', { name: 'dispatch_rounds_account_id_fkey' })
  @Column('uuid', { name: 'account_id', nullable: true })
  accountId!: string | null;
  @Column('timestamptz', { default: () => 'clock_timestamp()' }) at!: Date;
  @Column('jsonb') candidates!: Record<string, unknown>;
  @Column('text', { name: 'override_sealed', nullable: true }) overrideSealed!: string | null;
  @Column('uuid', { array: true, default: [] }) waiting!: string[];
  @Column('boolean', { default: false }) automatic!: boolean;
}

@Entity('dispatch_tasks')
@Check('dispatch_tasks_state_check', 'state')
@Check('dispatch_tasks_check', 'ended_at')
@Check('dispatch_tasks_check1', 'lead')
@Index('dispatch_tasks_alert', ['alertId'])
@Index('dispatch_tasks_open', { synchronize: false })
@Index('dispatch_tasks_expiring', { synchronize: false })
@Index('dispatch_tasks_check_in', { synchronize: false })
@Index('dispatch_tasks_one_lead', { synchronize: false })
@Index('dispatch_tasks_asked_once', { synchronize: false })
export class DispatchTaskEntity {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('AlertEntity', { name: 'dispatch_tasks_alert_id_fkey' })
  @Column('uuid', { name: 'alert_id' })
  alertId!: string;
  @ForeignKey('DispatchRoundEntity', { name: 'dispatch_tasks_round_id_fkey' })
  @Column('uuid', { name: 'round_id' })
  roundId!: string;
  @ForeignKey('ResponderEntity', { name: 'dispatch_tasks_responder_id_fkey' })
  @Column('uuid', { name: 'responder_id' })
  responderId!: string;
  @Column('text') state!: string;
  @Column('integer', { default: 1 }) version!: number;
  @Column('boolean', { nullable: true }) lead!: boolean | null;
  @Column('timestamptz', { name: 'offered_at', default: () => 'clock_timestamp()' }) offeredAt!: Date;
  @ForeignKey('AccountEntity', { name: 'dispatch_tasks_offered_by_fkey' })
  @Column('uuid', { name: 'offered_by', nullable: true })
  offeredBy!: string | null;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt!: Date | null;
  @Column('timestamptz', { name: 'en_route_at', nullable: true }) enRouteAt!: Date | null;
  @Column('timestamptz', { name: 'on_scene_at', nullable: true }) onSceneAt!: Date | null;
  @Column('timestamptz', { name: 'at_door_no_answer_at', nullable: true }) atDoorNoAnswerAt!: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text', { name: 'note_sealed', nullable: true }) noteSealed!: string | null;
  @Column('double precision', { name: 'arrived_within_m', nullable: true }) arrivedWithinM!: number | null;
  @Column('boolean', { name: 'arrival_doubtful', default: false }) arrivalDoubtful!: boolean;
  @Column('timestamptz', { name: 'check_in_due_at', nullable: true }) checkInDueAt!: Date | null;
  @Column('boolean', { name: 'check_in_overdue', default: false }) checkInOverdue!: boolean;
}
