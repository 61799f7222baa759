// A page that slept finds out what it missed.
import { describe, expect, it } from '@jest/globals';
import { afterSecond, afterWaking, DEAD_MS, MISSED_BEAT_MS } from './waking.ts';

const awake = { connected: true, silentMs: 1_000, sleptMs: 0 };

describe('A page that wakes', () => {
  it('does nothing while the beats come', () => {
    expect(afterWaking(awake)).toBe('none');
    expect(afterWaking({ ...awake, silentMs: MISSED_BEAT_MS })).toBe('none');
  });

  it('asks for what it missed after a missed beat', () => {
    expect(afterWaking({ ...awake, silentMs: MISSED_BEAT_MS + 1 })).toBe('sync');
  });

  it('makes the link anew after a long silence, and after a sleep in which its own clock stood still', () => {
    expect(afterWaking({ ...awake, silentMs: DEAD_MS + 1 })).toBe('reconnect');
    expect(afterWaking({ ...awake, sleptMs: 60_000 })).toBe('reconnect');
  });

  it('tries at once where the link is down, instead of waiting for the next attempt', () => {
    expect(afterWaking({ connected: false, silentMs: 0, sleptMs: 0 })).toBe('connect');
  });
});

describe('A page that is open', () => {
  it('makes the link anew once it is silent for too long or the machine slept', () => {
    expect(afterSecond(awake)).toBe('none');
    expect(afterSecond({ ...awake, silentMs: DEAD_MS + 1 })).toBe('reconnect');
    expect(afterSecond({ ...awake, sleptMs: 6_000 })).toBe('reconnect');
  });

  it('is not startled by a small step of the clock, and leaves a lost link to its own attempts', () => {
    expect(afterSecond({ ...awake, sleptMs: 400 })).toBe('none');
    expect(afterSecond({ connected: false, silentMs: 90_000, sleptMs: 90_000 })).toBe('none');
  });
});
