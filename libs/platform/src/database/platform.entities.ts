// Tables of the platform itself, as TypeORM knows them.
import { Check, Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

@Entity('facts')
@Check('facts_kind_check', `kind in (…)`)
@Index('facts_at', { synchronize: false })
export class FactEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: string;
  @Column('timestamptz', { default: () => 'clock_timestamp()' }) at!: Date;
  @Column('text') kind!: string;
  @Column('text') subject!: string;
  @Column('text') change!: string;
  @Column('jsonb', { default: {} }) data!: Record<string, unknown>;
}

@Entity('feed_cursors')
export class FeedCursorEntity {
  @PrimaryColumn('text') name!: string;
  @Column('bigint') position!: string;
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' }) updatedAt!: Date;
}

@Entity('idempotent_answers')
export class IdempotentAnswerEntity {
  @PrimaryColumn('uuid', { name: 'account_id' }) accountId!: string;
  @PrimaryColumn('text') key!: string;
  @Column('text', { name: 'request_digest' }) requestDigest!: string;
  @Column('integer', { nullable: true }) status!: number | null;
  @Column('text', { nullable: true }) location!: string | null;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
}

@Entity('process_beats')
export class ProcessBeatEntity {
  @PrimaryColumn('text', { name: 'process_id' }) processId!: string;
  @Column('text') app!: string;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'beat_at' }) beatAt!: Date;
  @Column('jsonb', { default: [] }) links!: unknown;
}

@Entity('files')
@Check('files_bytes_check', 'bytes')
export class FileEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'media_type' }) mediaType!: string;
  @Column('bytea') bytes!: Buffer;
  @Column('text') sha256!: string;
  @Column('uuid', { name: 'created_by', nullable: true }) createdBy!: string | null;
  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' }) createdAt!: Date;
}
