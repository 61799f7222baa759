// Folding of signs of life, and what they say of a device.
import { describe, expect, it } from '@jest/globals';
import { deviceStateOf } from './device-state.ts';
import { SignOfLife } from './sign-of-life.ts';

describe('Signs of life between two writes', () => {
  const older = (sign: SignOfLife): void => {
    sign.heard(5);
    sign.read(10, 50, { a: 1, b: 1 });
  };
  const newer = (sign: SignOfLife): void => {
    sign.heard(4);
    sign.read(20, 40, { b: 2, c: 2 });
  };
  const after = (...steps: ((sign: SignOfLife) => void)[]): SignOfLife => {
    const sign = new SignOfLife('d');
    for (const step of steps) step(sign);
    return sign;
  };

  it('come to the same in any order: the newest reading wins value by value', () => {
    const absorbed = after(older);
    absorbed.absorb(after(newer));
    const absorbedTheOtherWay = after(newer);
    absorbedTheOtherWay.absorb(after(older));
    for (const sign of [after(older, newer), after(newer, older), absorbed, absorbedTheOtherWay]) {
      expect(sign).toMatchObject({ seenMs: 5, battery: 40, readingMs: 20 });
      expect(JSON.parse(sign.latest())).toEqual({ at: 20, values: { a: 1, b: 2, c: 2 } });
    }
  });

  it('a last will makes nobody seen, and an older word of the connection changes nothing', () => {
    const sign = after(older);
    sign.connected(9, 'offline');
    expect(sign).toMatchObject({ seenMs: 5, connection: 'offline', connectionMs: 9 });
    sign.connected(8, 'online');
    expect(sign).toMatchObject({ seenMs: 8, connection: 'offline', connectionMs: 9 });
  });

  it('keep plain values only, and not without end', () => {
    const values = JSON.parse(`{"__proto__":1,"deep":{"x":1},"long":"${'x'.repeat(201)}","nothing":null}`) as Record<
      string,
      unknown
    >;
    expect(after((sign) => sign.read(0, null, values)).latest()).toBe('{"at":0,"values":{"__proto__":1}}');
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, index]));
    const latest = JSON.parse(after((sign) => sign.read(0, null, many)).latest()) as { values: object };
    expect(Object.keys(latest.values)).toHaveLength(64);
  });
});

describe('A device', () => {
  const now = new Date('2025-11-22T12:00:00Z');
  const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1000);
  const state = (seenAgo: number | null, connection: 'online' | 'offline' | null = null, connectionAgo = 0): string =>
    deviceStateOf(
      {
        lastSeenAt: seenAgo === null ? null : ago(seenAgo),
        connection,
        connectionAt: connection ? ago(connectionAgo) : null,
        reportSeconds: 60,
      },
      now,
    );

  it('is online within its report interval, late for 90 s more, then lost', () => {
    expect([state(60), state(61), state(150), state(151), state(null)]).toEqual([
      'online',
      'late',
      'late',
      'lost',
      'never',
    ]);
  });

  it('is lost at once when its connection broke, unless it was heard since', () => {
    expect(state(30, 'offline', 20)).toBe('lost');
    expect(state(10, 'offline', 20)).toBe('online');
    expect(state(200, 'online', 100)).toBe('lost');
  });
});
