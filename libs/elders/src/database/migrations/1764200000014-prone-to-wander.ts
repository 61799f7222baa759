// Who is known to get lost (易走失): leaving the safe area is urgent for them.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ProneToWander1764200000014 implements MigrationInterface {
  name = 'ProneToWander1764200000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE elders ADD COLUMN prone_to_wander boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE elders DROP COLUMN prone_to_wander');
  }
}
