// Tables of identity as TypeORM knows them; the migration is the truth.
import type { Role, Scope } from '#libs/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('accounts')
@Unique('accounts_username', ['username'])
@Check('accounts_role_check', `role in (…)`)
export class AccountEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'accounts_pkey' }) id!: string;
  @Column('text') username!: string;
  @Column('text') name!: string;
  @Column('text') role!: Role;
  @Column('text', { name: 'password_hash' }) passwordHash!: string;
  @Column('text', { name: 'mobile_sealed', nullable: true }) mobileSealed!: string | null;
  @Column('timestamptz', { name: 'disabled_at', nullable: true }) disabledAt!: Date | null;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
}

@Entity('account_scopes')
@Check('account_scopes_kind_check', `kind in (…)`)
export class AccountScopeEntity {
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'account_scopes_pkey' })
  @ForeignKey('AccountEntity', { name: 'account_scopes_account_id_fkey', onDelete: 'CASCADE' })
  accountId!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'account_scopes_pkey' }) kind!: Scope['kind'];
  @PrimaryColumn('text', { primaryKeyConstraintName: 'account_scopes_pkey' }) ref!: string;
}

@Entity('sessions')
@Unique('sessions_token_hash', ['tokenHash'])
export class SessionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'sessions_pkey' }) id!: string;
  @Column('bytea', { name: 'token_hash' }) tokenHash!: Buffer;
  @Index('sessions_account')
  @Column('uuid', { name: 'account_id' })
  @ForeignKey('AccountEntity', { name: 'sessions_account_id_fkey', onDelete: 'CASCADE' })
  accountId!: string;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
}

@Entity('failed_logins')
export class FailedLoginEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'failed_logins_pkey' }) key!: string;
  @Column('integer') failures!: number;
  @Column('timestamptz', { name: 'window_started_at' }) windowStartedAt!: Date;
  @Column('timestamptz', { name: 'blocked_until', nullable: true }) blockedUntil!: Date | null;
}

@Entity('audit_log')
export class AuditEntryEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'audit_log_pkey' }) id!: string;
  @Index('audit_log_at')
  @Column('timestamptz', { default: () => 'now()' })
  at!: Date;
  @Column('uuid', { name: 'account_id', nullable: true }) accountId!: string | null;
  @Column('text') action!: string;
  @Index('audit_log_subject')
  @Column('text')
  subject!: string;
  @Column('jsonb', { default: {} }) data!: Record<string, unknown>;
}
