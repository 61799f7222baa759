import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IncomingCallState } from '#libs/contracts';
import { INCOMING_EVENTS, INCOMING_LIFE, afterEvent } from './incoming-call.ts';
import { edgesOf, taskLifeFaults } from './task-lifecycles.ts';

describe('A call that rings at the centre', () => {
  it('has a sound life', () => {
    expect(taskLifeFaults(INCOMING_LIFE)).toEqual([]);
  });

  it('that ends before anybody answered was missed', () => {
    expect(afterEvent('ringing', 'ended')).toBe('missed');
    expect(afterEvent('answered', 'ended')).toBe('ended');
  });

  it('moves along its life only, in whatever order the messages come, and nothing wakes it up again', () => {
    const edges = edgesOf(INCOMING_LIFE);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...INCOMING_EVENTS)), (events) => {
        let state: IncomingCallState = INCOMING_LIFE.initial;
        for (const event of events) {
          const next = afterEvent(state, event);
          if (next !== state) expect(edges).toContain(`${state}>${next}`);
          expect(afterEvent(next, event)).toBe(next);
          state = next;
        }
      }),
    );
  });
});
