// Why a placement ended, where that may turn out to be a mistake.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EndedBecause1764200000023 implements MigrationInterface {
  name = 'EndedBecause1764200000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE device_placements ADD COLUMN ended_because text CHECK (ended_because IN ('death'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE device_placements DROP COLUMN ended_because');
  }
}
