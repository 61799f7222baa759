// Which changes sound, and how waiting cases sound on.
import { describe, expect, it } from '@jest/globals';
import type { AlertView } from '#libs/contracts';
import { anAlert } from './an-alert.ts';
import { loudest, soundOfWaiting, soundsOfChange } from './sound-plan.ts';

const held = (...alerts: AlertView[]) => new Map(alerts.map((alert) => [alert.id, alert]));

describe('A change', () => {
  it('sounds when a case is raised', () => {
    expect(soundsOfChange(held(), [anAlert()])).toEqual([{ alertId: 'a1', severity: 'P1' }]);
  });

  it('sounds when a known case is pressed again, even one that is claimed', () => {
    const before = held(anAlert({ state: 'claimed' }));
    expect(soundsOfChange(before, [anAlert({ state: 'claimed', version: 2, presses: 2 })])).toHaveLength(1);
  });

  it('sounds when a claim lapses and when a waiting case is escalated', () => {
    expect(soundsOfChange(held(anAlert({ state: 'claimed' })), [anAlert({ version: 2 })])).toHaveLength(1);
    expect(soundsOfChange(held(anAlert()), [anAlert({ version: 2, escalated: true })])).toHaveLength(1);
  });

  it('sounds when the ladder rings again, and only for cases that wait', () => {
    const escalation = { fired: [], rungAt: '2026-03-01T10:02:00+08:00', nextAt: null, next: null };
    expect(soundsOfChange(held(anAlert()), [anAlert({ version: 2, escalation })])).toHaveLength(1);
    expect(soundsOfChange(held(anAlert({ escalation })), [anAlert({ version: 2, escalation })])).toEqual([]);
    const claimed = anAlert({ state: 'claimed' });
    expect(soundsOfChange(held(claimed), [{ ...claimed, version: 2, escalation }])).toEqual([]);
  });

  it('is silent when a case is claimed, noted or merely sent again', () => {
    expect(soundsOfChange(held(anAlert()), [anAlert({ version: 2, state: 'claimed' })])).toEqual([]);
    expect(soundsOfChange(held(anAlert()), [anAlert({ version: 2 })])).toEqual([]);
    expect(soundsOfChange(held(anAlert()), [anAlert()])).toEqual([]);
    expect(soundsOfChange(held(), [anAlert({ state: 'claimed' })])).toEqual([]);
  });
});

describe('A helper who is not heard of', () => {
  it('sounds once, although somebody holds the case', () => {
    const held = anAlert({ state: 'claimed', version: 2 });
    const silent = anAlert({ state: 'claimed', version: 3, helperSilent: true });
    expect(soundsOfChange(new Map([['a1', held]]), [silent])).toHaveLength(1);
    expect(soundsOfChange(new Map([['a1', silent]]), [anAlert({ ...silent, version: 4 })])).toEqual([]);
  });
});

describe('110 that is due', () => {
  it('sounds once, whoever holds the case', () => {
    const searching = anAlert({ kind: 'missingPerson', state: 'claimed', version: 2 });
    const due = { ...searching, version: 3, policeDue: true };
    expect(soundsOfChange(held(searching), [due])).toHaveLength(1);
    expect(soundsOfChange(held(due), [{ ...due, version: 4 }])).toEqual([]);
  });
});

describe('A waiting case', () => {
  const queue = [anAlert({ id: 'mine', state: 'claimed' }), anAlert({ id: 'p2', severity: 'P2' })];

  it('sounds again after the time of its severity', () => {
    expect(soundOfWaiting(queue, 7_999, 0)).toBeNull();
    expect(soundOfWaiting(queue, 8_000, 0)).toEqual({ alertId: 'p2', severity: 'P2' });
    expect(soundOfWaiting([anAlert()], 3_000, 0)).toEqual({ alertId: 'a1', severity: 'P1' });
  });

  it('falls silent only when everything is claimed', () => {
    expect(soundOfWaiting([anAlert({ state: 'claimed' })], 1e9, 0)).toBeNull();
  });
});

describe('Several sounds at once', () => {
  it('are one: the most urgent', () => {
    const sounds = [
      { alertId: 'x', severity: 'P3' as const },
      { alertId: 'y', severity: 'P1' as const },
    ];
    expect(loudest(sounds)?.alertId).toBe('y');
    expect(loudest([])).toBeNull();
  });
});
