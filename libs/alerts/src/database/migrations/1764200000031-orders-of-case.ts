// Orders to the telephony are looked up by their case (is the duty phone ringing already?) and by when they were done (health).
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OrdersOfCase1764200000031 implements MigrationInterface {
  name = 'OrdersOfCase1764200000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX telephony_orders_alert ON telephony_orders (alert_id);
      CREATE INDEX telephony_orders_done ON telephony_orders (done_at) WHERE done_at IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX telephony_orders_alert, telephony_orders_done');
  }
}
