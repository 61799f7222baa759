// Presses on a real database: folding under races, what stays behind, what the database itself refuses.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALERT_STATES } from '#libs/contracts';
import { TRANSITIONS } from '../domain/alert-lifecycle.ts';
import { aRaisingDesk, elsewhere, type RaisingDesk } from '../testing/raising-desk.ts';
import { NoteOnAlert } from './note-on-alert.ts';
import { PressesOfAlert } from './presses-of-alert.ts';
import { RaiseAlerts } from './raise-alerts.ts';
import { shippedLadders } from './shipped-ladders.ts';

let desk: RaisingDesk;
beforeAll(async () => {
  desk = await aRaisingDesk();
});
afterAll(() => desk.close());

describe('Presses', () => {
  it('of one home become one case when twenty transactions raise at once', async () => {
    const outcomes = (
      await Promise.all(Array.from({ length: 20 }, (_, i) => desk.raise([desk.here(i % 2 === 0 ? 0 : 1)])))
    ).flat();
    expect(new Set(outcomes.map((one) => one.alertId)).size).toBe(1);
    expect(outcomes.filter((one) => one.became === 'alert')).toHaveLength(1);
    const view = await desk.views.one(desk.territory, outcomes[0]?.alertId ?? '');
    expect(view.presses).toBe(20);
    expect(view.otherElders).toHaveLength(1);
    expect(view.home?.residents).toHaveLength(2);
    expect(view.urgency).toBe(1);
    expect(view.number).toMatch(/^\d{6}-\d{5,}$/);
  });

  it('of many devices in one batch get numbers of their own', async () => {
    const outcomes = await desk.raise(Array.from({ length: 50 }, (_, i) => elsewhere(`batch-${i}`)));
    const ids = outcomes.map((one) => one.alertId);
    const numbers = await desk.database.query('SELECT DISTINCT number FROM alerts WHERE id = ANY($1::uuid[])', [ids]);
    expect(numbers).toHaveLength(50);
  });

  it('join a claimed case, and open a linked one after it was closed', async () => {
    const first = await desk.raiseOne(elsewhere('again'));
    await desk.claims.claim(first.alertId, desk.anna);
    expect((await desk.raiseOne(elsewhere('again'))).alertId).toBe(first.alertId);
    await desk.cases.close(first.alertId, desk.anna, { outcome: 'falseAlarm' });
    const next = await desk.raiseOne(elsewhere('again'));
    expect(next.became).toBe('alert');
    expect((await desk.views.one(desk.territory, next.alertId)).previousAlertId).toBe(first.alertId);
  });

  it('leave nothing behind when their transaction fails', async () => {
    await expect(
      desk.database.transaction(async (tx) => {
        await new RaiseAlerts(shippedLadders()).raise(tx, [elsewhere('half')]);
        throw new Error('the process dies here');
      }),
    ).rejects.toThrow('dies here');
    expect(await desk.database.query(`SELECT 1 FROM alerts WHERE device_key = 'half'`)).toHaveLength(0);
  });

  it('are marked when the device cancels, by name or the latest within ten minutes', async () => {
    const press = elsewhere('cancelled', { eventId: 'p1' });
    const { alertId } = await desk.raiseOne(press);
    const cancel = (of: string | null, at: Date) =>
      desk.database.transaction(async (tx) => {
        const cancels = [{ deviceKey: 'cancelled', ofEventId: of, at, receivedAt: at }];
        return (await new RaiseAlerts(shippedLadders()).cancel(tx, cancels)).alertIds;
      });
    expect(await cancel('p2', new Date())).toEqual([null]);
    expect(await cancel(null, new Date(press.at.getTime() + 11 * 60_000))).toEqual([null]);
    expect((await desk.views.one(desk.territory, alertId)).cancelledByElderAt).toBeNull();
    expect(await cancel('p1', new Date())).toEqual([alertId]);
    const view = await desk.views.one(desk.territory, alertId);
    expect(view.cancelledByElderAt).not.toBeNull();
    expect(view.state).toBe('raised');
  });
});

describe('Receipts', () => {
  it('go to the first press of a device and to its latest, however often it was pressed', async () => {
    const [first] = await desk.raise(
      Array.from({ length: 250 }, (_, n) => elsewhere('stuck', { eventId: `stuck-${n}` })),
    );
    const rows = await new PressesOfAlert(desk.database).forReceipts([first?.alertId ?? '']);
    expect(rows).toHaveLength(201);
    expect(rows[0]?.eventId).toBe('stuck-0');
    expect(rows.at(-1)?.eventId).toBe('stuck-249');
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
    await desk.raiseOne(elsewhere('belt'));
    await expect(
      desk.database.query(
        `INSERT INTO alerts (id, number, kind, severity, state, fold_key, source, raised_at, received_at, last_press_at, last_received_at)
         VALUES (gen_random_uuid(), 'x-1', 'sos', 'P1', 'raised', 'device:belt', 'device', now(), now(), now(), now())`,
      ),
    ).rejects.toMatchObject({ constraint: 'alerts_one_open_p1' });
  });

  it('never changes or removes a timeline entry', async () => {
    const { alertId } = await desk.raiseOne(elsewhere('append'));
    await new NoteOnAlert(desk.database, desk.sealed, desk.waker).note(alertId, desk.anna, '记一笔');
    await expect(
      desk.database.query(`UPDATE alert_timeline SET action = 'x' WHERE alert_id = $1`, [alertId]),
    ).rejects.toThrow('append-only');
    await expect(desk.database.query(`DELETE FROM alert_timeline WHERE alert_id = $1`, [alertId])).rejects.toThrow(
      'append-only',
    );
  });

  async function goes(from: string, to: string): Promise<boolean> {
    const shape = (state: string): string => `state = '${state}',
      claimed_by = ${state === 'raised' ? 'NULL' : `'${desk.village.operators[0]}'::uuid`},
      claimed_at = ${state === 'raised' ? 'NULL' : 'now()'}, lease_until = ${state === 'claimed' ? 'now()' : 'NULL'},
      closed_at = ${state === 'closed' ? 'now()' : 'NULL'}, outcome = ${state === 'closed' ? `'falseAlarm'` : 'NULL'},
      merged_into = ${state === 'merged' ? '(SELECT o.id FROM alerts o WHERE o.id <> alerts.id LIMIT 1)' : 'NULL'}`;
    const { alertId } = await desk.raiseOne(elsewhere(`go-${from}-${to}`));
    // Put into the first state behind the guard's back; the guard then judges the one step.
    await desk.database.transaction(async (tx) => {
      await tx.query('ALTER TABLE alerts DISABLE TRIGGER alerts_guard');
      await tx.query(`UPDATE alerts SET ${shape(from)} WHERE id = $1`, [alertId]);
      await tx.query('ALTER TABLE alerts ENABLE TRIGGER alerts_guard');
    });
    return desk.database.query(`UPDATE alerts SET version = version + 1, ${shape(to)} WHERE id = $1`, [alertId]).then(
      () => true,
      () => false,
    );
  }
});
