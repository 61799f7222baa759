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

describe('The legs between', () => {
  const at = (seconds: number): string => new Date(received + seconds * 1000).toISOString();
  const claimed = (over: Partial<ReturnType<typeof anAlert>['milestones']>) =>
    anAlert({ state: 'claimed', stage: 'claimed', milestones: { ...anAlert().milestones, ...over } });

  it('wait for the first call against a minute from the arrival', () => {
    const called = (after: number, callStartedAt: string | null = null) =>
      stageStrip(claimed({ callStartedAt }), received + after * 1000)[1]?.also;
    expect(called(30)).toMatchObject({ leg: 'called', done: false, verdict: 'within' });
    expect(called(50)?.verdict).toBe('near');
    expect(called(61)?.verdict).toBe('over');
    expect(called(600, at(20))).toMatchObject({ done: true, elapsedMs: 20_000, verdict: 'within' });
  });

  it('wait for an acceptance against two minutes from the dispatch', () => {
    const alert = claimed({ dispatchedAt: at(60) });
    const strip = stageStrip(alert, received + 100_000);
    expect(strip[2]).toMatchObject({ state: 'done', elapsedMs: 60_000 });
    expect(strip[2]?.also).toMatchObject({ leg: 'accepted', done: false, elapsedMs: 40_000, verdict: 'within' });
    expect(stageStrip(alert, received + 181_000)[2]?.also?.verdict).toBe('over');
    expect(stageStrip(claimed({}), received)[2]?.also).toBeNull();
  });

  it('run to the arrival against what the place is promised, dispatched or not', () => {
    const running = stageStrip(claimed({ dispatchedAt: at(60) }), received + 601_000)[3];
    expect(running).toMatchObject({ state: 'running', elapsedMs: 601_000, targetMs: 900_000, verdict: 'near' });
    expect(stageStrip(claimed({}), received + 901_000)[3]).toMatchObject({ state: 'waiting', verdict: 'over' });
    const there = claimed({ dispatchedAt: at(60), onSceneAt: at(400) });
    expect(stageStrip(there, received + 9e6)[3]).toMatchObject({
      state: 'done',
      elapsedMs: 400_000,
      verdict: 'within',
    });
  });
});

describe('The strip of a closed case', () => {
  it('says what it went without', () => {
    const alert = anAlert({ state: 'closed', stage: 'closed', closedAt: '2026-03-01T10:05:00+08:00' });
    const strip = stageStrip(alert, received + 9e6);
    expect(states(strip).slice(2)).toEqual(['dispatched:skipped', 'onScene:skipped', 'closed:done']);
    expect(strip[4]?.elapsedMs).toBe(300_000);
    expect(strip[1]?.also).toBeNull();
  });

  it('keeps what it went through', () => {
    const milestones = {
      ...anAlert().milestones,
      dispatchedAt: '2026-03-01T10:01:00+08:00',
      onSceneAt: '2026-03-01T10:07:00+08:00',
    };
    const strip = stageStrip(anAlert({ state: 'closed', stage: 'closed', milestones }), received + 9e6);
    expect(states(strip).slice(2, 4)).toEqual(['dispatched:done', 'onScene:done']);
  });
});

describe('A target', () => {
  it('is met up to and including its last moment', () => {
    expect(verdictOf(15_000, 15_000)).toBe('near');
    expect(verdictOf(15_001, 15_000)).toBe('over');
    expect(verdictOf(9_999, 15_000)).toBe('within');
  });
});
