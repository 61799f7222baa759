// The operator's own mobile, which is called at night when nobody else is there.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AccountMobile1764100000012 implements MigrationInterface {
  name = 'AccountMobile1764100000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE accounts ADD COLUMN mobile_sealed text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE accounts DROP COLUMN mobile_sealed');
  }
}
