// Positions are asked for as long as somebody is searched for: by one process at a time, of that person, and no longer.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AlertKind } from '#libs/contracts';
import { DeviceCommands } from '#libs/devices';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { aCase, type CaseWanted } from '../testing/a-case.ts';
import { aVillage, type Village } from '../testing/builders.ts';
import { AskPositions } from './ask-positions.ts';

let db: TestDatabase;
let village: Village;
let positions: AskPositions;

beforeAll(async () => {
  db = await testDatabase();
  village = await aVillage(db.database);
  positions = new AskPositions(db.database, new DeviceCommands(db.database));
  for (const [at, elder] of village.elderIds.entries()) {
    const id = randomUUID();
    await db.database.query(`INSERT INTO devices (id, key, name, kind) VALUES ($1, $2, '表', 'gpsWatch')`, [
      id,
      `watch-${at}`,
    ]);
    await db.database.query(
      `INSERT INTO device_placements (id, device_id, elder_id, during) VALUES (gen_random_uuid(), $1, $2, '[2020-01-01,)')`,
      [id, elder],
    );
  }
});
afterAll(() => db.close());

const asked = async (): Promise<string[]> =>
  (
    await db.database.query<{ device_key: string }>(
      `SELECT device_key FROM device_commands WHERE type = 'locate' ORDER BY device_key`,
    )
  ).map((row) => row.device_key);
const fresh = async (kind: AlertKind, over: CaseWanted = {}): Promise<string> => {
  await db.database.query('DELETE FROM device_commands');
  await db.database.query(
    `UPDATE alerts SET version = version + 1, state = 'closed', claimed_by = $1, claimed_at = now(), lease_until = NULL,
       closed_at = now(), outcome = 'foundWell' WHERE state IN ('claimed', 'resolved')`,
    [village.operators[0]],
  );
  return aCase(db.database, village, { kind, ...over });
};

describe('The clock of a search', () => {
  it.each(['missingPerson', 'wandering'] as const)('asks the devices of the one person in an open %s', async (kind) => {
    await fresh(kind, { elder: 1 });
    expect(await positions.run()).toBe(1);
    expect(await asked()).toEqual(['watch-1']);
  });

  it('asks each once within 30 s, with several processes at once, and again after', async () => {
    await fresh('wandering');
    const rounds = await Promise.all(Array.from({ length: 10 }, () => positions.run()));
    expect(rounds.reduce((sum, n) => sum + n, 0)).toBe(1);
    await db.database.query(`UPDATE device_commands SET created_at = created_at - interval '31 seconds'`);
    expect(await positions.run()).toBe(1);
    expect(await asked()).toEqual(['watch-0', 'watch-0']);
  });

  it('stops once the person is found, and asks nobody for other kinds or for people who are not known', async () => {
    for (const state of ['resolved', 'closed'] as const) {
      await fresh('missingPerson', { state });
      expect([state, await positions.run()]).toEqual([state, 0]);
    }
    await fresh('sos');
    expect(await positions.run()).toBe(0);
    await fresh('missingPerson', { elder: null });
    expect(await positions.run()).toBe(0);
    expect(await asked()).toEqual([]);
  });
});
