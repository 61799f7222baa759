// What a case may be closed with.
import { describe, expect, it } from '@jest/globals';
import { outcomeChoices } from './closing.ts';

const outcomes = (severity: 'P1' | 'P2' | 'P3') => outcomeChoices({ severity }).map(({ outcome }) => outcome);

describe('The outcomes offered', () => {
  it('never include a test declared afterwards', () => {
    for (const severity of ['P1', 'P2', 'P3'] as const) expect(outcomes(severity)).not.toContain('test');
  });

  it('include “unreachable” for technical cases only', () => {
    expect(outcomes('P3')).toContain('unreachable');
    expect(outcomes('P1')).not.toContain('unreachable');
    expect(outcomes('P2')).not.toContain('unreachable');
  });

  it('each have one digit', () => {
    expect(outcomeChoices({ severity: 'P3' }).map(({ digit }) => digit)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
