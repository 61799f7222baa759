// P8 with the shipped values: every worker killed, Redis flushed, and the ladder of a waiting case fires all the same.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import type { AlertView, Page, TimelineEntryView } from '../libs/contracts/src/index.ts';
import { Device } from './support/device.ts';
import { Person } from './support/people.ts';
import { SplitHouse } from './support/split-house.ts';
import { until } from './support/waiting.ts';

/** A step that is late by more than a sweep and the look at it. */
const LATE_MS = 4_000;

let house: SplitHouse;
let operator: Person;
let raisedAt = '';

beforeAll(async () => {
  house = await SplitHouse.start({ broker: 'embedded' });
  operator = await Person.signIn(house.http, 'operator');
});
afterAll(() => house?.stop());

async function pressed(key: string): Promise<AlertView> {
  const device = await Device.connect(house.mqtt, { key });
  await device.press(`${key}-clock`);
  await device.end();
  return until(`the case of ${key}`, async () =>
    (await operator.alerts('open')).find((alert) => alert.device?.key === key && alert.raisedAt !== raisedAt),
  );
}
const steps = async (id: string): Promise<TimelineEntryView[]> =>
  (await operator.get<Page<TimelineEntryView>>(`/api/v1/alerts/${id}/timeline?pageSize=100`)).items.filter(
    ({ action }) => action === 'stepFired' || action === 'escalated',
  );
const seconds = (entry: TimelineEntryView, alert: AlertView): number =>
  (Date.parse(entry.at) - Date.parse(alert.receivedAt)) / 1000;

describe('The clock of a waiting case', () => {
  it('goes on with every worker killed, and with Redis flushed under a living one', async () => {
    const flushed = await pressed('demo-sos-1');
    raisedAt = flushed.raisedAt;
    const redis = new Redis(house.redis, { maxRetriesPerRequest: 1 });
    await redis.flushdb();
    redis.disconnect();
    // At ten seconds no console has proved it, at thirty nobody has claimed it; nobody is on duty here, so it is the ladder of
    // the operator who is alone.
    const told = await until(
      'both steps of the flushed case',
      async () => {
        const fired = await steps(flushed.id);
        return fired.some(({ data }) => data['step'] === 'operatorMobile') ? fired : null;
      },
      45_000,
    );
    const [undisplayed] = told;
    const mobile = told.find(({ data }) => data['step'] === 'operatorMobile');
    if (!undisplayed || !mobile) throw new Error('steps are missing');
    expect(undisplayed.action).toBe('escalated');
    for (const [entry, due] of [
      [undisplayed, 10],
      [mobile, 30],
    ] as const) {
      expect(seconds(entry, flushed)).toBeGreaterThanOrEqual(due);
      expect(seconds(entry, flushed)).toBeLessThan(due + LATE_MS / 1000);
    }

    await Promise.all(house.workers.map((worker) => worker.kill9()));
    const orphan = await pressed('demo-sos-3');
    const phone = await until(
      'the duty phone of the case without workers',
      async () => (await steps(orphan.id)).find(({ data }) => data['step'] === 'dutyPhone'),
      60_000,
    );
    expect(seconds(phone, orphan)).toBeGreaterThanOrEqual(45);
    expect(seconds(phone, orphan)).toBeLessThan(45 + LATE_MS / 1000);
    const fired = (await steps(orphan.id)).map(({ data, action }) => data['step'] ?? action);
    expect(fired).toEqual([
      'escalated',
      expect.stringMatching(/undisplayedPhone|operatorMobile/),
      expect.stringMatching(/undisplayedPhone|operatorMobile/),
      'dutyPhone',
    ]);
  });
});
