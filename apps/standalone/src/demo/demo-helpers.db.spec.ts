// Whom the demo county sends, at every hour; and a demo county of an earlier version gets its helpers once.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FindCandidates, RaiseAlerts, shippedLadders } from '#libs/alerts';
import { Clock, Routing, SealedText, makeLog, readSettings } from '#libs/platform';
import { ResponderPool } from '#libs/staff';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { buildDemoCounty } from './demo-county.ts';
import { hasDemoHelpers, loadDemoCounty } from './load-demo-county.ts';

const sealed = new SealedText({ encryption: new Map([['k1', randomBytes(32)]]), index: randomBytes(32) });
const settings = readSettings({});

class SetClock extends Clock {
  at = new Date('2026-03-04T00:00:00+08:00');
  override now(): Date {
    return this.at;
  }
}

describe('The demo county', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase();
    await loadDemoCounty({ database: test.database, sealed, log: () => undefined });
  });
  afterAll(() => test.close());

  const usernames = async (ids: readonly string[]): Promise<string[]> => {
    const rows = await test.database.query<{ id: string; username: string }>(
      'SELECT r.id, a.username FROM responders r JOIN accounts a ON a.id = r.account_id WHERE r.id = ANY($1::uuid[])',
      [ids],
    );
    return ids.flatMap((id) => rows.filter((row) => row.id === id).map((row) => row.username));
  };

  it('offers a press of demo-sos-1 to accounts that somebody can sign in to, at every hour of every day', async () => {
    const [home] = buildDemoCounty().homes;
    const clock = new SetClock();
    const at = new Date();
    const place = { elderId: null, homeId: home?.id ?? '', communityCode: home?.communityCode ?? '', location: null };
    const press = { deviceKey: 'demo-sos-1', deviceId: null, eventId: 'e', kind: 'sos' as const, at, receivedAt: at, lateSeconds: 0, unreadable: false, cancelledAt: null, place }; // prettier-ignore
    const { outcomes } = await test.database.transaction((tx) => new RaiseAlerts(shippedLadders()).raise(tx, [press]));
    const find = new FindCandidates(
      test.database,
      new ResponderPool(test.database, clock),
      new Routing(null, clock, makeLog('spec', 'silent')),
      clock,
      settings,
    );
    // A Wednesday, a Sunday, New Year of the moon, and a Saturday that is worked.
    for (const day of ['2026-03-04', '2026-03-08', '2026-02-17', '2026-10-10']) {
      for (let hour = 0; hour < 24; hour++) {
        clock.at = new Date(`${day}T${String(hour).padStart(2, '0')}:30:00+08:00`);
        const answer = await find.for(null, outcomes[0]?.alertId ?? '');
        const isWorkerAsked = hour >= 6 && hour < 22;
        expect([day, hour, await usernames(answer.proposed)]).toEqual([
          day,
          hour,
          isWorkerAsked
            ? expect.arrayContaining(['responder', 'responder3', 'worker'])
            : expect.arrayContaining(['responder', 'responder3']),
        ]);
        expect(await usernames(answer.candidates.map(({ responder }) => responder.id))).toEqual(
          expect.arrayContaining(['responder', 'responder2', 'responder3']),
        );
        expect([answer.mode, answer.nobodyInReach, answer.proposed.length]).toEqual(['parallel', false, 3]);
      }
    }
  });

  it('of an earlier version gets the helpers that it can have, once, and keeps what somebody else has made of it', async () => {
    // As it was: nobody helps, and only the first accounts are there; since then somebody has changed it.
    await test.database.query('DELETE FROM responder_homes');
    await test.database.query('DELETE FROM responders');
    await test.database.query(`DELETE FROM audit_log WHERE action = 'demoHelpersLoaded'`);
    await test.database.query(`DELETE FROM accounts WHERE username IN ('responder2', 'responder3')`);
    await test.database.query(`UPDATE accounts SET username = 'li-fang', role = 'nurse' WHERE username = 'worker'`);
    await test.database.query(
      `INSERT INTO accounts (id, username, name, role, password_hash) VALUES (gen_random_uuid(), 'responder2', '别人', 'nurse', 'x')`,
    );
    await test.database.query(`DELETE FROM facilities WHERE id = $1`, [buildDemoCounty().facilities[5]?.id]);
    const lines: string[] = [];
    const load = () => loadDemoCounty({ database: test.database, sealed, log: (line) => lines.push(line) });
    expect(await hasDemoHelpers(test.database)).toBe(false);
    const [one, other] = await Promise.all([load(), load()]);
    const { helpers, facilities } = buildDemoCounty();
    const lost = helpers.filter((helper) => helper.facilityId === facilities[5]?.id).length;
    expect(lost).toBeGreaterThan(0);
    expect([one.loaded, other.loaded, one.helpers + other.helpers]).toEqual([false, false, helpers.length - lost]);
    expect(lines.join()).toContain(`${helpers.length - lost} helpers added`);
    expect(await hasDemoHelpers(test.database)).toBe(true);
    const linked = await test.database.query<{ username: string }>(
      `SELECT a.username FROM responders r JOIN accounts a ON a.id = r.account_id ORDER BY 1`,
    );
    expect(linked.map((row) => row.username)).toEqual(['responder', 'responder3']);
    const [stranger] = await test.database.query<{ name: string }>(`SELECT name FROM accounts WHERE username = 'responder2'`); // prettier-ignore
    expect(stranger?.name).toBe('别人');
  });
});
