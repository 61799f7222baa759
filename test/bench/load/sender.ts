// One device's connection in the load: keeps a window of unacknowledged telemetry messages full, or sends what it is told.
import { connect, type Socket } from 'node:net';
import { AnswerReader, DISCONNECT, connectFrame, publishFrame, text } from './mqtt-frames.ts';

export interface DeviceAccount {
  key: string;
  secret: string;
}

let serial = 0;

/** No two are alike: a copy would fall away in the ledger and count as lost. */
const payload = (): string => {
  const n = ++serial;
  return `{"at":${Date.now()},"values":{"heartRate":${60 + (n % 40)},"spo2":${94 + (n % 6)},"battery":${20 + (n % 80)},"seq":${n}}}`;
};

export class Sender {
  acked = 0;
  sent = 0;
  broken = false;
  private packetId = 0;
  private window = 0;
  private readonly topic: Buffer;
  private readonly reader = new AnswerReader();

  private constructor(
    private readonly socket: Socket,
    key: string,
  ) {
    this.topic = text(`devices/${key}/telemetry`);
  }

  static async open(url: string, device: DeviceAccount): Promise<Sender> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    const sender = new Sender(socket, device.key);
    await new Promise<void>((resolve, reject) => {
      const connack = (code: number): void =>
        code === 0 ? resolve() : reject(new Error(`${device.key} was refused (${code})`));
      socket.on('data', (chunk) => sender.reader.read(chunk, { connack, pubacks: (count) => sender.answered(count) }));
      socket.on('error', (error) => reject(error));
      socket.on('close', () => {
        sender.broken = true;
        reject(new Error(`${device.key}: connection closed`));
      });
      socket.write(connectFrame(device.key, device.key, device.secret));
    });
    return sender;
  }

  get outstanding(): number {
    return this.sent - this.acked;
  }

  /** From now on so many are always under way; 0 stops. */
  keep(window: number): void {
    this.window = window;
    this.fill();
  }

  send(count: number): void {
    if (this.broken || count <= 0) return;
    const frames: Buffer[] = [];
    for (let i = 0; i < count; i++) {
      this.packetId = (this.packetId % 65_535) + 1;
      frames.push(publishFrame(this.topic, this.packetId, payload()));
    }
    this.sent += count;
    this.socket.write(frames.length === 1 ? (frames[0] as Buffer) : Buffer.concat(frames));
  }

  end(): void {
    this.socket.end(DISCONNECT);
    this.socket.destroySoon();
  }

  private answered(count: number): void {
    this.acked += count;
    this.fill();
  }

  private fill(): void {
    this.send(this.window - this.outstanding);
  }
}
