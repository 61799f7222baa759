import { describe, expect, it } from '@jest/globals';
import { TRANSITIONS, canGo, isOpen, lifecycleFaults } from './alert-lifecycle.ts';

describe('The life of a case', () => {
  it('reaches every state and never leaves a final one', () => {
    expect(lifecycleFaults()).toEqual([]);
  });

  it('is found faulty when a state is cut off or a final state can be left', () => {
    const { claim: _claim, ...withoutClaim } = TRANSITIONS;
    expect(lifecycleFaults(withoutClaim)).toContain('resolved cannot be reached');
    expect(lifecycleFaults({ ...TRANSITIONS, rise: { from: ['merged'], to: 'raised' } })).toEqual([
      'rise leaves the final state merged',
    ]);
  });

  it('closes only what somebody has answered', () => {
    expect(canGo('close', 'raised')).toBe(false);
    expect(canGo('close', 'claimed')).toBe(true);
    expect(canGo('close', 'resolved')).toBe(true);
  });

  it('is open until closed or merged', () => {
    expect(isOpen('resolved')).toBe(true);
    expect(isOpen('closed')).toBe(false);
    expect(isOpen('merged')).toBe(false);
  });
});
