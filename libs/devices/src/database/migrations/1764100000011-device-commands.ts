// What devices are asked to do: an outbox, so that a command outlives the process that gave it and is never sent for ever.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DeviceCommands1764100000011 implements MigrationInterface {
  name = 'DeviceCommands1764100000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE device_commands (
        id uuid PRIMARY KEY,
        device_key text NOT NULL,
        type text NOT NULL CHECK (type IN ('ring', 'locate', 'config')),
        data jsonb NOT NULL DEFAULT '{}',
        -- For which case; null for what has nothing to do with one.
        alert_id uuid,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        sent_at timestamptz,
        -- A device that comes back later must not ring then.
        expires_at timestamptz NOT NULL,
        CHECK (expires_at > created_at)
      );
      CREATE INDEX device_commands_waiting ON device_commands (created_at) WHERE sent_at IS NULL;
      CREATE INDEX device_commands_device ON device_commands (device_key, created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE device_commands');
  }
}
