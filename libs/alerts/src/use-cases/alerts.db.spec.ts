// The life of a case on a real database: folding under races, claims, leases, escalation.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALERT_STATES } from '#libs/contracts';
import { Clock, FactWaker, Metrics, SealedText, readSettings, type Settings } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { TRANSITIONS } from '../domain/alert-lifecycle.ts';
import type { Press } from '../domain/fold-presses.ts';
import { aPress, type Village } from '../testing/builders.ts';
import { anEndingDesk, type EndingDesk } from '../testing/ending-desk.ts';
import { AlertViews } from './alert-views.ts';
import { Claims } from './claims.ts';
import type { EndingActor } from './close-alert.ts';
import { FireDueSteps } from './fire-due-steps.ts';
import { NoteOnAlert } from './note-on-alert.ts';
import { PressesOfAlert } from './presses-of-alert.ts';
import { shippedLadders } from './shipped-ladders.ts';
import { RaiseAlerts, type RaiseOutcome } from './raise-alerts.ts';
import { RecordDisplay } from './record-display.ts';

let db: TestDatabase;
let village: Village;
const sealed = new SealedText({ encryption: new Map([['t', Buffer.alloc(32, 1)]]), index: Buffer.alloc(32, 2) });
const waker = new FactWaker();
const settings: Settings = { ...readSettings({}), LEASE_MS: 60_000, ESCALATE_UNDISPLAYED_MS: 60_000 };

beforeAll(async () => {
  db = await testDatabase({ poolSize: 30 });
  ending = await anEndingDesk(db.database);
  ({ village } = ending);
});
afterAll(() => db.close());

const raise = (presses: Press[]): Promise<RaiseOutcome[]> =>
  db.database.transaction(async (tx) => (await new RaiseAlerts(shippedLadders()).raise(tx, presses)).outcomes);
const here = (elder: 0 | 1 = 0, over: Parameters<typeof aPress>[0] = {}): Press => {
  const { communityCode, homeId, elderIds } = village;
  return aPress({ at: new Date(), ...over, place: { elderId: elderIds[elder], homeId, communityCode } });
};
/** A device of its own, so that tests do not fold into each other. */
const elsewhere = (name: string, over: Parameters<typeof aPress>[0] = {}): Press =>
  aPress({ at: new Date(), deviceKey: name, kind: 'unknownDistress', ...over });
const nobodyOnDuty = { operatorsOnDuty: (): string[] => [] };
const top = { codes: ['330723001001'], includesUnplaced: true };
const actor = (which: 0 | 1): EndingActor => ({
  accountId: village.operators[which],
  territory: top,
  role: 'operator',
});
const claims = () => new Claims(db.database, waker, views(), settings);
let ending: EndingDesk;
const cases = () => ending.cases;
const reopening = () => ending.reopening;
const views = () => new AlertViews(db.database, sealed, new Clock(), settings);
const only = async (press: Press): Promise<RaiseOutcome> => {
  const [outcome] = await raise([press]);
  if (!outcome) throw new Error('no outcome');
  return outcome;
};

describe('Presses', () => {
  it('of one home become one case when twenty transactions raise at once', async () => {
    const outcomes = (
      await Promise.all(Array.from({ length: 20 }, (_, i) => raise([here(i % 2 === 0 ? 0 : 1)])))
    ).flat();
    expect(new Set(outcomes.map((one) => one.alertId)).size).toBe(1);
    expect(outcomes.filter((one) => one.became === 'alert')).toHaveLength(1);
    const view = await views().one(top, outcomes[0]?.alertId ?? '');
    expect(view.presses).toBe(20);
    expect(view.otherElders).toHaveLength(1);
    expect(view.home?.residents).toHaveLength(2);
    expect(view.urgency).toBe(1);
    expect(view.number).toMatch(/^\d{6}-\d{5,}$/);
  });

  it('of many devices in one batch get numbers of their own', async () => {
    const outcomes = await raise(Array.from({ length: 50 }, (_, i) => elsewhere(`batch-${i}`)));
    const ids = outcomes.map((one) => one.alertId);
    const numbers = await db.database.query('SELECT DISTINCT number FROM alerts WHERE id = ANY($1::uuid[])', [ids]);
    expect(numbers).toHaveLength(50);
  });

  it('join a claimed case, and open a linked one after it was closed', async () => {
    const first = await only(elsewhere('again'));
    await claims().claim(first.alertId, actor(0));
    expect((await only(elsewhere('again'))).alertId).toBe(first.alertId);
    await cases().close(first.alertId, actor(0), { outcome: 'falseAlarm' });
    const next = await only(elsewhere('again'));
    expect(next.became).toBe('alert');
    expect((await views().one(top, next.alertId)).previousAlertId).toBe(first.alertId);
  });

  it('leave nothing behind when their transaction fails', async () => {
    await expect(
      db.database.transaction(async (tx) => {
        await new RaiseAlerts(shippedLadders()).raise(tx, [elsewhere('half')]);
        throw new Error('the process dies here');
      }),
    ).rejects.toThrow('dies here');
    expect(await db.database.query(`SELECT 1 FROM alerts WHERE device_key = 'half'`)).toHaveLength(0);
  });

  it('are marked when the device cancels, by name or the latest within ten minutes', async () => {
    const press = elsewhere('cancelled', { eventId: 'p1' });
    const { alertId } = await only(press);
    const cancel = (of: string | null, at: Date) =>
      db.database.transaction(async (tx) => {
        const cancels = [{ deviceKey: 'cancelled', ofEventId: of, at, receivedAt: at }];
        return (await new RaiseAlerts(shippedLadders()).cancel(tx, cancels)).alertIds;
      });
    expect(await cancel('p2', new Date())).toEqual([null]);
    expect(await cancel(null, new Date(press.at.getTime() + 11 * 60_000))).toEqual([null]);
    expect((await views().one(top, alertId)).cancelledByElderAt).toBeNull();
    expect(await cancel('p1', new Date())).toEqual([alertId]);
    const view = await views().one(top, alertId);
    expect(view.cancelledByElderAt).not.toBeNull();
    expect(view.state).toBe('raised');
  });
});

describe('Receipts', () => {
  it('go to the first press of a device and to its latest, however often it was pressed', async () => {
    const [first] = await raise(Array.from({ length: 250 }, (_, n) => elsewhere('stuck', { eventId: `stuck-${n}` })));
    const rows = await new PressesOfAlert(db.database).forReceipts([first?.alertId ?? '']);
    expect(rows).toHaveLength(201);
    expect(rows[0]?.eventId).toBe('stuck-0');
    expect(rows.at(-1)?.eventId).toBe('stuck-249');
  });
});

describe('A claim', () => {
  it('is won by exactly one of two who claim at once, a hundred times', async () => {
    for (let round = 0; round < 100; round++) {
      const { alertId } = await only(elsewhere(`race-${round}`));
      const tries = await Promise.allSettled([claims().claim(alertId, actor(0)), claims().claim(alertId, actor(1))]);
      expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
      const loser = tries.find((one) => one.status === 'rejected');
      expect(loser?.reason).toMatchObject({
        code: 'ALERT.ALREADY_CLAIMED',
        details: { by: { id: expect.any(String) } },
      });
    }
  });

  it('asked again by its holder is renewed, not refused', async () => {
    const { alertId } = await only(elsewhere('twice'));
    await claims().claim(alertId, actor(0));
    const before = (await views().one(top, alertId)).version;
    await expect(claims().claim(alertId, actor(0))).resolves.toHaveProperty('leaseUntil');
    expect((await views().one(top, alertId)).version).toBe(before);
  });

  it('is not possible outside the territory', async () => {
    const { alertId } = await only(elsewhere('hidden'));
    const stranger = {
      accountId: village.operators[0],
      territory: { codes: ['330723001001'], includesUnplaced: false },
    };
    await expect(claims().claim(alertId, stranger)).rejects.toMatchObject({ code: 'ALERT.NOT_FOUND' });
  });

  it('lapses when it is not renewed; what its old holder sends later is refused', async () => {
    const { alertId } = await only(elsewhere('frozen'));
    const hasty: Settings = { ...settings, LEASE_MS: 1 };
    await new Claims(db.database, waker, views(), hasty).claim(alertId, actor(0));
    await new FireDueSteps(db.database, waker, sealed, nobodyOnDuty, settings).run();
    expect((await views().one(top, alertId)).state).toBe('raised');
    await expect(claims().renew(alertId, actor(0))).rejects.toMatchObject({ code: 'ALERT.CLAIM_LOST' });
    await claims().claim(alertId, actor(1));
    await expect(cases().close(alertId, actor(0), { outcome: 'falseAlarm' })).rejects.toMatchObject({
      code: 'ALERT.NOT_YOURS',
    });
    await expect(claims().release(alertId, actor(0))).rejects.toMatchObject({ code: 'ALERT.NOT_YOURS' });
    await expect(claims().renew(alertId, actor(1))).resolves.toHaveProperty('leaseUntil');
  });

  it('is needed before closing, and a P1 is never closed as unreachable or as an undeclared test', async () => {
    const { alertId } = await only(elsewhere('closing'));
    await expect(cases().close(alertId, actor(0), { outcome: 'falseAlarm' })).rejects.toMatchObject({
      code: 'ALERT.NOT_CLAIMED',
    });
    await claims().claim(alertId, actor(0));
    for (const outcome of ['unreachable', 'test'] as const) {
      await expect(cases().close(alertId, actor(0), { outcome: outcome })).rejects.toMatchObject({
        code: 'ALERT.OUTCOME_NOT_ALLOWED',
      });
    }
    await cases().close(alertId, actor(0), { outcome: 'helpGiven', note: '送去卫生院' });
    const view = await views().one(top, alertId);
    expect(view).toMatchObject({ state: 'closed', outcome: 'helpGiven', stage: 'closed' });
    const { items } = await views().timeline(top, alertId, { page: 1, pageSize: 100 });
    expect(items.map((entry) => entry.action)).toEqual(['raised', 'claimed', 'closed']);
    expect(items[2]?.note).toBe('送去卫生院');
    const [row] = await db.database.query<{ raw: string }>(
      `SELECT note_sealed AS raw FROM alert_timeline WHERE alert_id = $1 AND action = 'closed'`,
      [alertId],
    );
    expect(row?.raw).not.toContain('卫生院');
  });

  it('can be reopened within a day, unless a newer case of the same key is open', async () => {
    const { alertId } = await only(elsewhere('reopen'));
    await claims().claim(alertId, actor(0));
    await cases().close(alertId, actor(0), { outcome: 'falseAlarm' });
    await reopening().reopen(alertId, actor(1), '又来电');
    expect(await views().one(top, alertId)).toMatchObject({
      state: 'claimed',
      claimedBy: { id: village.operators[1] },
    });
    await cases().close(alertId, actor(1), { outcome: 'falseAlarm' });
    const newer = await only(elsewhere('reopen'));
    await expect(reopening().reopen(alertId, actor(0), '再看')).rejects.toMatchObject({
      code: 'ALERT.NEWER_CASE_OPEN',
    });
    await claims().claim(newer.alertId, actor(0));
    await expect(reopening().reopen(newer.alertId, actor(0), '误点')).rejects.toMatchObject({
      code: 'ALERT.WRONG_STATE',
    });
    // Resolved is still open.
    await cases().resolve(newer.alertId, actor(0), { outcome: 'helpGiven' });
    await expect(reopening().reopen(alertId, actor(0), '再看')).rejects.toMatchObject({
      code: 'ALERT.NEWER_CASE_OPEN',
    });
  });
});

describe('An alert that no console proves', () => {
  const impatient: Settings = { ...settings, ESCALATE_UNDISPLAYED_MS: 1 };
  const raiseImpatiently = async (name: string): Promise<string> => {
    const [one] = await db.database.transaction(
      async (tx) =>
        (
          await new RaiseAlerts(
            shippedLadders({ undisplayedMs: impatient.ESCALATE_UNDISPLAYED_MS, repeatMs: 120_000 }),
          ).raise(tx, [elsewhere(name)])
        ).outcomes,
    );
    await new Promise((resolve) => setTimeout(resolve, 5));
    return one?.alertId ?? '';
  };
  const display = (alertId: string, audible: boolean, visible: boolean) =>
    new RecordDisplay(db.database, new Metrics()).record({ alertId, connectionId: 'c/1', audible, visible }, actor(0));

  it('is escalated once its time has come, by one of many sweepers', async () => {
    const alertId = await raiseImpatiently('unseen');
    await Promise.all(
      Array.from({ length: 8 }, () => new FireDueSteps(db.database, waker, sealed, nobodyOnDuty, impatient).run()),
    );
    expect((await views().one(top, alertId)).escalated).toBe(true);
    const { items } = await views().timeline(top, alertId, { page: 1, pageSize: 100 });
    expect(items.filter((entry) => entry.action === 'escalated')).toHaveLength(1);
  });

  it('is escalated although a deaf or hidden console had it', async () => {
    const alertId = await raiseImpatiently('deaf');
    await display(alertId, false, true);
    await display(alertId, true, false);
    await new FireDueSteps(db.database, waker, sealed, nobodyOnDuty, impatient).run();
    expect((await views().one(top, alertId)).escalated).toBe(true);
  });

  it('is left alone once a console showed and sounded it, or somebody claimed it', async () => {
    const seen = await raiseImpatiently('seen');
    await display(seen, true, true);
    const claimed = await raiseImpatiently('claimed');
    await claims().claim(claimed, actor(0));
    await new FireDueSteps(db.database, waker, sealed, nobodyOnDuty, impatient).run();
    expect((await views().one(top, seen)).escalated).toBe(false);
    expect((await views().one(top, seen)).displayedAt).not.toBeNull();
    expect((await views().one(top, claimed)).escalated).toBe(false);
  });

  it('waits for a console again when it is released', async () => {
    const alertId = await raiseImpatiently('released');
    await display(alertId, true, true);
    await claims().claim(alertId, actor(0));
    await new Claims(db.database, waker, views(), settings).release(alertId, actor(0));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await new FireDueSteps(db.database, waker, sealed, nobodyOnDuty, impatient).run();
    expect((await views().one(top, alertId)).escalated).toBe(true);
  });
});

describe('The database', () => {
  it('allows exactly the transitions of the table in code', async () => {
    const allowed = new Set(
      Object.values(TRANSITIONS).flatMap(({ from, to }) => from.map((state) => `${state}>${to}`)),
    );
    const found = new Set<string>();
    for (const from of ALERT_STATES) {
      for (const to of ALERT_STATES) {
        if (from !== to && (await goes(from, to))) found.add(`${from}>${to}`);
      }
    }
    expect([...found].sort()).toEqual([...allowed].sort());
  });

  it('refuses a second open P1 of one key whatever the code believes', async () => {
    await only(elsewhere('belt'));
    await expect(
      db.database.query(
        `INSERT INTO alerts (id, number, kind, severity, state, fold_key, source, raised_at, received_at, last_press_at, last_received_at)
         VALUES (gen_random_uuid(), 'x-1', 'sos', 'P1', 'raised', 'device:belt', 'device', now(), now(), now(), now())`,
      ),
    ).rejects.toMatchObject({ constraint: 'alerts_one_open_p1' });
  });

  it('never changes or removes a timeline entry', async () => {
    const { alertId } = await only(elsewhere('append'));
    await new NoteOnAlert(db.database, sealed, waker).note(alertId, actor(0), '记一笔');
    await expect(
      db.database.query(`UPDATE alert_timeline SET action = 'x' WHERE alert_id = $1`, [alertId]),
    ).rejects.toThrow('append-only');
    await expect(db.database.query(`DELETE FROM alert_timeline WHERE alert_id = $1`, [alertId])).rejects.toThrow(
      'append-only',
    );
  });

  async function goes(from: string, to: string): Promise<boolean> {
    const shape = (state: string): string => `state = '${state}',
      claimed_by = ${state === 'raised' ? 'NULL' : `'${village.operators[0]}'::uuid`},
      claimed_at = ${state === 'raised' ? 'NULL' : 'now()'}, lease_until = ${state === 'claimed' ? 'now()' : 'NULL'},
      closed_at = ${state === 'closed' ? 'now()' : 'NULL'}, outcome = ${state === 'closed' ? `'falseAlarm'` : 'NULL'},
      merged_into = ${state === 'merged' ? '(SELECT o.id FROM alerts o WHERE o.id <> alerts.id LIMIT 1)' : 'NULL'}`;
    const { alertId } = await only(elsewhere(`go-${from}-${to}`));
    // Put into the first state behind the guard's back; the guard then judges the one step.
    await db.database.transaction(async (tx) => {
      await tx.query('ALTER TABLE alerts DISABLE TRIGGER alerts_guard');
      await tx.query(`UPDATE alerts SET ${shape(from)} WHERE id = $1`, [alertId]);
      await tx.query('ALTER TABLE alerts ENABLE TRIGGER alerts_guard');
    });
    return db.database.query(`UPDATE alerts SET version = version + 1, ${shape(to)} WHERE id = $1`, [alertId]).then(
      () => true,
      () => false,
    );
  }
});
