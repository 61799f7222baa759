// A device that speaks MQTT byte by byte, for what no client library would send.
import { connect, type Socket } from 'node:net';

const text = (value: string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
};

export function frame(header: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([header]), lengthOf(body.length), body]);
}

export function lengthOf(length: number): Buffer {
  const bytes: number[] = [];
  do {
    const rest = Math.floor(length / 128);
    bytes.push((length % 128) + (rest > 0 ? 128 : 0));
    length = rest;
  } while (length > 0);
  return Buffer.from(bytes);
}

export interface RawConnect {
  clientId: string;
  username?: string;
  password?: string;
  clean?: boolean;
  will?: { topic: string; payload: string };
}

export function connectFrame({ clientId, username, password, clean = true, will }: RawConnect): Buffer {
  const flags =
    (username === undefined ? 0 : 0x80) | (password === undefined ? 0 : 0x40) | (will ? 0x0c : 0) | (clean ? 0x02 : 0);
  return frame(
    0x10,
    text('MQTT'),
    Buffer.from([4, flags, 0, 60]),
    text(clientId),
    ...(will ? [text(will.topic), text(will.payload)] : []),
    ...(username === undefined ? [] : [text(username)]),
    ...(password === undefined ? [] : [text(password)]),
  );
}

export const publishFrame = (topic: string, payload: Buffer | string, messageId = 1): Buffer =>
  frame(0x32, text(topic), Buffer.from([messageId >> 8, messageId & 255]), Buffer.from(payload));

export const subscribeFrame = (topics: string[], messageId = 1): Buffer =>
  frame(
    0x82,
    Buffer.from([messageId >> 8, messageId & 255]),
    ...topics.map((topic) => Buffer.concat([text(topic), Buffer.from([1])])),
  );

export class RawDevice {
  private received = Buffer.alloc(0);
  private wake: () => void = () => undefined;
  private ended = false;

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => {
      this.received = Buffer.concat([this.received, chunk]);
      this.wake();
    });
    const end = (): void => {
      this.ended = true;
      this.wake();
    };
    socket.on('close', end);
    socket.on('error', end);
  }

  static async dial(address: string): Promise<RawDevice> {
    const { hostname, port } = new URL(address);
    const socket = connect(Number(port), hostname);
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new RawDevice(socket);
  }

  send(...frames: Buffer[]): void {
    this.socket.write(Buffer.concat(frames));
  }

  /** Next whole frame; null once the connection has ended without one. */
  async next(withinMs = 5_000): Promise<Buffer | null> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const found = this.take();
      if (found) return found;
      if (this.ended) return null;
      await this.change(deadline);
    }
  }

  /** Resolves when the broker has ended the connection. */
  async end(withinMs = 5_000): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (!this.ended) await this.change(deadline);
  }

  close(): void {
    this.socket.destroy();
  }

  private take(): Buffer | null {
    let [length, factor, at] = [0, 1, 1];
    for (; at < this.received.length; at++) {
      const byte = this.received[at] ?? 0;
      length += (byte & 127) * factor;
      factor *= 128;
      if (byte < 128) break;
    }
    const whole = at + 1 + length;
    if (at >= this.received.length || this.received.length < whole) return null;
    const found = this.received.subarray(0, whole);
    this.received = this.received.subarray(whole);
    return found;
  }

  private change(deadline: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the broker did nothing in time')), deadline - Date.now());
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
