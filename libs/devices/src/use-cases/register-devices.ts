// Puts devices into the registry.
import { Injectable } from '@nestjs/common';
import { DEVICE_KEY_PATTERN, type DeviceKind } from '#libs/contracts';
import { Database, DomainError, FactWaker, appendFacts, newId, type Sql } from '#libs/platform';

export interface NewDevice {
  /** Made here when absent. */
  id?: string;
  /** Its id in its own ecosystem: 1 to 64 of `A-Za-z0-9_.:-`. */
  key: string;
  name: string;
  kind: DeviceKind;
  /** Default `native`. */
  protocol?: string;
  /** Expected report interval; default 3600. */
  reportSeconds?: number;
}

@Injectable()
export class RegisterDevices {
  constructor(
    private readonly database: Database,
    private readonly waker: FactWaker,
  ) {}

  /** Answers the id. Throws DEVICE.KEY_TAKEN, COMMON.VALIDATION for a key of another form. */
  async register(device: NewDevice): Promise<string> {
    const [id] = await this.database.transaction((tx) => this.add([device], tx));
    this.waker.wake();
    return id ?? '';
  }

  /** Writes many in one statement, all or none; answers their ids in order. */
  async add(devices: readonly NewDevice[], sql: Sql): Promise<string[]> {
    const wrong = devices.find((device) => !DEVICE_KEY_PATTERN.test(device.key));
    if (wrong) throw new DomainError('COMMON.VALIDATION', { fields: { key: '1 to 64 of A-Za-z0-9_.:-' } });
    const ids = devices.map((device) => device.id ?? newId());
    const rows = await sql.query<{ id: string }>(
      `INSERT INTO devices (id, key, name, kind, protocol, report_seconds)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::integer[])
       ON CONFLICT (key) DO NOTHING RETURNING id`,
      [
        ids,
        devices.map((device) => device.key),
        devices.map((device) => device.name),
        devices.map((device) => device.kind),
        devices.map((device) => device.protocol ?? 'native'),
        devices.map((device) => device.reportSeconds ?? 3600),
      ],
    );
    if (rows.length < devices.length) throw new DomainError('DEVICE.KEY_TAKEN');
    await appendFacts(
      sql,
      devices.map((device) => ({ kind: 'device', subject: device.key, change: 'registered' })),
    );
    return ids;
  }
}
