// Lists that are fetched: the last question wins, and a failure leaves what was there.
import { describe, expect, it } from '@jest/globals';
import { effectScope } from 'vue';
import type { Page } from '#libs/contracts';
import { usePaged, type Paged } from './use-paged.ts';

interface Asked {
  page: number;
  signal: AbortSignal;
  answer: (answer: Page<string>) => void;
  fail: (error: Error) => void;
}

function aList(): { list: Paged<string>; asked: Asked[]; leave: () => void } {
  const asked: Asked[] = [];
  const scope = effectScope();
  const fetcher = (page: number, signal: AbortSignal): Promise<Page<string>> =>
    new Promise((answer, fail) => asked.push({ page, signal, answer, fail }));
  const list = scope.run(() => usePaged(fetcher));
  if (!list) throw new Error('no scope');
  return { list, asked, leave: () => scope.stop() };
}
const page = (...items: string[]): Page<string> => ({ items, total: items.length });

describe('A list that comes page by page', () => {
  it('shows the answer to the last question, however late another comes', async () => {
    const { list, asked } = aList();
    const first = list.load();
    const second = list.turn(2);
    expect(asked.map((one) => one.page)).toEqual([1, 2]);
    expect(asked[0]?.signal.aborted).toBe(true);
    asked[1]?.answer(page('later'));
    await second;
    asked[0]?.answer(page('earlier'));
    await first;
    expect([list.data.value, list.loading.value]).toEqual([page('later'), false]);
  });

  it('keeps what is there when asking again fails, and forgets the failure with the next answer', async () => {
    const { list, asked } = aList();
    const first = list.load();
    asked[0]?.answer(page('a'));
    await first;
    const again = list.load();
    asked[1]?.fail(new Error('away'));
    await again;
    expect([list.data.value, list.error.value, list.loading.value]).toEqual([page('a'), new Error('away'), false]);
    const third = list.restart();
    asked[2]?.answer(page('b'));
    await third;
    expect([list.data.value, list.error.value]).toEqual([page('b'), null]);
  });

  it('begins at the first page after another search', () => {
    const { list, asked } = aList();
    void list.turn(7);
    void list.restart();
    expect([asked.map((one) => one.page), list.page.value]).toEqual([[7, 1], 1]);
  });

  it('asks no longer when it is left', () => {
    const { list, asked, leave } = aList();
    void list.load();
    leave();
    expect(asked[0]?.signal.aborted).toBe(true);
  });
});
