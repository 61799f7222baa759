// A watch that says that its wearer left the safe area: looked after, and urgent for those who are known to get lost.
import { describe, expect, it } from '@jest/globals';
import { alerts, db, send, town, usePipeline } from './testing/a-pipeline.ts';

usePipeline();

/** The night of a Wednesday, by the watch itself: told times up to a week old are taken as they are. */
const lastNight = (): number => {
  const at = new Date(Date.now() - 24 * 3_600_000);
  at.setUTCHours(14, 0, 0, 0);
  return at.getTime();
};
const exit = (id: string, over: object = {}): object => ({ id, type: 'geofenceExit', at: lastNight(), ...over });
const severities = async (): Promise<unknown[]> =>
  (await alerts()).map((alert) => [alert.kind, (alert as unknown as { severity: string }).severity]);

describe('A wearer who left the safe area at night', () => {
  it('is a P2 case, with the elder and where the watch is', async () => {
    const { elderId } = await town.worn('watch-1', 'gpsWatch');
    await send('watch-1', exit('a', { data: { lng: 119.8213, lat: 28.8952, battery: 64 } }));
    expect(await severities()).toEqual([['wandering', 'P2']]);
    expect(await alerts()).toMatchObject([{ elder_id: elderId, lng: 119.8213, lat: 28.8952 }]);
  });

  it('is a P1 case if they are known to get lost; a second message is the same one', async () => {
    const { elderId } = await town.worn('watch-2', 'gpsWatch');
    await db.database.query('UPDATE elders SET prone_to_wander = true WHERE id = $1', [elderId]);
    await send('watch-2', exit('a'));
    await send('watch-2', exit('b'));
    expect(await severities()).toEqual([['wandering', 'P1']]);
    expect(await alerts()).toMatchObject([{ presses: 2 }]);
  });

  it('goes the careful way even where a first press would not: how urgent it is has to be asked for', async () => {
    const { elderId } = await town.worn('watch-3', 'gpsWatch');
    await db.database.query('UPDATE elders SET prone_to_wander = true WHERE id = $1', [elderId]);
    // From here on the place of the watch is remembered.
    await send('watch-3', { id: 'seen', type: 'battery', data: { battery: 50 } });
    await send('watch-3', exit('a'));
    expect(await severities()).toEqual([['wandering', 'P1']]);
  });
});
