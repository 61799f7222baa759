// Tables of places as TypeORM knows them; the migration is the truth.
import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('divisions')
@Check('divisions_code_check', `12 digits`)
@Check('divisions_level_check', `level in (…)`)
@Check('divisions_setting_check', `setting in (…)`)
@Check('divisions_class_of_place_check', `class_of_place in (…)`)
export class DivisionEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'divisions_pkey' }) code!: string;
  @Column('text') name!: string;
  @Column('text') level!: 'province' | 'city' | 'county' | 'subdistrict' | 'community';
  @Column('text', { nullable: true }) setting!: 'urban' | 'rural' | null;
  @Column('text', { name: 'class_of_place', nullable: true }) classOfPlace!: 'urban' | 'town' | 'mountain' | null;
  @Column('date', { name: 'valid_from', default: () => `'1949-10-01'` }) validFrom!: string;
  @Column('date', { name: 'valid_to', nullable: true }) validTo!: string | null;
}

@Entity('division_managements')
@Exclusion('division_managements_one_at_a_time', `USING gist (division_code WITH =, during WITH &&)`)
@Check('division_managements_check', `division_code <> managed_by`)
export class DivisionManagementEntity {
  @PrimaryColumn('text', { name: 'division_code', primaryKeyConstraintName: 'division_managements_pkey' })
  @ForeignKey('DivisionEntity', { name: 'division_managements_division_code_fkey' })
  divisionCode!: string;
  @Index('division_managements_managed_by')
  @Column('text', { name: 'managed_by' })
  @ForeignKey('DivisionEntity', { name: 'division_managements_managed_by_fkey' })
  managedBy!: string;
  @PrimaryColumn('daterange', { primaryKeyConstraintName: 'division_managements_pkey' }) during!: string;
}

@Entity('homes')
@Check('homes_check', `(lng is null) = (lat is null)`)
export class HomeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'homes_pkey' }) id!: string;
  @Index('homes_community')
  @Column('text', { name: 'community_code' })
  @ForeignKey('DivisionEntity', { name: 'homes_community_code_fkey' })
  communityCode!: string;
  @Column('text') street!: string;
  @Column('text', { name: 'door_sealed', nullable: true }) doorSealed!: string | null;
  @Column('smallint', { nullable: true }) floor!: number | null;
  @Column('boolean', { name: 'has_lift', nullable: true }) hasLift!: boolean | null;
  @Column('double precision', { nullable: true }) lng!: number | null;
  @Column('double precision', { nullable: true }) lat!: number | null;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
}

@Entity('facilities')
@Check('facilities_type_check', `type in (…)`)
@Check('facilities_check', `(lng is null) = (lat is null)`)
export class FacilityEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'facilities_pkey' }) id!: string;
  @Index('facilities_type')
  @Column('text')
  type!: string;
  @Column('text') name!: string;
  @Index('facilities_division')
  @Column('text', { name: 'division_code' })
  @ForeignKey('DivisionEntity', { name: 'facilities_division_code_fkey' })
  divisionCode!: string;
  @Column('text') address!: string;
  @Column('text', { nullable: true }) phone!: string | null;
  @Column('double precision', { nullable: true }) lng!: number | null;
  @Column('double precision', { nullable: true }) lat!: number | null;
}
