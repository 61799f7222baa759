// Who has a case, on a real database: claims and leases under races, and the escalation of what nobody shows to have seen.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Metrics, type Settings } from '#libs/platform';
import { aRaisingDesk, elsewhere, type RaisingDesk } from '../testing/raising-desk.ts';
import { Claims } from './claims.ts';
import { FireDueSteps } from './fire-due-steps.ts';
import { LoneNight } from './lone-night.ts';
import { RaiseAlerts } from './raise-alerts.ts';
import { RecordDisplay } from './record-display.ts';
import { shippedLadders } from './shipped-ladders.ts';

let desk: RaisingDesk;
beforeAll(async () => {
  desk = await aRaisingDesk();
});
afterAll(() => desk.close());

const nobodyOnDuty = (settings: Settings): LoneNight => new LoneNight(shippedLadders(), settings);
const sweep = (): Promise<unknown> =>
  new FireDueSteps(desk.database, desk.waker, desk.sealed, nobodyOnDuty(desk.settings), desk.settings).run();

describe('A claim', () => {
  it('is won by exactly one of two who claim at once, a hundred times', async () => {
    for (let round = 0; round < 100; round++) {
      const { alertId } = await desk.raiseOne(elsewhere(`race-${round}`));
      const tries = await Promise.allSettled([
        desk.claims.claim(alertId, desk.anna),
        desk.claims.claim(alertId, desk.bert),
      ]);
      expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
      const loser = tries.find((one) => one.status === 'rejected');
      expect(loser?.reason).toMatchObject({
        code: 'ALERT.ALREADY_CLAIMED',
        details: { by: { id: expect.any(String) } },
      });
    }
  });

  it('asked again by its holder is renewed, not refused', async () => {
    const { alertId } = await desk.raiseOne(elsewhere('twice'));
    await desk.claims.claim(alertId, desk.anna);
    const before = (await desk.views.one(desk.territory, alertId)).version;
    await expect(desk.claims.claim(alertId, desk.anna)).resolves.toHaveProperty('leaseUntil');
    expect((await desk.views.one(desk.territory, alertId)).version).toBe(before);
  });

  it('is not possible outside the territory', async () => {
    const { alertId } = await desk.raiseOne(elsewhere('hidden'));
    const stranger = {
      accountId: desk.village.operators[0],
      territory: { codes: ['330723001001'], includesUnplaced: false },
    };
    await expect(desk.claims.claim(alertId, stranger)).rejects.toMatchObject({ code: 'ALERT.NOT_FOUND' });
  });

  it('lapses when it is not renewed; what its old holder sends later is refused', async () => {
    const { alertId } = await desk.raiseOne(elsewhere('frozen'));
    const hasty: Settings = { ...desk.settings, LEASE_MS: 1 };
    await new Claims(desk.database, desk.waker, desk.views, nobodyOnDuty(desk.settings), hasty).claim(
      alertId,
      desk.anna,
    );
    await sweep();
    expect((await desk.views.one(desk.territory, alertId)).state).toBe('raised');
    await expect(desk.claims.renew(alertId, desk.anna)).rejects.toMatchObject({ code: 'ALERT.CLAIM_LOST' });
    await desk.claims.claim(alertId, desk.bert);
    await expect(desk.cases.close(alertId, desk.anna, { outcome: 'falseAlarm' })).rejects.toMatchObject({
      code: 'ALERT.NOT_YOURS',
    });
    await expect(desk.claims.release(alertId, desk.anna)).rejects.toMatchObject({ code: 'ALERT.NOT_YOURS' });
    await expect(desk.claims.renew(alertId, desk.bert)).resolves.toHaveProperty('leaseUntil');
  });

  it('is needed before closing, and a P1 is never closed as unreachable or as an undeclared test', async () => {
    const { alertId } = await desk.raiseOne(elsewhere('closing'));
    await expect(desk.cases.close(alertId, desk.anna, { outcome: 'falseAlarm' })).rejects.toMatchObject({
      code: 'ALERT.NOT_CLAIMED',
    });
    await desk.claims.claim(alertId, desk.anna);
    for (const outcome of ['unreachable', 'test'] as const) {
      await expect(desk.cases.close(alertId, desk.anna, { outcome: outcome })).rejects.toMatchObject({
        code: 'ALERT.OUTCOME_NOT_ALLOWED',
      });
    }
    await desk.cases.close(alertId, desk.anna, { outcome: 'helpGiven', note: '送去卫生院' });
    const view = await desk.views.one(desk.territory, alertId);
    expect(view).toMatchObject({ state: 'closed', outcome: 'helpGiven', stage: 'closed' });
    const { items } = await desk.views.timeline(desk.territory, alertId, { page: 1, pageSize: 100 });
    expect(items.map((entry) => entry.action)).toEqual(['raised', 'claimed', 'closed']);
    expect(items[2]?.note).toBe('送去卫生院');
    const [row] = await desk.database.query<{ raw: string }>(
      `SELECT note_sealed AS raw FROM alert_timeline WHERE alert_id = $1 AND action = 'closed'`,
      [alertId],
    );
    expect(row?.raw).not.toContain('卫生院');
  });

  it('can be reopened within a day, unless a newer case of the same key is open', async () => {
    const { alertId } = await desk.raiseOne(elsewhere('reopen'));
    await desk.claims.claim(alertId, desk.anna);
    await desk.cases.close(alertId, desk.anna, { outcome: 'falseAlarm' });
    await desk.reopening.reopen(alertId, desk.bert, '又来电');
    expect(await desk.views.one(desk.territory, alertId)).toMatchObject({
      state: 'claimed',
      claimedBy: { id: desk.village.operators[1] },
    });
    await desk.cases.close(alertId, desk.bert, { outcome: 'falseAlarm' });
    const newer = await desk.raiseOne(elsewhere('reopen'));
    await expect(desk.reopening.reopen(alertId, desk.anna, '再看')).rejects.toMatchObject({
      code: 'ALERT.NEWER_CASE_OPEN',
    });
    await desk.claims.claim(newer.alertId, desk.anna);
    await expect(desk.reopening.reopen(newer.alertId, desk.anna, '误点')).rejects.toMatchObject({
      code: 'ALERT.WRONG_STATE',
    });
    // Resolved is still open.
    await desk.cases.resolve(newer.alertId, desk.anna, { outcome: 'helpGiven' });
    await expect(desk.reopening.reopen(alertId, desk.anna, '再看')).rejects.toMatchObject({
      code: 'ALERT.NEWER_CASE_OPEN',
    });
  });
});

describe('An alert that no console proves', () => {
  const raiseImpatiently = async (name: string): Promise<string> => {
    const ladders = shippedLadders({ undisplayedMs: 1, repeatMs: 120_000 });
    const { alertId } = await desk.raiseOne(elsewhere(name), new RaiseAlerts(ladders));
    await new Promise((resolve) => setTimeout(resolve, 5));
    return alertId;
  };
  const display = (alertId: string, audible: boolean, visible: boolean) =>
    new RecordDisplay(desk.database, new Metrics()).record(
      { alertId, connectionId: 'c/1', audible, visible },
      desk.anna,
    );

  it('is escalated once its time has come, by one of many sweepers', async () => {
    const alertId = await raiseImpatiently('unseen');
    await Promise.all(Array.from({ length: 8 }, () => sweep()));
    expect((await desk.views.one(desk.territory, alertId)).escalated).toBe(true);
    const { items } = await desk.views.timeline(desk.territory, alertId, { page: 1, pageSize: 100 });
    expect(items.filter((entry) => entry.action === 'escalated')).toHaveLength(1);
  });

  it('is escalated although a deaf or hidden console had it', async () => {
    const alertId = await raiseImpatiently('deaf');
    await display(alertId, false, true);
    await display(alertId, true, false);
    await sweep();
    expect((await desk.views.one(desk.territory, alertId)).escalated).toBe(true);
  });

  it('is left alone once a console showed and sounded it, or somebody claimed it', async () => {
    const seen = await raiseImpatiently('seen');
    await display(seen, true, true);
    const claimed = await raiseImpatiently('claimed');
    await desk.claims.claim(claimed, desk.anna);
    await sweep();
    expect((await desk.views.one(desk.territory, seen)).escalated).toBe(false);
    expect((await desk.views.one(desk.territory, seen)).displayedAt).not.toBeNull();
    expect((await desk.views.one(desk.territory, claimed)).escalated).toBe(false);
  });

  it('waits for a console again when it is released', async () => {
    const alertId = await raiseImpatiently('released');
    await display(alertId, true, true);
    await desk.claims.claim(alertId, desk.anna);
    await new Claims(desk.database, desk.waker, desk.views, nobodyOnDuty(desk.settings), desk.settings).release(
      alertId,
      desk.anna,
    );
    await new Promise((resolve) => setTimeout(resolve, 5));
    await sweep();
    expect((await desk.views.one(desk.territory, alertId)).escalated).toBe(true);
  });
});
