// MQTT 3.1.1 by hand, as little as a sender needs: a generator on the same two cores must cost next to nothing.

export function connectFrame(clientId: string, username: string, password: string, keepAliveSeconds = 120): Buffer {
  const head = Buffer.from([
    0,
    4,
    0x4d,
    0x51,
    0x54,
    0x54,
    4,
    0b1100_0010,
    keepAliveSeconds >> 8,
    keepAliveSeconds & 255,
  ]);
  const body = Buffer.concat([head, text(clientId), text(username), text(password)]);
  return Buffer.concat([Buffer.from([0x10]), length(body.length), body]);
}

/** QoS 1. `topic` as text() gives it. */
export function publishFrame(topic: Buffer, packetId: number, payload: string): Buffer {
  const size = topic.length + 2 + Buffer.byteLength(payload);
  const digits = length(size);
  const frame = Buffer.allocUnsafe(1 + digits.length + size);
  frame[0] = 0x32;
  digits.copy(frame, 1);
  let at = 1 + digits.length;
  topic.copy(frame, at);
  at += topic.length;
  frame.writeUInt16BE(packetId, at);
  frame.write(payload, at + 2);
  return frame;
}

export const DISCONNECT = Buffer.from([0xe0, 0]);

/** A string as MQTT writes it, with its length before it. */
export function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
}

function length(size: number): Buffer {
  const digits: number[] = [];
  let left = size;
  do {
    const digit = left % 128;
    left = Math.floor(left / 128);
    digits.push(left > 0 ? digit | 128 : digit);
  } while (left > 0);
  return Buffer.from(digits);
}

/** Reads what a broker answers to a sender: CONNACK (its code) and PUBACKs (how many). */
export class AnswerReader {
  private left = Buffer.alloc(0);

  read(chunk: Buffer, on: { connack: (code: number) => void; pubacks: (count: number) => void }): void {
    const bytes = this.left.length > 0 ? Buffer.concat([this.left, chunk]) : chunk;
    let at = 0;
    let acks = 0;
    // Every answer to a mere sender is at most four bytes long, with a length of one byte.
    while (at + 2 <= bytes.length && at + 2 + (bytes[at + 1] ?? 0) <= bytes.length) {
      const kind = (bytes[at] ?? 0) >> 4;
      if (kind === 4) acks++;
      else if (kind === 2) on.connack(bytes[at + 3] ?? 255);
      at += 2 + (bytes[at + 1] ?? 0);
    }
    this.left = at < bytes.length ? Buffer.from(bytes.subarray(at)) : Buffer.alloc(0);
    if (acks > 0) on.pubacks(acks);
  }
}
