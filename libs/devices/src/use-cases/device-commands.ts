// Commands to devices: written here, sent by the process that is at the broker.
import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import type { DeviceCommand, DeviceCommandType, DeviceKind } from '#libs/contracts';
import { Database, type Sql } from '#libs/platform';

export interface CommandedDevice extends QueryResultRow {
  key: string;
  name: string;
}

export interface WaitingCommand {
  deviceKey: string;
  command: DeviceCommand;
}

/** Worn, and able to tell where it is. */
const LOCATING: readonly DeviceKind[] = ['gpsWatch', 'pendant'];

const WORN_SQL = `device_placements p JOIN devices d ON d.id = p.device_id
  WHERE d.kind = ANY($1::text[]) AND p.during @> clock_timestamp()`;

@Injectable()
export class DeviceCommands {
  constructor(private readonly database: Database) {}

  /** Devices that these elders wear and that can be asked where they are. */
  async locatingOf(elderIds: readonly string[], sql: Sql = this.database): Promise<CommandedDevice[]> {
    return sql.query<CommandedDevice>(
      `SELECT d.key, d.name FROM ${WORN_SQL} AND p.elder_id = ANY($2::uuid[]) ORDER BY d.kind, d.key`,
      [LOCATING, elderIds],
      'locating-devices',
    );
  }

  /** Asks each of these devices at once; nobody sends it once it is `lifeMs` (a day at most) old. */
  async give(
    deviceKeys: readonly string[],
    type: DeviceCommandType,
    { alertId, lifeMs }: { alertId: string; lifeMs: number },
    sql: Sql = this.database,
  ): Promise<void> {
    if (deviceKeys.length === 0) return;
    await sql.query(
      `INSERT INTO device_commands (id, device_key, type, alert_id, expires_at)
       SELECT gen_random_uuid(), key, $2, $3::uuid, clock_timestamp() + $4::float8 * interval '1 millisecond'
       FROM unnest($1::text[]) AS key`,
      [deviceKeys, type, alertId, lifeMs],
      'give-commands',
    );
  }

  /**
   * Asks the devices of the elders of these cases where they are, each at most once within `everyMs`. Answers how many were
   * asked.
   */
  async locate(sql: Sql, cases: readonly { alertId: string; elderId: string }[], everyMs: number): Promise<number> {
    if (cases.length === 0) return 0;
    const rows = await sql.query(
      `INSERT INTO device_commands (id, device_key, type, alert_id, expires_at)
       SELECT gen_random_uuid(), asked.key, 'locate', asked.alert_id, clock_timestamp() + $2::float8 * interval '1 millisecond'
       FROM (
         SELECT DISTINCT ON (d.key) d.key, c.alert_id
         FROM unnest($3::uuid[], $4::uuid[]) AS c (alert_id, elder_id), ${WORN_SQL} AND p.elder_id = c.elder_id
         ORDER BY d.key, c.alert_id) AS asked
       WHERE NOT EXISTS (
         SELECT 1 FROM device_commands k WHERE k.device_key = asked.key AND k.type = 'locate'
           AND k.created_at > clock_timestamp() - $2::float8 * interval '1 millisecond')
       RETURNING 1`,
      [LOCATING, everyMs, cases.map(({ alertId }) => alertId), cases.map(({ elderId }) => elderId)],
      'locate-worn',
    );
    return rows.length;
  }

  /** What is to be sent now, oldest first. */
  async waiting(most: number): Promise<WaitingCommand[]> {
    const rows = await this.database.query<{
      id: string;
      device_key: string;
      type: DeviceCommandType;
      data: DeviceCommand['data'];
    }>(
      `SELECT id, device_key, type, data FROM device_commands
       WHERE sent_at IS NULL AND expires_at > clock_timestamp() AND created_at > clock_timestamp() - interval '1 day' ORDER BY created_at, id LIMIT $1`,
      [most],
      'waiting-commands',
    );
    return rows.map(({ id, device_key: deviceKey, type, data }) => ({ deviceKey, command: { id, type, data } }));
  }

  async sent(ids: readonly string[]): Promise<void> {
    await this.database.query(
      'UPDATE device_commands SET sent_at = clock_timestamp() WHERE id = ANY($1::uuid[])',
      [ids],
      'sent-commands',
    );
  }
}
