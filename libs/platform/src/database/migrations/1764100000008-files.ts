// Files in one bytea table (5 MB each): one truth for backups and for several nodes. And the facts of the dispatch desk.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Files1764100000008 implements MigrationInterface {
  name = 'Files1764100000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE files (
        id uuid PRIMARY KEY,
        media_type text NOT NULL,
        bytes bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 5242880),
        sha256 text NOT NULL,
        created_by uuid,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      -- Photographs are compressed already.
      ALTER TABLE files ALTER COLUMN bytes SET STORAGE EXTERNAL;

      ALTER TABLE facts DROP CONSTRAINT facts_kind_check;
      ALTER TABLE facts ADD CONSTRAINT facts_kind_check CHECK (kind IN ('alert', 'event', 'device', 'account', 'session',
        'dispatch', 'incomingCall', 'handover', 'responder', 'ladder', 'script', 'elder'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE files;
      DELETE FROM facts WHERE kind NOT IN ('alert', 'event', 'device', 'account', 'session');
      ALTER TABLE facts DROP CONSTRAINT facts_kind_check;
      ALTER TABLE facts ADD CONSTRAINT facts_kind_check CHECK (kind IN ('alert', 'event', 'device', 'account', 'session'));
    `);
  }
}
