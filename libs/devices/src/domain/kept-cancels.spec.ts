// Which cancel a press finds that came before it (wire.md, domain rule 4).
import { describe, expect, it } from '@jest/globals';
import { keptCancelOf, type KeptCancel, type PressTime } from './kept-cancels.ts';

const at = (minute: number): Date => new Date(Date.UTC(2025, 10, 22, 12, minute));
const press = (eventId: string, minute: number, deviceKey = 'd'): PressTime => ({ deviceKey, eventId, at: at(minute) });
const cancel = (minute: number, ofEventId: string | null = null, deviceKey = 'd'): KeptCancel => ({
  deviceKey,
  ofEventId,
  at: at(minute),
});

describe('A cancel that came before its press', () => {
  it('belongs to the press that it names, however far apart', () => {
    expect(keptCancelOf(press('a', 0), [cancel(50, 'a')], [])).toEqual(at(50));
    expect(keptCancelOf(press('b', 0), [cancel(0, 'a')], [])).toBeNull();
  });

  it('without a name belongs to a press within 10 minutes either side', () => {
    expect(keptCancelOf(press('a', 0), [cancel(10)], [])).toEqual(at(10));
    expect(keptCancelOf(press('a', 20), [cancel(10)], [])).toEqual(at(10));
    expect(keptCancelOf(press('a', 0), [cancel(11)], [])).toBeNull();
  });

  it('is of the same device', () => {
    expect(keptCancelOf(press('a', 0), [cancel(1, null, 'other')], [])).toBeNull();
    expect(keptCancelOf(press('a', 0), [cancel(1, 'a', 'other')], [])).toBeNull();
  });

  it('does not belong to an older press when a later one is known', () => {
    expect(keptCancelOf(press('a', 0), [cancel(5)], [press('b', 3)])).toBeNull();
    expect(keptCancelOf(press('a', 4), [cancel(5)], [press('b', 3)])).toEqual(at(5));
  });

  it('does not take back what was pressed after it when it had a press before it', () => {
    expect(keptCancelOf(press('b', 6), [cancel(5)], [press('a', 4)])).toBeNull();
    expect(keptCancelOf(press('b', 6), [cancel(5)], [press('a', 4, 'other')])).toEqual(at(5));
    expect(keptCancelOf(press('b', 6), [cancel(5)], [press('b', 6)])).toEqual(at(5));
  });

  it('that is nearest in time from behind counts', () => {
    expect(keptCancelOf(press('a', 5), [cancel(3), cancel(7)], [])).toEqual(at(7));
  });
});
