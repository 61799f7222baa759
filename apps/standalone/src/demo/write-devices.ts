// The fleet of the demo county, written through devices: registry, placements, and secrets that everybody knows.
import { Credentials, FindDevices, PlaceDevice, RegisterDevices } from '#libs/devices';
import { Clock, FactWaker, type Database, type Tx } from '#libs/platform';
import { UNREGISTERED_DEVICE, demoSecretOf } from '../../../simulator/src/fleet.ts';
import { demoId } from './demo-ids.ts';
import type { PlacedDevice } from './equipment.ts';

const PLACED_SINCE = new Date('2024-01-01T00:00:00+08:00');

export async function writeDevices(tx: Tx, database: Database, devices: readonly PlacedDevice[]): Promise<void> {
  const waker = new FactWaker();
  const find = new FindDevices(database, new Clock());
  const ids = await new RegisterDevices(database, waker).add(
    devices.map((device, at) => ({ ...device, id: demoId('device', at + 1) })),
    tx,
  );
  const placements = devices.map((device, at) => ({
    deviceId: ids[at] ?? '',
    place: device.place,
    since: PLACED_SINCE,
  }));
  await new PlaceDevice(database, find, new Clock(), waker).add(placements, tx);
  const usernames = [...devices.map((device) => device.key), UNREGISTERED_DEVICE];
  await new Credentials(database, find, waker).store(
    usernames.map((username) => ({ username, secret: demoSecretOf(username) })),
    tx,
  );
}
