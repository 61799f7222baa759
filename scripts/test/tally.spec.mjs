// The count at the end of `npm test` is true, whatever happened on the way.
import { describe, expect, it } from '@jest/globals';
import { count } from './jest.mjs';
import { Tally } from './tally.mjs';

const suite = (status, ...statuses) => ({
  name: 'a.spec.ts',
  status,
  assertionResults: statuses.map((each) => ({ status: each, fullName: `a rule that ${each}` })),
});
const countOf = (testResults, code = 0) => {
  const tally = new Tally();
  count(tally.of('unit'), { testResults }, code);
  return { line: tally.report(() => undefined), green: tally.isGreen };
};

describe('The count of a run', () => {
  it('sums what passed, failed and was left out', () => {
    expect(countOf([suite('failed', 'passed', 'failed', 'pending', 'todo')], 1)).toEqual({
      line: '1 passed, 1 failed, 2 skipped',
      green: false,
    });
  });

  it('names no skipped tests where there are none', () => {
    expect(countOf([suite('passed', 'passed', 'passed')])).toEqual({ line: '2 passed, 0 failed', green: true });
  });

  it('counts a file that could not run as a failure', () => {
    expect(countOf([suite('passed', 'passed'), suite('failed')], 1).line).toBe('1 passed, 1 failed');
  });

  it('is never green when no test was found', () => {
    expect(countOf([])).toEqual({ line: '0 passed, 1 failed', green: false });
    expect(new Tally().isGreen).toBe(false);
  });

  it('counts a run that ended badly after green tests as a failure', () => {
    expect(countOf([suite('passed', 'passed')], 1).line).toBe('1 passed, 1 failed');
  });
});
