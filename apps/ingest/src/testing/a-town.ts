// A small town for specs: homes, elders, devices and where they are, straight in the database.
import type { DeviceKind } from '#libs/contracts';
import { hashSecret } from '#libs/devices';
import { newId, type Database } from '#libs/platform';

const COMMUNITY = '330723001001';
const LONG_AGO = new Date('2021-01-01T00:00:00Z');

export class Town {
  private constructor(private readonly database: Database) {}

  static async build(database: Database): Promise<Town> {
    await database.query(
      `INSERT INTO divisions (code, name, level) VALUES ('330723000000', '武义县', 'county'), ('${COMMUNITY}', '城东社区', 'community')
       ON CONFLICT DO NOTHING`,
    );
    return new Town(database);
  }

  async home(): Promise<string> {
    const id = newId();
    await this.database.query(
      `INSERT INTO homes (id, community_code, street, lng, lat) VALUES ($1, '${COMMUNITY}', '溪南街', 119.81, 28.89)`,
      [id],
    );
    return id;
  }

  async elder(homeId: string | null, since: Date = LONG_AGO): Promise<string> {
    const id = newId();
    await this.database.query(
      `INSERT INTO elders (id, name, pinyin, sex, birth_date, living) VALUES ($1, '测试老人', 'ceshilaoren', 'female', '1940-01-01', 'alone')`,
      [id],
    );
    if (homeId) {
      await this.database.query(
        'INSERT INTO residencies (id, elder_id, home_id, during) VALUES ($1, $2, $3, tstzrange($4, NULL))',
        [newId(), id, homeId, since],
      );
    }
    return id;
  }

  /** A registered device that is nowhere. */
  async device(key: string, kind: DeviceKind = 'sosButton'): Promise<string> {
    const id = newId();
    await this.database.query('INSERT INTO devices (id, key, name, kind) VALUES ($1, $2, $2, $3)', [id, key, kind]);
    return id;
  }

  async place(
    deviceId: string,
    where: { elderId: string } | { homeId: string },
    since: Date = LONG_AGO,
    until: Date | null = null,
  ): Promise<void> {
    await this.database.query(
      'INSERT INTO device_placements (id, device_id, elder_id, home_id, during) VALUES ($1, $2, $3, $4, tstzrange($5, $6))',
      [
        newId(),
        deviceId,
        'elderId' in where ? where.elderId : null,
        'homeId' in where ? where.homeId : null,
        since,
        until,
      ],
    );
  }

  /** Worn by an elder who lives alone in a home of its own. */
  async worn(
    key: string,
    kind: DeviceKind = 'sosButton',
  ): Promise<{ homeId: string; elderId: string; deviceId: string }> {
    const homeId = await this.home();
    const elderId = await this.elder(homeId);
    const deviceId = await this.device(key, kind);
    await this.place(deviceId, { elderId });
    return { homeId, elderId, deviceId };
  }

  /** `key` may sign in with `${key}-secret`. */
  async secret(key: string): Promise<void> {
    await this.database.query('INSERT INTO device_credentials (username, secret_hash) VALUES ($1, $2)', [
      key,
      await hashSecret(`${key}-secret`),
    ]);
  }
}
