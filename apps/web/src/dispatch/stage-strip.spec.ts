// The strip of a case and its clocks.
import { describe, expect, it } from '@jest/globals';
import { anAlert } from './an-alert.ts';
import { stageStrip, verdictOf } from './stage-strip.ts';

const received = Date.parse('2026-03-01T10:00:00+08:00');
const states = (strip: ReturnType<typeof stageStrip>) => strip.map(({ step, state }) => `${step}:${state}`);

describe('The strip of a waiting case', () => {
  it('runs a clock for the claim against 15 seconds', () => {
    const claim = (after: number) => stageStrip(anAlert(), received + after)[1];
    expect(claim(4_000)).toMatchObject({ state: 'running', elapsedMs: 4_000, targetMs: 15_000, verdict: 'within' });
    expect(claim(11_000)?.verdict).toBe('near');
    expect(claim(16_000)?.verdict).toBe('over');
  });

  it('never shows time before the arrival', () => {
    expect(stageStrip(anAlert(), received - 5_000)[1]?.elapsedMs).toBe(0);
  });
});

describe('The strip of a claimed case', () => {
  it('keeps the time of the claim and runs on to the closing', () => {
    const alert = anAlert({ state: 'claimed', stage: 'claimed', claimedAt: '2026-03-01T10:00:09+08:00' });
    const strip = stageStrip(alert, received + 60_000);
    expect(strip[1]).toMatchObject({ state: 'done', elapsedMs: 9_000, verdict: 'within' });
    expect(strip[4]).toMatchObject({ state: 'running', elapsedMs: 60_000 });
    expect(states(strip)).toContain('dispatched:waiting');
  });

  it('shows dispatch and arrival as done when its stage says so', () => {
    const alert = anAlert({ state: 'claimed', stage: 'onScene' });
    // prettier-ignore
    expect(states(stageStrip(alert, received))).toEqual([
      'received:done', 'claimed:done', 'dispatched:done', 'onScene:done', 'closed:running',
    ]);
  });
});

describe('The strip of a closed case', () => {
  it('says what it went without', () => {
    const alert = anAlert({ state: 'closed', stage: 'closed', closedAt: '2026-03-01T10:05:00+08:00' });
    const strip = stageStrip(alert, received + 9e6);
    expect(states(strip).slice(2)).toEqual(['dispatched:skipped', 'onScene:skipped', 'closed:done']);
    expect(strip[4]?.elapsedMs).toBe(300_000);
  });
});

describe('A target', () => {
  it('is met up to and including its last moment', () => {
    expect(verdictOf(15_000, 15_000)).toBe('near');
    expect(verdictOf(15_001, 15_000)).toBe('over');
    expect(verdictOf(9_999, 15_000)).toBe('within');
  });
});
