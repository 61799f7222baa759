import { describe, expect, it } from '@jest/globals';
import { FairQueue } from './fair-queue.ts';

describe('A fair queue', () => {
  it('lets one item through at the next turn, however much another key has waiting', () => {
    const queue = new FairQueue<string>();
    for (let n = 0; n < 30_000; n++) queue.push('flood', `flood-${n}`);
    queue.push('one', 'cry');
    const turn = queue.take(200, 50);
    expect(turn).toHaveLength(51);
    expect(turn).toContain('cry');
    expect(queue.length).toBe(30_001 - 51);
  });

  it('keeps the order of one key and gives out everything once', () => {
    const queue = new FairQueue<number>();
    for (let n = 0; n < 120; n++) queue.push('a', n);
    const all = [...queue.take(200, 50), ...queue.take(200, 50), ...queue.take(200, 50)];
    expect(all).toEqual(Array.from({ length: 120 }, (_, n) => n));
    expect(queue.take(200, 50)).toEqual([]);
  });

  it('serves those first who were not served in a full turn', () => {
    const queue = new FairQueue<string>();
    for (const key of ['a', 'b', 'c']) for (let n = 0; n < 2; n++) queue.push(key, `${key}${n}`);
    expect(queue.take(2, 1)).toEqual(['a0', 'b0']);
    expect(queue.take(2, 1)).toEqual(['c0', 'a1']);
  });
});
