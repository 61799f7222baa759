// Accounts with one role and one or more scopes, opaque sessions, throttled sign-ins, audit trail.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Accounts1763800000002 implements MigrationInterface {
  name = 'Accounts1763800000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE accounts (
        id uuid PRIMARY KEY,
        username text NOT NULL CONSTRAINT accounts_username UNIQUE,
        name text NOT NULL,
        role text NOT NULL CHECK (role IN ('operator', 'supervisor', 'dutyOfficer', 'responder', 'communityWorker',
          'manager', 'nurse', 'stationPlanner', 'family', 'regulator', 'admin')),
        password_hash text NOT NULL,
        disabled_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE account_scopes (
        account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('division', 'facility', 'elder')),
        ref text NOT NULL,
        PRIMARY KEY (account_id, kind, ref)
      );

      CREATE TABLE sessions (
        id uuid PRIMARY KEY,
        token_hash bytea NOT NULL CONSTRAINT sessions_token_hash UNIQUE,
        account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz
      );
      CREATE INDEX sessions_account ON sessions (account_id);

      CREATE TABLE failed_logins (
        key text PRIMARY KEY,
        failures integer NOT NULL,
        window_started_at timestamptz NOT NULL,
        blocked_until timestamptz
      );

      CREATE TABLE audit_log (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        account_id uuid,
        action text NOT NULL,
        subject text NOT NULL,
        data jsonb NOT NULL DEFAULT '{}'
      );
      CREATE INDEX audit_log_at ON audit_log (at);
      CREATE INDEX audit_log_subject ON audit_log (subject);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_log, failed_logins, sessions, account_scopes, accounts');
  }
}
