// Tables of staff as TypeORM knows them; the migration is the truth.
import type { AgreedHours, ResponderKind, TravelWay } from '#libs/contracts';
import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('responders')
@Check('responders_kind_check', `kind in (…)`)
@Check('responders_travel_check', `travel in (…)`)
@Check('responders_check', `(lng is null) = (lat is null)`)
@Index('responders_account', ['accountId'], { unique: true, where: 'account_id IS NOT NULL' })
export class ResponderEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'responders_pkey' }) id!: string;
  @Column('text') name!: string;
  @Column('text') kind!: ResponderKind;
  @ForeignKey('AccountEntity', { name: 'responders_account_id_fkey' })
  @Column('uuid', { name: 'account_id', nullable: true })
  accountId!: string | null;
  @Index('responders_facility')
  @ForeignKey('FacilityEntity', { name: 'responders_facility_id_fkey' })
  @Column('uuid', { name: 'facility_id', nullable: true })
  facilityId!: string | null;
  @Index('responders_division')
  @ForeignKey('DivisionEntity', { name: 'responders_division_code_fkey' })
  @Column('text', { name: 'division_code' })
  divisionCode!: string;
  @Column('text', { name: 'phone_sealed', nullable: true }) phoneSealed!: string | null;
  @Column('text') travel!: TravelWay;
  @Column('text', { array: true, default: [] }) skills!: string[];
  @Column('jsonb', { default: [] }) hours!: AgreedHours[];
  @Column('double precision', { nullable: true }) lng!: number | null;
  @Column('double precision', { nullable: true }) lat!: number | null;
  @Column('boolean', { default: true }) active!: boolean;
  @Column('integer', { default: 1 }) version!: number;
  @Column('date', { name: 'agreed_on', nullable: true }) agreedOn!: string | null;
}

@Entity('responder_homes')
export class ResponderHomeEntity {
  @PrimaryColumn('uuid', { name: 'responder_id', primaryKeyConstraintName: 'responder_homes_pkey' })
  @ForeignKey('ResponderEntity', { name: 'responder_homes_responder_id_fkey' })
  responderId!: string;
  @Index('responder_homes_home')
  @PrimaryColumn('uuid', { name: 'home_id', primaryKeyConstraintName: 'responder_homes_pkey' })
  @ForeignKey('HomeEntity', { name: 'responder_homes_home_id_fkey' })
  homeId!: string;
  @Column('boolean', { name: 'holds_key', default: false }) holdsKey!: boolean;
}

@Entity('responder_rosters')
@Exclusion('responder_rosters_once', `USING gist (responder_id WITH =, during WITH &&)`)
@Check('responder_rosters_during_check', `not isempty(during)`)
export class ResponderRosterEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'responder_rosters_pkey' }) id!: string;
  @ForeignKey('ResponderEntity', { name: 'responder_rosters_responder_id_fkey' })
  @Column('uuid', { name: 'responder_id' })
  responderId!: string;
  @Column('tstzrange') during!: string;
}

@Entity('responder_shifts')
@Check('responder_shifts_check', `ended_at >= started_at`)
@Index('responder_shifts_open', ['responderId'], { unique: true, where: 'ended_at IS NULL' })
export class ResponderShiftEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'responder_shifts_pkey' }) id!: string;
  @ForeignKey('ResponderEntity', { name: 'responder_shifts_responder_id_fkey' })
  @Column('uuid', { name: 'responder_id' })
  responderId!: string;
  @Column('timestamptz', { name: 'started_at', default: () => 'clock_timestamp()' }) startedAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
}

@Entity('responder_locations')
export class ResponderLocationEntity {
  @PrimaryColumn('uuid', { name: 'responder_id', primaryKeyConstraintName: 'responder_locations_pkey' })
  @ForeignKey('ResponderEntity', { name: 'responder_locations_responder_id_fkey' })
  responderId!: string;
  @Column('double precision') lng!: number;
  @Column('double precision') lat!: number;
  @Column('double precision', { name: 'accuracy_m', nullable: true }) accuracyM!: number | null;
  @Column('timestamptz') at!: Date;
}

@Entity('calendar_days')
@Check('calendar_days_kind_check', `holiday or workday`)
export class CalendarDayEntity {
  @PrimaryColumn('date', { primaryKeyConstraintName: 'calendar_days_pkey' }) day!: string;
  @Column('text') kind!: 'holiday' | 'workday';
  @Column('text') name!: string;
}
