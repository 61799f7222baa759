// From claim to closed: tasks beside a case, each with its table of transitions; endings, ladders, calls, handovers.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CASE_SQL } from './desk/case.sql.ts';
import { AROUND_SQL, DROP_AROUND_SQL } from './desk/around.sql.ts';
import { SCRIPTS_SQL } from './desk/scripts.data.ts';
import { DROP_TASKS_SQL, TASKS_SQL } from './desk/tasks.sql.ts';

export class Desk1764100000010 implements MigrationInterface {
  name = 'Desk1764100000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CASE_SQL);
    await runner.query(TASKS_SQL);
    await runner.query(AROUND_SQL);
    await runner.query(SCRIPTS_SQL);
  }

  /** Cases keep what they were given; only what stands beside them goes. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DROP_AROUND_SQL);
    await runner.query(DROP_TASKS_SQL);
  }
}
