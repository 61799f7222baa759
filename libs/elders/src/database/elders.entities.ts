// Tables of elders as TypeORM knows them; the migration is the truth.
import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('elders')
@Index('elders_phones', { synchronize: false })
@Check('elders_sex_check', `sex in (…)`)
@Check('elders_living_check', `living in (…)`)
@Check('elders_ability_level_check', `0 to 4`)
@Index('elders_id_number', ['idNumberIndex'], { unique: true, where: 'id_number_index IS NOT NULL' })
export class ElderEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'elders_pkey' }) id!: string;
  @Index('elders_name')
  @Column('text')
  name!: string;
  @Index('elders_pinyin')
  @Column('text')
  pinyin!: string;
  @Column('text') sex!: 'male' | 'female';
  @Column('date', { name: 'birth_date' }) birthDate!: string;
  @Column('text', { name: 'id_number_sealed', nullable: true }) idNumberSealed!: string | null;
  @Column('text', { name: 'id_number_index', nullable: true }) idNumberIndex!: string | null;
  @Column('text', { name: 'phones_sealed', nullable: true }) phonesSealed!: string | null;
  @Column('text', { name: 'phone_indexes', array: true, default: [] }) phoneIndexes!: string[];
  @Column('text') living!: string;
  @Column('text', { array: true, default: [] }) categories!: string[];
  @Column('smallint', { name: 'ability_level', nullable: true }) abilityLevel!: number | null;
  @Column('boolean', { name: 'prone_to_wander', default: false }) proneToWander!: boolean;
  @Column('jsonb', { default: {} }) reach!: Record<string, string | null>;
  @Column('text', { name: 'conditions_sealed', nullable: true }) conditionsSealed!: string | null;
  @Column('text', { name: 'allergies_sealed', nullable: true }) allergiesSealed!: string | null;
  @Column('text', { name: 'medication_sealed', nullable: true }) medicationSealed!: string | null;
  @Column('text', { name: 'blood_type_sealed', nullable: true }) bloodTypeSealed!: string | null;
  @Column('text', { name: 'door_notes_sealed', nullable: true }) doorNotesSealed!: string | null;
  @Column('timestamptz', { name: 'died_at', nullable: true }) diedAt!: Date | null;
  @Column('text', { name: 'death_told_by', nullable: true }) deathToldBy!: string | null;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
}

@Entity('residencies')
@Exclusion('residencies_one_home_at_a_time', `USING gist (elder_id WITH =, during WITH &&)`)
@Check('residencies_during_check', `not isempty(during)`)
export class ResidencyEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'residencies_pkey' }) id!: string;
  @Column('uuid', { name: 'elder_id' })
  @ForeignKey('ElderEntity', { name: 'residencies_elder_id_fkey' })
  elderId!: string;
  @Index('residencies_home')
  @Column('uuid', { name: 'home_id' })
  @ForeignKey('HomeEntity', { name: 'residencies_home_id_fkey' })
  homeId!: string;
  @Column('tstzrange') during!: string;
}

@Entity('contacts')
@Index('contacts_phones', { synchronize: false })
export class ContactEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'contacts_pkey' }) id!: string;
  @Index('contacts_elder')
  @Column('uuid', { name: 'elder_id' })
  @ForeignKey('ElderEntity', { name: 'contacts_elder_id_fkey' })
  elderId!: string;
  @Column('text') name!: string;
  @Column('text') relation!: string;
  @Column('text', { name: 'phone_sealed' }) phoneSealed!: string;
  @Column('text', { name: 'phone_indexes', array: true, default: [] }) phoneIndexes!: string[];
  @Column('smallint', { name: 'decide_order', nullable: true }) decideOrder!: number | null;
  @Column('smallint', { name: 'come_order', nullable: true }) comeOrder!: number | null;
  @Column('smallint', { name: 'minutes_away', nullable: true }) minutesAway!: number | null;
  @Column('boolean', { name: 'holds_key', default: false }) holdsKey!: boolean;
}
