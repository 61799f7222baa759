import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALERT_KINDS, ALERT_STATES, INJURIES, OUTCOMES } from '#libs/contracts';
import { isHeldEnding, toldOutside } from './held.ts';

describe('What is held', () => {
  it('are death, serious injury and a search that found nobody', () => {
    expect(isHeldEnding({ outcome: 'foundDead' }, 'sos')).toBe(true);
    expect(isHeldEnding({ outcome: 'realEmergency', injury: 'serious' }, 'fall')).toBe(true);
    expect(isHeldEnding({ outcome: 'notAtHome' }, 'missingPerson')).toBe(true);
    expect(isHeldEnding({ outcome: 'foundWell' }, 'missingPerson')).toBe(false);
    expect(isHeldEnding({ outcome: 'notAtHome' }, 'sos')).toBe(false);
    expect(isHeldEnding({ outcome: 'realEmergency', injury: 'minor' }, 'fall')).toBe(false);
  });

  it('is never told outside, whatever the outcome, before a named person was phoned', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...OUTCOMES),
        fc.option(fc.constantFrom(...INJURIES), { nil: undefined }),
        fc.constantFrom(...ALERT_KINDS),
        fc.constantFrom(...ALERT_STATES),
        fc.boolean(),
        (outcome, injury, kind, state, onScene) => {
          const held = isHeldEnding({ outcome, injury }, kind);
          const told = toldOutside({ state, onScene, outcome, held });
          if (held) expect(told).toBe('someoneIsThere');
          else if (state === 'closed') expect(told).toEqual({ ended: outcome });
        },
      ),
    );
  });
});
