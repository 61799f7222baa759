// Who told of a death, so that it can be taken back where that was a mistake.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DeathToldBy1764200000022 implements MigrationInterface {
  name = 'DeathToldBy1764200000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE elders ADD COLUMN death_told_by text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE elders DROP COLUMN death_told_by');
  }
}
