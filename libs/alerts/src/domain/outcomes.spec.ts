import { describe, expect, it } from '@jest/globals';
import { OUTCOMES } from '#libs/contracts';
import { outcomeRefusal } from './outcomes.ts';

describe('Closing a case', () => {
  it('never calls a P1 or P2 unreachable', () => {
    expect(outcomeRefusal('unreachable', { severity: 'P1', drill: false })).toBe('unreachableOnlyForP3');
    expect(outcomeRefusal('unreachable', { severity: 'P2', drill: false })).toBe('unreachableOnlyForP3');
    expect(outcomeRefusal('unreachable', { severity: 'P3', drill: false })).toBeNull();
  });

  it('calls nothing a test that was not declared as one before', () => {
    expect(outcomeRefusal('test', { severity: 'P1', drill: false })).toBe('testNotDeclared');
    expect(outcomeRefusal('test', { severity: 'P1', drill: true })).toBeNull();
  });

  it('accepts every other code for a P1', () => {
    const others = OUTCOMES.filter((outcome) => outcome !== 'test' && outcome !== 'unreachable');
    expect(others.map((outcome) => outcomeRefusal(outcome, { severity: 'P1', drill: false }))).toEqual(
      others.map(() => null),
    );
  });
});
