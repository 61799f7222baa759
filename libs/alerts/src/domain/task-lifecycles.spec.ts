import { describe, expect, it } from '@jest/globals';
import { CALL_LIFE, DISPATCH_LIFE, FOLLOW_UP_LIFE, RESCUE_LIFE, edgesOf, taskLifeFaults } from './task-lifecycles.ts';

const LIVES = { call: CALL_LIFE, dispatch: DISPATCH_LIFE, rescue: RESCUE_LIFE, followUp: FOLLOW_UP_LIFE };

describe('The lives of tasks', () => {
  it.each(Object.entries(LIVES))('%s: reaches every state, and leaves all but the final ones', (_, life) => {
    expect(taskLifeFaults(life)).toEqual([]);
  });

  it('are found faulty when a state is cut off, a final one can be left or another cannot', () => {
    const { accept: _accept, ...withoutAccept } = DISPATCH_LIFE.transitions;
    expect(taskLifeFaults({ ...DISPATCH_LIFE, transitions: withoutAccept })).toContain('accepted cannot be reached');
    const { end: _end, ...withoutEnd } = CALL_LIFE.transitions;
    expect(taskLifeFaults({ ...CALL_LIFE, transitions: withoutEnd })).toEqual([
      'voice cannot be left',
      'ended cannot be reached',
    ]);
    const again = { ...FOLLOW_UP_LIFE.transitions, again: { from: ['done'], to: 'due' } };
    expect(taskLifeFaults({ ...FOLLOW_UP_LIFE, transitions: again })).toEqual(['the final state done can be left']);
  });

  it('a helper who was asked answers before going, and goes before arriving', () => {
    expect(edgesOf(DISPATCH_LIFE)).toContain('offered>accepted');
    expect(edgesOf(DISPATCH_LIFE)).not.toContain('offered>enRoute');
    expect(edgesOf(DISPATCH_LIFE)).not.toContain('accepted>onScene');
  });
});
