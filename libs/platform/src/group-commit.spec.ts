import { describe, expect, it } from '@jest/globals';
import { GroupCommit } from './group-commit.ts';

const databaseAway = (): Error => Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });

function lane(commit: (items: number[]) => Promise<number[]>, poisoned: number[] = []): GroupCommit<number, number> {
  return new GroupCommit<number, number>({
    maxBatch: 100,
    parallel: 1,
    commit,
    poison: async (item) => {
      poisoned.push(item);
      return -item;
    },
  });
}

describe('Group commit', () => {
  it('commits together what waits together, and the batch grows while the last one runs', async () => {
    const batches: number[] = [];
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const commit = lane(async (items) => {
      batches.push(items.length);
      if (batches.length === 1) await gate;
      return items;
    });
    const first = commit.submit(1);
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    const rest = Array.from({ length: 40 }, (_, i) => commit.submit(i));
    release();
    await first;
    await Promise.all(rest);
    expect(batches).toEqual([1, 40]);
  });

  it('begins a batch beside a running one only when enough is waiting', async () => {
    const batches: number[] = [];
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const commit = new GroupCommit<number, number>({
      maxBatch: 100,
      parallel: 2,
      besideFrom: 10,
      commit: async (items) => {
        batches.push(items.length);
        await gate;
        return items;
      },
      poison: () => Promise.reject(new Error('refused')),
    });
    const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    const answers = [commit.submit(0)];
    await turn();
    for (let item = 1; item <= 9; item++) answers.push(commit.submit(item));
    await turn();
    expect(batches).toEqual([1]);
    answers.push(commit.submit(10));
    await turn();
    expect(batches).toEqual([1, 10]);
    release();
    expect(await Promise.all(answers)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('isolates one bad item among a hundred and commits the rest', async () => {
    const poisoned: number[] = [];
    const stored: number[] = [];
    const commit = lane(async (items) => {
      if (items.includes(57)) throw new Error('invalid byte sequence');
      stored.push(...items);
      return items;
    }, poisoned);
    const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => commit.submit(i)));
    expect(poisoned).toEqual([57]);
    expect(answers[57]).toBe(-57);
    expect(stored.sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i).filter((i) => i !== 57));
  });

  it('acknowledges nothing and quarantines nothing when the database is away', async () => {
    const poisoned: number[] = [];
    const commit = lane(() => Promise.reject(databaseAway()), poisoned);
    const answers = await Promise.allSettled([commit.submit(1), commit.submit(2)]);
    expect(answers.map((answer) => answer.status)).toEqual(['rejected', 'rejected']);
    expect(poisoned).toEqual([]);
  });

  it('that is prompt begins before the next turn of the event loop', async () => {
    const order: string[] = [];
    const prompt = new GroupCommit<number, number>({
      maxBatch: 100,
      parallel: 1,
      prompt: true,
      commit: async (items) => {
        order.push(`${items.length} committed`);
        return items;
      },
      poison: (item) => Promise.resolve(item),
    });
    setImmediate(() => order.push('next turn'));
    await Promise.all([prompt.submit(1), prompt.submit(2)]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual(['2 committed', 'next turn']);
  });

  it('is drained when everything has been answered', async () => {
    const commit = lane(async (items) => items);
    const waiting = commit.submit(1);
    await commit.drain();
    await expect(waiting).resolves.toBe(1);
    expect(commit.waiting).toBe(0);
  });
});
