// Two consoles and three responders race for one case over their sockets, 500 times: one owner, one lead each, and nobody is left
// with a task when it is over.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AlertView } from '../libs/contracts/src/index.ts';
import { Console } from './support/console.ts';
import { Device } from './support/device.ts';
import { HelperPhone } from './support/helper-phone.ts';
import { Person } from './support/people.ts';
import { startStandalone, temporaryFolder, type Standalone } from './support/standalone.ts';
import { until } from './support/waiting.ts';

const ROUNDS = 500;
/** Whom the list proposes for the wearer of demo-sos-1: a professional, the neighbour with the key, the community's worker. */
const HELPERS = ['responder', 'responder3', 'worker'] as const;
const folder = temporaryFolder();
let house: Standalone;
let desks: Console[];
let phones: HelperPhone[];
let helperIds: string[];
let device: Device;

beforeAll(async () => {
  house = await startStandalone(folder.path);
  const sign = (name: string): Promise<Person> => Person.signIn(house.http, name);
  desks = await Promise.all(
    ['operator', 'operator2'].map(async (name) =>
      Console.connect(house.http, (await sign(name)).token, { displays: true }),
    ),
  );
  phones = await Promise.all(HELPERS.map(async (name) => HelperPhone.connect(house.http, (await sign(name)).token)));
  for (const phone of phones) expect(await phone.ask('startShift', {})).toMatchObject({ ok: true });
  helperIds = phones.map(({ responder }) => responder?.id ?? '').sort();
  device = await Device.connect(house.mqtt, { key: 'demo-sos-1' });
});
afterAll(async () => {
  for (const one of [...(desks ?? []), ...(phones ?? [])]) one.close();
  await device?.end();
  await house?.process.stop();
  folder.remove();
});

/** Who of the two got it, and the other one. */
async function raceForTheClaim(alert: AlertView): Promise<{ owner: Console; other: Console }> {
  const claims = await Promise.all(desks.map((desk) => desk.ask('claim', { alertId: alert.id })));
  expect(claims.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(claims.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'ALERT.ALREADY_CLAIMED' } });
  const won = claims.findIndex(({ ok }) => ok);
  return { owner: desks[won] as Console, other: desks[1 - won] as Console };
}

describe('Two consoles and three responders', () => {
  it('who race for one case over their sockets have one owner and one lead, 500 times over', async () => {
    const wins = new Map<Console, number>();
    const leads = new Map<HelperPhone, number>();
    for (let round = 0; round < ROUNDS; round++) {
      await device.press(`race-${round}`);
      const alert = await desks[0]?.sees(`press ${round}`, ({ state }) => state === 'raised');
      if (!alert) throw new Error('no desk');
      const { owner, other } = await raceForTheClaim(alert);
      wins.set(owner, (wins.get(owner) ?? 0) + 1);

      // Both desks send whom the list proposes; only the owner's order counts.
      const send = (desk: Console) => desk.ask('task', { alertId: alert.id, kind: 'dispatch', verb: 'offer' });
      const [stolen, sent] = await Promise.all([send(other), send(owner)]);
      expect(stolen).toMatchObject({ ok: false, error: { code: 'ALERT.NOT_YOURS' } });
      if (!sent.ok) throw new Error(JSON.stringify(sent.error));
      const asked = sent.tasks.flatMap((task) => (task.kind === 'dispatch' ? task.responder.id : []));
      expect(asked.sort()).toEqual(helperIds);

      const offers = await Promise.all(phones.map((phone) => phone.offerOf(alert.id)));
      const accepted = await Promise.all(phones.map((phone, at) => phone.step('accept', offers[at]?.task.id ?? '')));
      expect(accepted.map(({ task }) => task.lead).sort()).toEqual([false, false, true]);
      const lead = phones[accepted.findIndex(({ task }) => task.lead)];
      if (lead) leads.set(lead, (leads.get(lead) ?? 0) + 1);

      expect(
        await other.ask('close', { alertId: alert.id, outcome: 'falseAlarm', detail: 'accidental' }),
      ).toMatchObject({
        ok: false,
        error: { code: 'ALERT.NOT_YOURS' },
      });
      expect(
        await owner.ask('close', { alertId: alert.id, outcome: 'falseAlarm', detail: 'accidental' }),
      ).toMatchObject({
        ok: true,
      });
      await until(`desk 0 to see the end of ${round}`, () => desks[0]?.told.get(alert.id)?.state === 'closed');
    }
    expect([...wins.values()].reduce((sum, n) => sum + n, 0)).toBe(ROUNDS);
    expect([...leads.values()].reduce((sum, n) => sum + n, 0)).toBe(ROUNDS);
    await until('every phone to be free', () =>
      phones.every(({ tasks, held }) => held.size === 0 && [...tasks.values()].every(({ alert }) => alert === null)),
    );
    for (const phone of phones) await until('the phone to agree', () => phone.beats.at(-1)?.digest === phone.digest());
    // Several thousand commits, beside other stories.
  }, 600_000);
});
