// Somebody left their safe area: how urgent it is.
import { describe, expect, it } from '@jest/globals';
import { severityOfWandering } from './wandering.ts';

const at = (time: string): Date => new Date(`2026-03-04T${time}+08:00`);
const left = (over: Partial<Parameters<typeof severityOfWandering>[0]>) =>
  severityOfWandering({ proneToWander: true, at: at('10:00'), battery: 80, ...over });

describe('Somebody who is known to get lost and left their safe area', () => {
  it.each([
    ['18:59', 'P2'],
    ['19:00', 'P1'],
    ['23:30', 'P1'],
    ['05:59', 'P1'],
    ['06:00', 'P2'],
  ] as const)('at %s is %s', (time, severity) => {
    expect(left({ at: at(time) })).toBe(severity);
  });

  it('is urgent by day if the watch is about to die', () => {
    expect(left({ battery: 19 })).toBe('P1');
    expect(left({ battery: 20 })).toBe('P2');
    expect(left({ battery: null })).toBe('P2');
  });
});

describe('Anybody else', () => {
  it('is looked after, but it is no emergency yet', () => {
    expect(left({ proneToWander: false, at: at('23:30'), battery: 5 })).toBe('P2');
  });
});
