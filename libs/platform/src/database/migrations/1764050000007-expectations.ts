// What a transaction was built on may be checked by a statement of its own, which ends it if the world is otherwise.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Expectations1764050000007 implements MigrationInterface {
  name = 'Expectations1764050000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION expect_that(holds boolean, what text) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        IF holds IS NOT TRUE THEN
          RAISE EXCEPTION 'unexpected: not %', what USING ERRCODE = 'YL001';
        END IF;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION expect_that(boolean, text)');
  }
}
