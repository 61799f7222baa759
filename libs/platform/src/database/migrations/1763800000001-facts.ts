// The fact log (outbox), cursors of its readers, stored idempotent answers and the beats of processes.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Facts1763800000001 implements MigrationInterface {
  name = 'Facts1763800000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;

      -- Ids and codes only, never personal data: views are made at delivery.
      CREATE TABLE facts (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        kind text NOT NULL CHECK (kind IN ('alert', 'event', 'device', 'account', 'session')),
        subject text NOT NULL,
        change text NOT NULL,
        data jsonb NOT NULL DEFAULT '{}'
      );
      CREATE INDEX facts_at ON facts USING brin (at);

      CREATE TABLE feed_cursors (
        name text PRIMARY KEY,
        position bigint NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE idempotent_answers (
        account_id uuid NOT NULL,
        key text NOT NULL,
        request_digest text NOT NULL,
        status integer,
        location text,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (account_id, key)
      );

      CREATE TABLE process_beats (
        process_id text PRIMARY KEY,
        app text NOT NULL,
        started_at timestamptz NOT NULL,
        beat_at timestamptz NOT NULL,
        links jsonb NOT NULL DEFAULT '[]'
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE process_beats, idempotent_answers, feed_cursors, facts');
  }
}
