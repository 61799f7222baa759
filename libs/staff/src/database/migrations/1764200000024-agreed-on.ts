// The day on which somebody agreed to be asked; unknown for those who were registered before it was kept.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AgreedOn1764200000024 implements MigrationInterface {
  name = 'AgreedOn1764200000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE responders ADD COLUMN agreed_on date');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE responders DROP COLUMN agreed_on');
  }
}
