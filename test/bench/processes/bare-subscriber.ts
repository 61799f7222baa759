// The raw limit behind an external broker: mqtt.js with as many lanes as ingest has, which does nothing but count.
// Orders over IPC: open, count; each is answered with how many messages have come.
import { connectAsync, type MqttClient } from 'mqtt';

export interface SubscriberOrder {
  do: 'open' | 'count';
  url: string;
  lanes: number;
  laneSecret: string;
}

let count = 0;

async function open({ url, lanes, laneSecret }: SubscriberOrder): Promise<void> {
  const lane = async (index: number): Promise<MqttClient> => {
    const name = `ingest-1-t${index}`;
    const client = await connectAsync(url, {
      clientId: name,
      username: name,
      password: laneSecret,
      protocolVersion: 5,
      clean: true,
    });
    client.handleMessage = (_packet, done) => {
      count++;
      done();
    };
    await client.subscribeAsync('$share/telemetry/devices/+/telemetry', { qos: 1 });
    return client;
  };
  await Promise.all(Array.from({ length: lanes }, (_, index) => lane(index)));
}

process.on('message', (order: SubscriberOrder) => {
  (order.do === 'open' ? open(order) : Promise.resolve()).then(
    () => process.send?.({ report: count }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
