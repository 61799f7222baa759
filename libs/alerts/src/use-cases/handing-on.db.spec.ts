// Cases that go into one another, and cases that go from hand to hand.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { anEndingDesk, type EndingDesk } from '../testing/ending-desk.ts';

let db: TestDatabase;
let desk: EndingDesk;
beforeAll(async () => {
  db = await testDatabase({ poolSize: 30 });
  desk = await anEndingDesk(db.database);
});
afterAll(() => db.close());

const settled = async (works: Promise<unknown>[]): Promise<{ won: number; codes: string[] }> => {
  const answers = await Promise.allSettled(works);
  return {
    won: answers.filter(({ status }) => status === 'fulfilled').length,
    codes: answers.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : [])),
  };
};

describe('Merging', () => {
  it('puts the presses and people of one case into the other, which takes the next press of both', async () => {
    const into = await desk.claimed(desk.anna, 'sos', 0);
    const gone = await desk.raised('unknownDistress');
    await desk.merging.merge(gone, into, desk.bert);
    expect(await desk.see(gone)).toMatchObject({ state: 'merged', mergedInto: into, claimedBy: null });
    expect(await desk.see(into)).toMatchObject({ state: 'claimed', presses: 2 });
    expect((await desk.actions(gone)).at(-1)).toBe('merged');
    expect((await desk.actions(into)).at(-1)).toBe('mergedHere');
    const [open] = await db.database.query(
      'SELECT count(*)::int AS n FROM alert_steps WHERE alert_id = $1 AND done_at IS NULL',
      [gone],
    );
    expect(open).toEqual({ n: 0 });
    expect(await desk.raised('sos', 1)).toBe(into);
    await desk.cases.close(into, desk.anna, { outcome: 'falseAlarm' });
  });

  it('is refused for what is no open emergency of the same place or people, and for what another holds', async () => {
    const mine = await desk.claimed(desk.anna, 'sos', 0);
    const minor = await desk.raised('lowBattery');
    await expect(desk.merging.merge(mine, minor, desk.anna)).rejects.toMatchObject({ code: 'ALERT.CANNOT_MERGE' });
    await expect(desk.merging.merge(mine, mine, desk.anna)).rejects.toMatchObject({ code: 'ALERT.CANNOT_MERGE' });
    const other = await desk.raised('unknownDistress');
    await expect(desk.merging.merge(mine, other, desk.anna)).rejects.toMatchObject({
      code: 'ALERT.CANNOT_MERGE',
      details: { reason: 'elsewhere' },
    });
    await expect(desk.merging.merge(mine, other, desk.bert)).rejects.toMatchObject({ code: 'ALERT.NOT_YOURS' });
    await desk.cases.close(mine, desk.anna, { outcome: 'falseAlarm' });
    await expect(desk.merging.merge(other, mine, desk.anna)).rejects.toMatchObject({ code: 'ALERT.WRONG_STATE' });
    expect(await desk.see(other)).toMatchObject({ state: 'raised', version: 1 });
  });

  it('happens once when twenty merge the same pair in both directions', async () => {
    const [a, b] = [await desk.raised('unknownDistress'), await desk.raised('unknownDistress')];
    const { won } = await settled(
      Array.from({ length: 20 }, (_, at) => desk.merging.merge(at % 2 ? a : b, at % 2 ? b : a, desk.anna)),
    );
    expect(won).toBe(1);
    const states = [(await desk.see(a)).state, (await desk.see(b)).state].sort();
    expect(states).toEqual(['merged', 'raised']);
  });
});

describe('A handover', () => {
  const onDuty = (): Promise<void> => desk.shifts.start(desk.bert.accountId, 'p/bert', true);

  it('is for somebody else who is on duty and may see the cases', async () => {
    const id = await desk.claimed(desk.anna);
    await expect(desk.handovers.offer([id], desk.anna, desk.anna)).rejects.toMatchObject({
      code: 'HANDOVER.NOT_ALLOWED',
    });
    await expect(desk.handovers.offer([id], desk.anna, desk.bert)).rejects.toMatchObject({
      details: { reason: 'notOnDuty' },
    });
    await onDuty();
    const blind = { ...desk.bert, territory: { codes: [], includesUnplaced: false } };
    await expect(desk.handovers.offer([id], desk.anna, blind)).rejects.toMatchObject({
      details: { reason: 'outOfTerritory' },
    });
    await expect(desk.handovers.offer([id], desk.bert, desk.anna)).rejects.toMatchObject({
      code: 'HANDOVER.NOT_ALLOWED',
    });
    expect((await desk.see(id)).handoverTo).toBeNull();
  });

  it('moves nothing before it is accepted; then the giver is refused', async () => {
    await onDuty();
    const ids = [await desk.claimed(desk.anna), await desk.claimed(desk.anna)];
    const offer = await desk.handovers.offer(ids, desk.anna, desk.bert);
    expect(await desk.see(ids[0] ?? '')).toMatchObject({
      claimedBy: { id: desk.anna.accountId },
      handoverTo: { id: desk.bert.accountId },
    });
    await desk.claims.renew(ids[0] ?? '', desk.anna);
    await expect(desk.handovers.answer(offer.id, desk.anna, true)).rejects.toMatchObject({
      code: 'HANDOVER.NOT_FOUND',
    });
    expect(await desk.handovers.waitingFor(desk.bert.accountId)).toHaveLength(1);
    const { won } = await settled(Array.from({ length: 20 }, () => desk.handovers.answer(offer.id, desk.bert, true)));
    expect(won).toBe(1);
    for (const id of ids)
      expect(await desk.see(id)).toMatchObject({ claimedBy: { id: desk.bert.accountId }, handoverTo: null });
    await expect(desk.cases.close(ids[0] ?? '', desk.anna, { outcome: 'falseAlarm' })).rejects.toMatchObject({
      code: 'ALERT.NOT_YOURS',
    });
    await desk.cases.close(ids[0] ?? '', desk.bert, { outcome: 'falseAlarm' });
  });

  it('that is declined or expires leaves everything with the giver', async () => {
    await onDuty();
    const id = await desk.claimed(desk.anna);
    const declined = await desk.handovers.offer([id], desk.anna, desk.bert);
    await desk.handovers.answer(declined.id, desk.bert, false);
    expect(await desk.see(id)).toMatchObject({ claimedBy: { id: desk.anna.accountId }, handoverTo: null });
    const offered = await desk.handovers.offer([id], desk.anna, desk.bert);
    await db.database.query(`UPDATE handovers SET expires_at = now() - interval '1 second' WHERE id = $1`, [
      offered.id,
    ]);
    await expect(desk.handovers.answer(offered.id, desk.bert, true)).rejects.toMatchObject({
      code: 'HANDOVER.WRONG_STATE',
    });
    expect(await desk.handovers.expire()).toBe(1);
    expect((await desk.handovers.one(offered.id)).state).toBe('expired');
    expect(await desk.see(id)).toMatchObject({ claimedBy: { id: desk.anna.accountId }, handoverTo: null });
  });

  it('does not move a case that was closed meanwhile', async () => {
    await onDuty();
    const [closed, kept] = [await desk.claimed(desk.anna), await desk.claimed(desk.anna)];
    const offer = await desk.handovers.offer([closed, kept], desk.anna, desk.bert);
    await desk.cases.close(closed, desk.anna, { outcome: 'falseAlarm' });
    expect((await desk.handovers.answer(offer.id, desk.bert, true)).alertIds).toEqual([kept]);
    expect((await desk.see(closed)).state).toBe('closed');
  });
});
