// What a case stands for since others were merged into it. No index: whoever folds looks through the open cases anyway.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class JoinedKeys1764200000021 implements MigrationInterface {
  name = 'JoinedKeys1764200000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE alerts ADD COLUMN joined_keys text[] NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE alerts DROP COLUMN joined_keys');
  }
}
