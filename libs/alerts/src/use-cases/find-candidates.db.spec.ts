// Candidates of a real case: its home, its earlier offers, who is busy elsewhere, and the routing service if there is one.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CandidatesAnswer, DispatchState, ResponderOrder } from '#libs/contracts';
import { Audit } from '#libs/identity';
import { Clock, FactWaker, Routing, SealedText, makeLog, readSettings, type Settings } from '#libs/platform';
import { RegisterResponders, ResponderPool } from '#libs/staff';
import { codeOf, testDatabase, type TestDatabase } from '#libs/testing';
import { aPress, aVillage, type Village } from '../testing/builders.ts';
import { ALWAYS, HOME, east } from '../testing/helpers.ts';
import { FindCandidates } from './find-candidates.ts';
import { shippedLadders } from './shipped-ladders.ts';
import { RaiseAlerts } from './raise-alerts.ts';

let db: TestDatabase;
let village: Village;
const settings: Settings = readSettings({});
const sealed = new SealedText({ encryption: new Map([['t', Buffer.alloc(32, 1)]]), index: Buffer.alloc(32, 2) });
const here = { codes: ['330723001001'], includesUnplaced: false };
const log = makeLog('spec', 'silent');
const clock = new Clock();
const helpers = new Map<string, string>();

const candidates = (routingUrl: string | null = null): FindCandidates =>
  new FindCandidates(
    db.database,
    new ResponderPool(db.database, clock),
    new Routing(routingUrl, clock, log),
    clock,
    settings,
  );
const nameOf = (one: CandidatesAnswer['candidates'][number]): string => one.responder.name;

async function raise(homeId: string | null = village.homeId, kind: 'sos' | 'gas' = 'sos'): Promise<string> {
  const press = aPress({
    at: new Date(),
    kind,
    deviceKey: randomUUID(),
    place: { homeId, communityCode: village.communityCode },
  });
  const raised = await db.database.transaction((tx) => new RaiseAlerts(shippedLadders()).raise(tx, [press]));
  return raised.outcomes[0]?.alertId ?? '';
}

async function aHomeOfItsOwn(): Promise<string> {
  const id = randomUUID();
  await db.database.query(
    `INSERT INTO homes (id, community_code, street, lng, lat) VALUES ($1, $2, '试验路', $3, $4)`,
    [id, village.communityCode, HOME.lng, HOME.lat],
  );
  return id;
}

/** Through the states that lie before it, as the database demands. */
async function offered(alertId: string, name: string, ...states: DispatchState[]): Promise<void> {
  const [round, task] = [randomUUID(), randomUUID()];
  await db.database.query(
    `INSERT INTO dispatch_rounds (id, alert_id, mode, candidates) VALUES ($1, $2, 'sequence', '{}')`,
    [round, alertId],
  );
  await db.database.query(
    `INSERT INTO dispatch_tasks (id, alert_id, round_id, responder_id, state, expires_at)
     VALUES ($1, $2, $3, $4, 'offered', now() + interval '1 minute')`,
    [task, alertId, round, helpers.get(name)],
  );
  for (const state of states) {
    await db.database.query(
      `UPDATE dispatch_tasks SET state = $2, version = version + 1, lead = true,
         ended_at = CASE WHEN $2 IN ('declined', 'expired', 'recalled', 'left') THEN now() END WHERE id = $1`,
      [task, state],
    );
  }
}

beforeAll(async () => {
  db = await testDatabase();
  village = await aVillage(db.database);
  await db.database.query('UPDATE homes SET lng = $2, lat = $3 WHERE id = $1', [village.homeId, HOME.lng, HOME.lat]);
  const order = (name: string, over: Partial<ResponderOrder>): ResponderOrder & { id: string } => {
    const id = randomUUID();
    helpers.set(name, id);
    return {
      id,
      name,
      kind: 'stationStaff',
      divisionCode: village.communityCode,
      travel: 'foot',
      hours: ALWAYS,
      ...over,
    };
  };
  await new RegisterResponders(db.database, sealed, new FactWaker(), new Audit()).add(
    [
      order('站', { place: east(300) }),
      order('队', { kind: 'rescueTeam', travel: 'car', place: east(3_000), skills: ['firstAid', 'fire'] }),
      order('邻', { kind: 'neighbour', place: east(30), homes: [{ id: village.homeId, holdsKey: true }] }),
      order('远', { place: east(30_000) }),
      order('休', { place: east(100), hours: [] }),
    ],
    db.database,
  );
});
afterAll(() => db.close());

describe('The candidates of a case', () => {
  it('are those near its home, with the reasons for all', async () => {
    const alertId = await raise();
    const answer = await candidates().for(here, alertId);
    expect(answer).toMatchObject({
      alertId,
      limitSeconds: 900,
      mode: 'parallel',
      nobodyInReach: false,
      stayOutside: false,
      routing: 'estimate',
    });
    expect(answer.candidates.map(nameOf)).toEqual(['邻', '队', '站']);
    expect(answer.proposed).toEqual(['邻', '队', '站'].map((name) => helpers.get(name)));
    expect(answer.leftOut.map((one) => [nameOf(one), one.reasonsAgainst])).toEqual([
      ['休', ['offDuty', 'lacksSkill']],
      ['远', ['tooFar', 'lacksSkill']],
    ]);
    expect(answer.candidates[0]).toEqual({
      responder: { id: helpers.get('邻'), name: '邻', kind: 'neighbour', facility: null },
      minutes: 0.5,
      metres: 30,
      travel: 'foot',
      openTasks: 0,
      holdsKey: true,
      locationAgeSeconds: null,
      reasonsFor: ['nearest', 'holdsKey', 'knowsElder', 'free'],
      reasonsAgainst: ['lacksSkill'],
    });
    expect(new Date(answer.at).getTime()).toBeGreaterThan(Date.now() - 60_000);
  });

  it('are not told outside of the territory, and told to the clock', async () => {
    const alertId = await raise();
    expect(await codeOf(candidates().for({ codes: ['330723009009'], includesUnplaced: true }, alertId))).toBe('ALERT.NOT_FOUND'); // prettier-ignore
    expect(await codeOf(candidates().for(null, randomUUID()))).toBe('ALERT.NOT_FOUND');
    expect((await candidates().for(null, alertId)).candidates).toHaveLength(3);
  });

  it('have the time of the class of the place', async () => {
    const alertId = await raise();
    await db.database.query(`UPDATE divisions SET class_of_place = 'mountain' WHERE code = $1`, [
      village.communityCode,
    ]);
    const inMountains = await candidates().for(here, alertId);
    await db.database.query(`UPDATE divisions SET class_of_place = NULL WHERE code = $1`, [village.communityCode]);
    expect(inMountains.limitSeconds).toBe(1_800);
    // The way takes half as long again.
    const minutesOf = (answer: CandidatesAnswer): number | null | undefined =>
      answer.candidates.find((one) => nameOf(one) === '队')?.minutes;
    expect([minutesOf(inMountains), minutesOf(await candidates().for(here, alertId))]).toEqual([11.7, 7.8]);
  });

  it('are not those who have been asked or said no, and last those who gave no answer', async () => {
    const alertId = await raise(await aHomeOfItsOwn());
    await offered(alertId, '站');
    await offered(alertId, '队', 'expired');
    const first = await candidates().for(here, alertId);
    expect(first.candidates.map((one) => [nameOf(one), one.reasonsAgainst])).toEqual([['队', ['alreadyOffered']]]);
    expect(first.leftOut.map(nameOf)).toEqual(['休', '站', '远', '邻']);
    expect(first.leftOut[1]).toMatchObject({ openTasks: 1, reasonsAgainst: ['alreadyOffered', 'busy', 'lacksSkill'] });
    await offered(alertId, '队', 'declined');
    const second = await candidates().for(here, alertId);
    expect(second.candidates).toEqual([]);
    expect(second.nobodyInReach).toBe(true);
    expect(second.leftOut.find((one) => nameOf(one) === '队')?.reasonsAgainst).toContain('declinedBefore');
    await db.database.query(`UPDATE dispatch_tasks SET state = 'recalled', version = version + 1, ended_at = now() WHERE state = 'offered'`); // prettier-ignore
  });

  it('who are at another home come after those who are free', async () => {
    const alertId = await raise(await aHomeOfItsOwn());
    await offered(await raise(await aHomeOfItsOwn()), '站', 'accepted', 'enRoute');
    const { candidates: found } = await candidates().for(here, alertId);
    expect(found.map((one) => [nameOf(one), one.openTasks])).toEqual([
      ['队', 0],
      ['站', 1],
    ]);
  });

  it('of a case without a home start from where the case is', async () => {
    const alertId = await raise(null);
    await db.database.query('UPDATE alerts SET lng = $2, lat = $3, version = version + 1 WHERE id = $1', [
      alertId,
      HOME.lng,
      HOME.lat,
    ]);
    expect((await candidates().for(here, alertId)).candidates.map(nameOf)).toContain('队');
  });

  it('stay outside where there is gas, and the trained come first', async () => {
    const answer = await candidates().for(here, await raise(await aHomeOfItsOwn(), 'gas'));
    expect([answer.stayOutside, answer.candidates.map(nameOf)[0]]).toEqual([true, '队']);
  });
});

describe('The routing service', () => {
  it('decides over the order where it answers, and is done without where it does not', async () => {
    let isWell = true;
    const server = createServer((request, response) => {
      const sources = new URL(request.url ?? '', 'http://osrm').searchParams.get('sources')?.split(';') ?? [];
      // Everybody takes ten minutes, by car half a minute less.
      const seconds = request.url?.includes('/car/') ? 570 : 600;
      response.end(isWell ? JSON.stringify({ code: 'Ok', durations: sources.map(() => [seconds]) }) : 'no');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const alertId = await raise();
      const routed = await candidates(url).for(here, alertId);
      expect(routed.routing).toBe('osrm');
      expect(routed.candidates.map((one) => [nameOf(one), one.minutes])).toEqual([
        ['队', 9.5],
        ['邻', 10],
        ['站', 10],
      ]);
      isWell = false;
      const estimated = await candidates(url).for(here, alertId);
      expect([estimated.routing, estimated.candidates.map(nameOf)[0]]).toEqual(['estimate', '邻']);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('tell whoever was named, although a village full of people who cannot go lives nearer', async () => {
    const crowd = Array.from({ length: 25 }, (_, at): ResponderOrder & { id: string } => ({
      id: randomUUID(),
      name: `闲${at}`,
      kind: 'stationStaff',
      divisionCode: village.communityCode,
      travel: 'foot',
      hours: [],
      place: east(200),
    }));
    await new RegisterResponders(db.database, sealed, new FactWaker(), new Audit()).add(crowd, db.database);
    const [alertId, far] = [await raise(), helpers.get('远') ?? ''];
    const ids = (answer: CandidatesAnswer): string[] => answer.leftOut.map(({ responder }) => responder.id);
    expect(ids(await candidates().for(here, alertId))).not.toContain(far);
    const named = await candidates().for(here, alertId, far);
    expect(ids(named)).toHaveLength(21);
    expect(named.leftOut.at(-1)).toMatchObject({
      responder: { id: far },
      reasonsAgainst: expect.arrayContaining(['tooFar']),
    });
    expect(ids(await candidates().for(here, alertId, randomUUID()))).toHaveLength(20);
  });
});
