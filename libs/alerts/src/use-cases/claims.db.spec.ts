// Claims that share a commit: each still wins or loses by itself, and each within its own territory.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock, FactWaker, SealedText, readSettings } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { aPress, aVillage, type Village } from '../testing/builders.ts';
import { AlertViews } from './alert-views.ts';
import { Claims } from './claims.ts';
import { shippedLadders } from './shipped-ladders.ts';
import { LoneNight } from './lone-night.ts';
import { RaiseAlerts } from './raise-alerts.ts';

const sealed = new SealedText({ encryption: new Map([['t', Buffer.alloc(32, 1)]]), index: Buffer.alloc(32, 2) });
const settings = readSettings({});
const OPERATORS = 10;
let db: TestDatabase;
let village: Village;
let claims: Claims;
let devices = 0;
beforeAll(async () => {
  db = await testDatabase({ poolSize: 20 });
  village = await aVillage(db.database);
  claims = new Claims(
    db.database,
    new FactWaker(),
    new AlertViews(db.database, sealed, new Clock(), settings),
    new LoneNight(shippedLadders(), settings),
    settings,
  );
});
afterAll(() => db.close());

const everywhere = { codes: ['330723001001'], includesUnplaced: true };
const elsewhere = { codes: ['330723001002'], includesUnplaced: false };

async function raised(count: number, placed: boolean): Promise<string[]> {
  const presses = Array.from({ length: count }, (_, at) =>
    aPress({
      at: new Date(),
      deviceKey: `claims-${++devices}-${at}`,
      kind: 'unknownDistress',
      place: { communityCode: placed ? village.communityCode : null },
    }),
  );
  const { outcomes } = await db.database.transaction((tx) => new RaiseAlerts(shippedLadders()).raise(tx, presses));
  return outcomes.map(({ alertId }) => alertId);
}

describe('Claims of one moment', () => {
  it('have one winner for each case, however many ask at once', async () => {
    const alertIds = await raised(30, true);
    const asked = alertIds.flatMap((alertId) =>
      Array.from({ length: OPERATORS }, (_, at) => ({ alertId, accountId: village.operators[(at % 2) as 0 | 1] })),
    );
    const answers = await Promise.allSettled(
      asked.map(({ alertId, accountId }) => claims.claim(alertId, { accountId, territory: everywhere })),
    );
    const won = answers.flatMap((answer) =>
      answer.status === 'fulfilled' && answer.value.alert ? [answer.value.alert] : [],
    );
    expect(won.map(({ id }) => id).sort()).toEqual([...alertIds].sort());
    for (const alert of won) expect(alert).toMatchObject({ state: 'claimed', version: 2 });
    const lost = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
    expect(lost.length).toBeGreaterThan(0);
    for (const reason of lost) expect(reason).toMatchObject({ code: 'ALERT.ALREADY_CLAIMED' });
    const [entries] = await db.database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM alert_timeline WHERE action = 'claimed' AND alert_id = ANY($1::uuid[])`,
      [alertIds],
    );
    expect(entries?.n).toBe(alertIds.length);
  });

  it('reach only the cases of the territory of the one who asks, though another with a wider one asks with them', async () => {
    const [placed, unplaced] = [await raised(2, true), await raised(2, false)];
    const [anna, bert] = village.operators;
    const outside = [placed[0], unplaced[0]].map((alertId) =>
      claims.claim(alertId ?? '', { accountId: anna, territory: elsewhere }),
    );
    const inside = [...placed, ...unplaced].map((alertId) =>
      claims.claim(alertId ?? '', { accountId: bert, territory: everywhere }),
    );
    for (const answer of await Promise.allSettled(outside)) {
      expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'ALERT.NOT_FOUND' } });
    }
    for (const { alert } of await Promise.all(inside)) expect(alert?.claimedBy?.id).toBe(bert);
  });

  it('are renewed where the asker holds the case already', async () => {
    const [alertId] = await raised(1, true);
    const actor = { accountId: village.operators[0], territory: everywhere };
    const first = await claims.claim(alertId ?? '', actor);
    const again = await claims.claim(alertId ?? '', actor);
    expect(again.alert).toBeNull();
    expect(again.leaseUntil.getTime()).toBeGreaterThanOrEqual(first.leaseUntil.getTime());
  });
});
