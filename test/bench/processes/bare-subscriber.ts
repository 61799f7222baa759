// The raw limit behind an external broker: mqtt.js with as many lanes as ingest has, which does nothing but count.
// Answers 'count' over IPC.
import { connectAsync, type MqttClient } from 'mqtt';

const { MQTT_URL: url = '', LANES: lanes = '1', INGEST_ID: id = '1', MQTT_LANE_SECRET: password = '' } = process.env;

let count = 0;
const open = async (index: number): Promise<MqttClient> => {
  const name = `ingest-${id}-t${index}`;
  const client = await connectAsync(url, { clientId: name, username: name, password, protocolVersion: 5, clean: true });
  client.handleMessage = (_packet, done) => {
    count++;
    done();
  };
  await client.subscribeAsync('$share/telemetry/devices/+/telemetry', { qos: 1 });
  return client;
};
await Promise.all(Array.from({ length: Number(lanes) }, (_, index) => open(index)));
process.on('message', () => process.send?.({ count }));
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
