// Scopes as an account's territory, on the real tables with their periods.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Clock, readSettings } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { Territories } from './territories.ts';

const DISTRICT = '140302000000';
const SUBURB = '140311000000';
const YIJING = '140311100000';
const VILLAGE = '140311100201';
const COUNTY = '330723000000';
const COMMUNITY = '330723001001';

class SetClock extends Clock {
  at = new Date('2026-05-01T00:00:00+08:00');
  override now(): Date {
    return this.at;
  }
}

describe('A territory', () => {
  let test: TestDatabase;
  let clock: SetClock;
  let territories: Territories;

  beforeAll(async () => {
    test = await testDatabase();
    await test.database.query(
      `INSERT INTO divisions (code, name, level) VALUES
        ('${DISTRICT}', '城区', 'county'), ('${SUBURB}', '郊区', 'county'), ('${YIJING}', '义井镇', 'subdistrict'),
        ('${VILLAGE}', '某村', 'community'), ('${COUNTY}', '武义县', 'county'), ('330723001000', '壶山街道', 'subdistrict'),
        ('${COMMUNITY}', '某社区', 'community')`,
    );
    await test.database.query(
      `INSERT INTO division_managements VALUES ('${YIJING}', '${DISTRICT}', daterange('2017-01-01', '2026-06-01'))`,
    );
  });
  afterAll(() => test.close());
  beforeEach(() => {
    clock = new SetClock();
    territories = new Territories(test.database, clock, readSettings({ HOME_DIVISION: COUNTY }));
  });

  const scope = (ref: string): { kind: 'division'; ref: string } => ({ kind: 'division', ref });

  it('follows who manages a town today: 义井镇 has 郊区’s code and is run by 城区', async () => {
    expect((await territories.of([scope(DISTRICT)])).has(VILLAGE)).toBe(true);
    expect((await territories.of([scope(SUBURB)])).has(VILLAGE)).toBe(false);
    expect((await territories.of([scope(YIJING)])).has(VILLAGE)).toBe(true);
  });

  it('changes on the first business day after a period has ended', async () => {
    clock.at = new Date('2026-05-31T23:59:59+08:00');
    expect((await territories.of([scope(SUBURB)])).has(VILLAGE)).toBe(false);
    clock.at = new Date('2026-06-01T00:00:00+08:00');
    expect((await territories.of([scope(SUBURB)])).has(VILLAGE)).toBe(true);
    expect((await territories.of([scope(DISTRICT)])).has(VILLAGE)).toBe(false);
  });

  it('joins several scopes', async () => {
    const both = await territories.of([scope(SUBURB), scope(COUNTY)]);
    expect([both.has(SUBURB), both.has(COMMUNITY), both.has(VILLAGE)]).toEqual([true, true, false]);
  });

  it('holds what has no place for the top centre and whoever is above it, and for nobody else', async () => {
    expect((await territories.of([scope(COUNTY)])).has(null)).toBe(true);
    expect((await territories.of([scope('330000000000')])).has(null)).toBe(true);
    expect((await territories.of([scope('330723001000')])).has(null)).toBe(false);
    expect((await territories.of([scope(DISTRICT)])).has(null)).toBe(false);
  });

  it('holds nothing for scopes of a facility or an elder', async () => {
    const none = await territories.of([
      { kind: 'facility', ref: 'f' },
      { kind: 'elder', ref: 'e' },
    ]);
    expect(none.toSql()).toEqual({ codes: [], includesUnplaced: false });
  });

  it('is the same object until it may have changed, and sees new divisions within 30 seconds', async () => {
    const first = await territories.of([scope(COUNTY)]);
    expect(await territories.of([scope(COUNTY)])).toBe(first);
    await test.database.query(
      `INSERT INTO divisions (code, name, level) VALUES ('330723001002', '新社区', 'community')`,
    );
    clock.at = new Date(clock.at.getTime() + 30_001);
    expect((await territories.of([scope(COUNTY)])).has('330723001002')).toBe(true);
  });
});
