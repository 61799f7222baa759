// Which presses were heard, how fast, and which not.
import { describe, expect, it } from '@jest/globals';
import { PressLedger } from './press-ledger.ts';

describe('The ledger of presses', () => {
  it('counts the first receipt of a press and none that it does not know', () => {
    const ledger = new PressLedger();
    ledger.press('a', '1', 'bytes', 100);
    expect(ledger.receipt('b', '1', 110)).toBe(false);
    expect(ledger.receipt('a', '1', 130)).toBe(true);
    expect(ledger.receipt('a', '1', 140)).toBe(false);
    expect(ledger.latency()).toEqual({ count: 1, p50: 30, p99: 30 });
    expect(ledger.unheard()).toEqual([]);
  });

  it('gives percentiles of what was measured', () => {
    const ledger = new PressLedger();
    expect(ledger.latency()).toEqual({ count: 0, p50: null, p99: null });
    for (let ms = 100; ms >= 1; ms--) {
      ledger.press('a', String(ms), '', 0);
      ledger.receipt('a', String(ms), ms);
    }
    expect(ledger.latency()).toEqual({ count: 100, p50: 50, p99: 99 });
  });

  it('has a press repeated until it is heard, but not for ever', () => {
    const ledger = new PressLedger();
    ledger.press('a', '1', 'bytes', 0);
    expect(ledger.toRepeat(4_999, 5_000, 2)).toEqual([]);
    expect(ledger.toRepeat(5_000, 5_000, 2).map((press) => press.payload)).toEqual(['bytes']);
    expect(ledger.toRepeat(9_000, 5_000, 2)).toEqual([]);
    expect(ledger.toRepeat(10_000, 5_000, 2)).toHaveLength(1);
    expect(ledger.toRepeat(99_000, 5_000, 2)).toEqual([]);
    expect(ledger.unheard()).toMatchObject([{ key: 'a', eventId: '1', repeats: 2 }]);
    // From the press, however often it was sent.
    ledger.receipt('a', '1', 99_500);
    expect(ledger.latency().p50).toBe(99_500);
  });
});
