// Our own broker on a free port, with everything behind it, on a real database.
import { PressesOfAlert } from '#libs/alerts';
import { Credentials, FindDevices } from '#libs/devices';
import { Clock, readSettings, type Database, type Settings } from '#libs/platform';
import { CredentialWatch } from '../credential-watch.ts';
import { DeviceSignIn } from '../embedded/device-sign-in.ts';
import { EmbeddedBroker } from '../embedded/embedded-broker.ts';
import { ExpectedDevices } from '../expected-devices.ts';
import { ReceiptSender } from '../receipts/receipt-sender.ts';
import { anInbox, type InboxUnderTest } from './an-inbox.ts';

export interface BrokerUnderTest extends InboxUnderTest {
  broker: EmbeddedBroker;
  credentials: Credentials;
  settings: Settings;
  close(): Promise<void>;
}

export async function aBroker(database: Database, url: string): Promise<BrokerUnderTest> {
  const settings = readSettings({ MQTT_PORT: '0', HOST: '127.0.0.1', DATABASE_URL: url, FEED_POLL_MS: '200' });
  const under = anInbox(database);
  const { inbox, places, metrics, log, waker } = under;
  const credentials = new Credentials(database, new FindDevices(database, new Clock()), waker);
  const signIn = new DeviceSignIn(credentials, log);
  const expected = new ExpectedDevices(places, database);
  const broker = new EmbeddedBroker(inbox, signIn, expected, metrics, log, settings);
  const watch = new CredentialWatch(database, waker, broker, log, settings);
  const receipts = new ReceiptSender(database, new PressesOfAlert(database), broker, waker, log, settings);
  await watch.start();
  await broker.open();
  receipts.start();
  const close = async (): Promise<void> => {
    await broker.close();
    await inbox.drain();
    await receipts.stop();
    await watch.stop();
    await under.liveness.close();
  };
  return { ...under, broker, credentials, settings, close };
}
