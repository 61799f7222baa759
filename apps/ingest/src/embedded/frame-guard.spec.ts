// Lengths of MQTT frames, in whatever pieces they come.
import { describe, expect, it } from '@jest/globals';
import { lengthOf } from '../testing/raw-mqtt.ts';
import { FrameGuard } from './frame-guard.ts';

const LONGEST = 1000;
const frame = (remaining: number): Buffer =>
  Buffer.concat([Buffer.from([0x30]), lengthOf(remaining), Buffer.alloc(remaining, 0xff)]);
const accepts = (...chunks: Buffer[]): boolean => {
  const guard = new FrameGuard(LONGEST);
  return chunks.every((chunk) => guard.accept(chunk));
};
const inPieces = (bytes: Buffer, size: number): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );

describe('A stream of frames', () => {
  const stream = Buffer.concat([0, 1, 127, 128, 997, 0, 300].map(frame));

  it.each([1, 2, 3, 7, 64, 5000])('passes in pieces of %i', (size) => {
    expect(accepts(...inPieces(stream, size))).toBe(true);
  });

  it.each([1, 2, 3, 7, 64, 5000])('with one frame too long does not pass in pieces of %i', (size) => {
    expect(accepts(...inPieces(Buffer.concat([stream, frame(998)]), size))).toBe(false);
  });

  it('ends with the header that says too much, before the rest has come', () => {
    expect(accepts(Buffer.from([0x30]), lengthOf(100_000))).toBe(false);
    expect(accepts(Buffer.from([0x30, 0xff, 0xff]))).toBe(false);
  });

  it('ends with a length that never ends, even where it says nothing', () => {
    expect(accepts(Buffer.from([0x30, 0x80, 0x80, 0x80]))).toBe(true);
    expect(accepts(Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80]))).toBe(false);
  });

  it('counts header and length as well: 3 bytes and 997 are just enough', () => {
    expect(accepts(frame(997))).toBe(true);
    expect(accepts(frame(998))).toBe(false);
  });
});
