// When the desk was told that somebody is missing for so long that 110 is due.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PoliceDue1764200000015 implements MigrationInterface {
  name = 'PoliceDue1764200000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE alerts ADD COLUMN police_warned_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE alerts DROP COLUMN police_warned_at');
  }
}
