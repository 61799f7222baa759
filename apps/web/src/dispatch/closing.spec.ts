// What a case may be closed with, and what has to be said beside it.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OUTCOMES, type Severity } from '#libs/contracts';
import { anAlert } from './an-alert.ts';
import {
  answersOf, asksForRescue, endingOf, firstOpen, keyOf, mayReopen, needsReview, outcomeChoices, questionsFor,
} from './closing.ts'; // prettier-ignore

const outcomes = (severity: Severity, drill = false) => outcomeChoices({ severity, drill }).map((one) => one.outcome);
const claimed = (over: Parameters<typeof anAlert>[0] = {}) => anAlert({ state: 'claimed', ...over });
const names = (...asked: Parameters<typeof questionsFor>) => questionsFor(...asked).map(({ name }) => name);

describe('The outcomes offered', () => {
  it('include a test only where it was declared before', () => {
    for (const severity of ['P1', 'P2', 'P3'] as const) expect(outcomes(severity)).not.toContain('test');
    expect(outcomes('P1', true)).toContain('test');
  });

  it('include “unreachable” for technical cases only', () => {
    expect(outcomes('P3')).toContain('unreachable');
    expect(outcomes('P1')).not.toContain('unreachable');
    expect(outcomes('P2')).not.toContain('unreachable');
  });

  it('each have one key', () => {
    const keys = outcomeChoices({ severity: 'P3', drill: true }).map(({ key }) => key);
    expect(keys).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', 'A']);
    expect(keyOf(11)).toBe('C');
  });
});

describe('A real P1', () => {
  it('says why nobody called 120 unless somebody did', () => {
    const called = anAlert().milestones;
    expect(names('realEmergency', claimed())).toContain('noRescueReason');
    const milestones = { ...called, rescueCalledAt: '2026-03-01T10:01:00+08:00' };
    expect(names('realEmergency', claimed({ milestones }))).not.toContain('noRescueReason');
    expect(names('realEmergency', claimed({ severity: 'P2' }))).not.toContain('noRescueReason');
  });

  it('is not asked again at its archive', () => {
    expect(names('realEmergency', anAlert({ state: 'resolved' }))).not.toContain('noRescueReason');
  });

  it('waits for the supervisor, as do the hurt and the dead', () => {
    expect(needsReview({ outcome: 'realEmergency' }, 'P1')).toBe(true);
    expect(needsReview({ outcome: 'realEmergency', injury: 'none' }, 'P2')).toBe(false);
    expect(needsReview({ outcome: 'helpGiven', injury: 'minor' }, 'P3')).toBe(true);
    expect(needsReview({ outcome: 'foundDead' }, 'P3')).toBe(true);
    expect(needsReview({ outcome: 'falseAlarm' }, 'P1')).toBe(false);
  });
});

describe('Whether 120, 119 or 110 was called', () => {
  it('is asked on a P1 until one of them was, or somebody has said why not', () => {
    expect(asksForRescue(claimed())).toBe(true);
    expect(asksForRescue(claimed({ severity: 'P2' }))).toBe(false);
    expect(asksForRescue(claimed({ noRescueReason: 'helpedByFamily' }))).toBe(false);
    const milestones = { ...anAlert().milestones, rescueCalledAt: '2026-03-01T10:01:00+08:00' };
    expect(asksForRescue(claimed({ milestones }))).toBe(false);
  });

  it('stands in the end of the case as it was answered', () => {
    const alert = claimed({ noRescueReason: 'helpedByFamily', injury: 'minor' });
    expect(answersOf(alert)).toEqual({ noRescueReason: 'helpedByFamily' });
    const asked = questionsFor('realEmergency', alert);
    const answers = { ...answersOf(alert), detail: 'other', injury: 'none' };
    expect(firstOpen(asked, answers, '')).toBeNull();
    expect(endingOf('realEmergency', answers, '', asked, 0)).toMatchObject({ noRescueReason: 'helpedByFamily' });
    expect(answersOf(anAlert({ state: 'resolved', injury: 'minor' }))).toEqual({ injury: 'minor' });
  });
});

describe('What is still open', () => {
  const proof = questionsFor('notAtHome', claimed());

  it('is the first needed question; a note answers for the proof', () => {
    expect(firstOpen(proof, {}, '')?.name).toBe('proof');
    expect(firstOpen(proof, {}, '儿子说在医院')).toBeNull();
    expect(firstOpen(proof, { proof: 'homeSearched' }, '')).toBeNull();
    expect(firstOpen(questionsFor('realEmergency', claimed()), { detail: 'hospital' }, '')?.name).toBe('injury');
  });

  it('is nothing that may be left out', () => {
    expect(firstOpen(questionsFor('helpGiven', claimed()), {}, '')).toBeNull();
  });
});

describe('What is sent', () => {
  it('has a date for the next attempt', () => {
    const now = Date.parse('2026-03-01T10:00:00+08:00');
    const questions = questionsFor('unreachable', claimed({ severity: 'P3' }));
    expect(endingOf('unreachable', { retryDays: '3' }, ' ', questions, now)).toEqual({
      outcome: 'unreachable',
      retryAt: '2026-03-04T02:00:00.000Z',
    });
  });

  it('carries no answer to a question of another outcome', () => {
    fc.assert(
      fc.property(fc.constantFrom(...OUTCOMES), (outcome) => {
        const questions = questionsFor(outcome, claimed());
        const all = {
          detail: 'hospital',
          injury: 'none',
          noRescueReason: 'elderRefused',
          proof: 'other',
          cause: 'fall',
        };
        const sent = Object.keys(endingOf(outcome, all, '', questions, 0)).filter((name) => name !== 'outcome');
        expect(sent.sort()).toEqual(
          questions
            .map(({ name }) => name as string)
            .filter((n) => n !== 'retryDays')
            .sort(),
        );
      }),
    );
  });
});

describe('A closed case', () => {
  it('may be taken up again for a day', () => {
    const alert = anAlert({ state: 'closed', closedAt: '2026-03-01T10:00:00+08:00' });
    const closed = Date.parse('2026-03-01T10:00:00+08:00');
    expect(mayReopen(alert, closed + 86_399_000)).toBe(true);
    expect(mayReopen(alert, closed + 86_400_000)).toBe(false);
    expect(mayReopen(anAlert({ state: 'resolved' }), closed)).toBe(false);
  });
});
