// What the feed asks for: views that came with a commit are taken once, and only for the very version that the fact tells.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock, SealedText, readSettings, type Fact } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { aPress, aVillage, type Village } from '../testing/builders.ts';
import { AlertViews } from './alert-views.ts';
import { shippedLadders } from './shipped-ladders.ts';
import { RaiseAlerts } from './raise-alerts.ts';

const sealed = new SealedText({ encryption: new Map([['t', Buffer.alloc(32, 1)]]), index: Buffer.alloc(32, 2) });
let db: TestDatabase;
let village: Village;

beforeAll(async () => {
  db = await testDatabase();
  village = await aVillage(db.database);
});
afterAll(() => db.close());

const factOf = (subject: string, version: number): Fact => ({
  id: 1,
  at: '',
  kind: 'alert',
  subject,
  change: 'raised',
  data: { version },
});

describe('The view of a case that came with its commit', () => {
  it('is what a question after the commit would answer, is taken once, and never for another version', async () => {
    const views = new AlertViews(db.database, sealed, new Clock(), readSettings({}));
    const alerts = new RaiseAlerts(shippedLadders());
    const { communityCode, homeId, elderIds } = village;
    const press = aPress({ at: new Date(), place: { elderId: elderIds[0], homeId, communityCode } });
    const [written] = await db.database.transaction(async (tx) => {
      const { outcomes } = await alerts.raise(tx, [press]);
      return views.written(tx, [outcomes[0]?.alertId ?? '']);
    });
    if (!written) throw new Error('no view');
    const asked = await views.one({ codes: [communityCode], includesUnplaced: false }, written.id);
    expect(written).toEqual(asked);
    views.remember([written]);
    expect((await views.ofFacts([factOf(written.id, 1)])).get(written.id)).toBe(written);
    const again = (await views.ofFacts([factOf(written.id, 1)])).get(written.id);
    expect(again).toEqual(written);
    expect(again).not.toBe(written);
    views.remember([{ ...written, presses: 99 }]);
    expect((await views.ofFacts([factOf(written.id, 2)])).get(written.id)?.presses).toBe(1);
  });

  it('is forgotten where nobody asks for it', async () => {
    const views = new AlertViews(db.database, sealed, new Clock(), readSettings({}));
    const [some] = await views.open({ codes: [village.communityCode], includesUnplaced: false });
    if (!some) throw new Error('no view');
    const fake = (n: number) => ({ ...some, id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` });
    views.remember(Array.from({ length: 101 }, (_, n) => fake(n)));
    expect((await views.ofFacts([factOf(fake(0).id, 1)])).size).toBe(0);
    expect((await views.ofFacts([factOf(fake(1).id, 1)])).size).toBe(1);
  });
});
