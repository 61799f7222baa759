// Countdowns and what sounds when.
import { describe, expect, it } from '@jest/globals';
import {
  CHECK_IN_SOON_MS,
  checkInSounds,
  checkInStage,
  cutOffSounds,
  hasRunOut,
  leftMs,
  offerThatSounds,
} from './due-times.ts';
import type { WaitingOffer } from './next-step.ts';

const NOW = Date.parse('2026-03-01T10:00:00+08:00');
const inSeconds = (s: number): string => new Date(NOW + s * 1000).toISOString();
const offer = (taskId: string, over: Partial<WaitingOffer> = {}): WaitingOffer => ({
  taskId, alertId: 'a1', severity: 'P1', expiresAt: inSeconds(100), led: false, ...over,
}); // prettier-ignore

describe('A countdown', () => {
  it('ends at zero and stays there', () => {
    expect(leftMs(inSeconds(90), NOW)).toBe(90_000);
    expect(leftMs(inSeconds(-5), NOW)).toBe(0);
    expect(hasRunOut({ expiresAt: inSeconds(0) }, NOW)).toBe(true);
  });

  it('is none without a readable time', () => {
    expect(leftMs(null, NOW)).toBeNull();
    expect(leftMs('soon', NOW)).toBeNull();
    expect(hasRunOut({ expiresAt: 'soon' }, NOW)).toBe(false);
  });
});

describe('An offer', () => {
  it('sounds at once and then again until it is answered', () => {
    expect(offerThatSounds([offer('t')], new Map(), NOW)?.taskId).toBe('t');
    expect(offerThatSounds([offer('t')], new Map([['t', NOW - 2_000]]), NOW)).toBeNull();
    expect(offerThatSounds([offer('t')], new Map([['t', NOW - 3_000]]), NOW)?.taskId).toBe('t');
  });

  it('that has run out is silent', () => {
    expect(offerThatSounds([offer('t', { expiresAt: inSeconds(0) })], new Map(), NOW)).toBeNull();
  });

  it('that somebody leads already sounds once', () => {
    const led = [offer('t', { led: true })];
    expect(offerThatSounds(led, new Map(), NOW)).not.toBeNull();
    expect(offerThatSounds(led, new Map([['t', NOW - 600_000]]), NOW)).toBeNull();
  });

  it('of lesser urgency waits longer, and never hides the one before it', () => {
    const p2 = offer('p2', { severity: 'P2' });
    expect(offerThatSounds([p2], new Map([['p2', NOW - 5_000]]), NOW)).toBeNull();
    expect(offerThatSounds([offer('p1'), p2], new Map(), NOW)?.taskId).toBe('p1');
  });
});

describe('A phone that is cut off', () => {
  it('says so after a while, then every minute, and anew after each loss', () => {
    expect(cutOffSounds(null, null, NOW)).toBe(false);
    expect(cutOffSounds(NOW - 19_000, null, NOW)).toBe(false);
    expect(cutOffSounds(NOW - 20_000, null, NOW)).toBe(true);
    expect(cutOffSounds(NOW - 50_000, NOW - 30_000, NOW)).toBe(false);
    expect(cutOffSounds(NOW - 90_000, NOW - 60_000, NOW)).toBe(true);
    expect(cutOffSounds(NOW - 20_000, NOW - 30_000, NOW)).toBe(true);
  });
});

describe('The check-in of a helper at night', () => {
  const task = (s: number, checkInOverdue = false) => ({ checkInDueAt: inSeconds(s), checkInOverdue });

  it('counts, reminds before it is due, and is overdue from then on', () => {
    expect(checkInStage({ checkInDueAt: null, checkInOverdue: false }, NOW)).toBe('none');
    expect(checkInStage(task(CHECK_IN_SOON_MS / 1000 + 1), NOW)).toBe('counting');
    expect(checkInStage(task(CHECK_IN_SOON_MS / 1000), NOW)).toBe('soon');
    expect(checkInStage(task(0), NOW)).toBe('overdue');
    expect(checkInStage(task(500, true), NOW)).toBe('overdue');
  });

  it('sounds before it is due, more often when overdue, and not while there is time', () => {
    expect(checkInSounds('counting', null, NOW)).toBe(false);
    expect(checkInSounds('soon', null, NOW)).toBe(true);
    expect(checkInSounds('soon', NOW - 5_000, NOW)).toBe(false);
    expect(checkInSounds('overdue', NOW - 5_000, NOW)).toBe(true);
  });
});
