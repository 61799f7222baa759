// One big next step, one task open at a time, the most urgent offer first.
import { describe, expect, it } from '@jest/globals';
import { DISPATCH_STATES, type DispatchState } from '#libs/contracts';
import { aTask } from './a-task.ts';
import {
  canSayNobodyOpens,
  isThere,
  isUnderway,
  nextStep,
  offerOrder,
  screenOf,
  type WaitingOffer,
} from './next-step.ts';
import { isOver, type HeldTask } from './task-list.ts';

describe('The next step', () => {
  it('leads there and back', () => {
    const way: DispatchState[] = ['accepted'];
    for (let step = nextStep('accepted'); step; step = nextStep(step)) way.push(step);
    expect(way).toEqual(['accepted', 'enRoute', 'onScene', 'left']);
  });

  it('exists exactly while a task was accepted and is not over', () => {
    for (const state of DISPATCH_STATES) expect(isUnderway(state)).toBe(state !== 'offered' && !isOver(state));
  });

  it('stays to leave when nobody opens, which is said once and at the door only', () => {
    expect(nextStep('atDoorNoAnswer')).toBe('left');
    expect(DISPATCH_STATES.filter(canSayNobodyOpens)).toEqual(['onScene']);
    expect(DISPATCH_STATES.filter(isThere)).toEqual(['onScene', 'atDoorNoAnswer']);
  });
});

describe('Several offers', () => {
  const offer = (taskId: string, over: Partial<WaitingOffer> = {}): WaitingOffer => ({
    taskId, alertId: `a-${taskId}`, severity: 'P1', expiresAt: '2026-03-01T10:02:00Z', led: false, ...over,
  }); // prettier-ignore

  it('come one after another: nobody goes yet, then severity, then what runs out first', () => {
    const order = offerOrder([
      offer('led', { led: true, expiresAt: '2026-03-01T10:00:00Z' }),
      offer('p2', { severity: 'P2', expiresAt: '2026-03-01T10:00:00Z' }),
      offer('late'),
      offer('soon', { expiresAt: '2026-03-01T10:01:00+00:00' }),
    ]);
    expect(order.map(({ taskId }) => taskId)).toEqual(['soon', 'late', 'p2', 'led']);
  });
});

describe('The page', () => {
  const held = (over: Parameters<typeof aTask>[0]): HeldTask => ({ ...aTask(over), caseId: 'a1' });
  const [one, two] = [held({ id: 'one', state: 'accepted' }), held({ id: 'two', state: 'onScene' })];

  it('shows the only task at once, several as a list, and the chosen one alone', () => {
    expect(screenOf([], null).screen).toBe('idle');
    expect(screenOf([one], null).task?.task.id).toBe('one');
    expect(screenOf([one, two], null).screen).toBe('list');
    expect(screenOf([one, two], 'two').task?.task.id).toBe('two');
  });

  it('is back at the list when the chosen task is over', () => {
    expect(screenOf([one, two], 'gone')).toEqual({ screen: 'list', task: null });
    expect(screenOf([one], 'gone').task?.task.id).toBe('one');
  });
});
