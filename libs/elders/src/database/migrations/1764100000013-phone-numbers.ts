// Numbers are looked up while a call rings: an index over the blind indexes.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PhoneNumbers1764100000013 implements MigrationInterface {
  name = 'PhoneNumbers1764100000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX elders_phones ON elders USING gin (phone_indexes);
      CREATE INDEX contacts_phones ON contacts USING gin (phone_indexes);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX elders_phones, contacts_phones');
  }
}
