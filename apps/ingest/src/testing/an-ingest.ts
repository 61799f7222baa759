// Everything that an ingest process does behind an external broker, on a real database.
import { PressesOfAlert } from '#libs/alerts';
import { readSettings, type Database } from '#libs/platform';
import { ExternalBroker } from '../external/external-broker.ts';
import { ReceiptSender } from '../receipts/receipt-sender.ts';
import { LANE_SECRET } from './a-mosquitto.ts';
import { anInbox, type InboxUnderTest } from './an-inbox.ts';

export interface IngestUnderTest extends InboxUnderTest {
  broker: ExternalBroker;
  receipts: ReceiptSender;
  close(): Promise<void>;
}

export async function anIngest(
  database: Database,
  databaseUrl: string,
  mqttUrl: string,
  id: string,
  lanes: { alarm: number; telemetry: number },
): Promise<IngestUnderTest> {
  const settings = readSettings({
    DATABASE_URL: databaseUrl,
    MQTT_URL: mqttUrl,
    MQTT_LANE_SECRET: LANE_SECRET,
    INGEST_ID: id,
    ALARM_LANES: String(lanes.alarm),
    TELEMETRY_LANES: String(lanes.telemetry),
    FEED_POLL_MS: '200',
  });
  const under = anInbox(database);
  const { inbox, waker, log } = under;
  const broker = new ExternalBroker(inbox, database, log, settings);
  const receipts = new ReceiptSender(database, new PressesOfAlert(database), broker, waker, log, settings);
  await broker.open();
  receipts.start();
  const close = async (): Promise<void> => {
    await broker.close();
    await inbox.drain().catch(() => undefined);
    await receipts.stop();
    await under.liveness.close();
  };
  return { ...under, broker, receipts, close };
}
