// Photographs are made smaller, never larger, and keep their shape.
import { describe, expect, it } from '@jest/globals';
import { fitInto, PHOTO_TRIES } from './photo-size.ts';

describe('A photograph', () => {
  it('keeps its shape within the longest side', () => {
    expect(fitInto({ width: 4000, height: 3000 }, 1600)).toEqual({ width: 1600, height: 1200 });
    expect(fitInto({ width: 3000, height: 4000 }, 1600)).toEqual({ width: 1200, height: 1600 });
  });

  it('is not made larger, and a sliver keeps a pixel', () => {
    expect(fitInto({ width: 640, height: 480 }, 1600)).toEqual({ width: 640, height: 480 });
    expect(fitInto({ width: 10_000, height: 1 }, 960)).toEqual({ width: 960, height: 1 });
  });

  it('gets smaller with every try', () => {
    const weights = PHOTO_TRIES.map(({ longest, quality }) => longest * longest * quality);
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
  });
});
