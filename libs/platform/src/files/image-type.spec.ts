// Pictures are known by their bytes.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aJpeg, aPng, aWebp } from './testing/pictures.ts';
import { imageTypeOf } from './image-type.ts';

describe('A picture', () => {
  it.each([
    ['image/jpeg', aJpeg()],
    ['image/png', aPng()],
    ['image/webp', aWebp()],
  ])('of type %s is recognised by its bytes', (type, bytes) => {
    expect(imageTypeOf(bytes)).toBe(type);
    expect(imageTypeOf(Buffer.concat([bytes, Buffer.from('what a camera leaves behind it')]))).toBe(type);
  });

  it.each([aJpeg(), aPng(), aWebp()])('that is cut off anywhere is none', (bytes) => {
    for (let length = 0; length < bytes.length; length++) expect(imageTypeOf(bytes.subarray(0, length))).toBeNull();
  });

  it.each([
    '',
    '只是文字',
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'GIF89a',
    '<html>',
    'RIFF....WAVE',
    '%PDF-1.7',
  ])('is not %p', (text) => expect(imageTypeOf(Buffer.from(text))).toBeNull());

  it('is asked of any bytes without a fault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.constantFrom(aJpeg(), aPng(), aWebp()), (tail, whole) => {
        imageTypeOf(Buffer.from(tail));
        imageTypeOf(Buffer.concat([whole.subarray(0, 12), Buffer.from(tail)]));
      }),
    );
  });
});
