// The way through a door that nobody opens.
import { describe, expect, it } from '@jest/globals';
import { DOOR_STEPS } from '#libs/contracts';
import { proposedStep, RESULTS_OF, stepsLeft, type DoneStep } from './door-order.ts';

describe('At a door that nobody opens', () => {
  it('the steps come in the field’s order, the photograph after forcing not before it', () => {
    expect(stepsLeft([])).toEqual(DOOR_STEPS.filter((step) => step !== 'photoAfter'));
  });

  it('a tried step is not proposed again, whatever came of it', () => {
    const done: DoneStep[] = [
      { step: 'knock', result: 'noResult' },
      { step: 'call', result: 'notPossible' },
    ];
    expect(proposedStep(done)).toBe('listen');
  });

  it('nothing is left once the door is open, by whatever hand', () => {
    expect(stepsLeft([{ step: 'neighbour', result: 'opened' }])).toEqual([]);
    expect(proposedStep([{ step: 'neighbour', result: 'opened' }])).toBeNull();
  });

  it('the family may be asked again and forcing tried again; a forced door is photographed', () => {
    const tried: DoneStep[] = DOOR_STEPS.slice(0, 8).map((step) => ({ step, result: 'noResult' }));
    expect(stepsLeft(tried)).toEqual(['familyConsent', 'photoBefore', 'forceEntry']);
    expect(proposedStep(tried)).toBe('photoBefore');
    expect(stepsLeft([...tried, { step: 'forceEntry', result: 'opened' }])).toEqual(['photoAfter']);
    expect(
      stepsLeft([
        { step: 'forceEntry', result: 'opened' },
        { step: 'photoAfter', result: 'done' },
      ]),
    ).toEqual([]);
  });

  it('every step can come to something, and to nothing twice', () => {
    for (const step of DOOR_STEPS) {
      expect(RESULTS_OF[step].length).toBeGreaterThan(1);
      expect(new Set(RESULTS_OF[step]).size).toBe(RESULTS_OF[step].length);
    }
  });
});
