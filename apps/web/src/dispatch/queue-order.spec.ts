// The order of the queue, and that it holds still while somebody points at it.
import { describe, expect, it } from '@jest/globals';
import { anAlert } from './an-alert.ts';
import { neighbour, queueOrder, shownOrder, topRaised } from './queue-order.ts';

const at = (second: number) => `2026-03-01T10:00:${String(second).padStart(2, '0')}+08:00`;
const ids = (alerts: readonly { id: string }[]) => alerts.map(({ id }) => id);

describe('The queue', () => {
  it('stands by severity, then urgency, then age', () => {
    const alerts = [
      anAlert({ id: 'p3', severity: 'P3', receivedAt: at(0) }),
      anAlert({ id: 'p1-young', receivedAt: at(9) }),
      anAlert({ id: 'p2', severity: 'P2', receivedAt: at(1) }),
      anAlert({ id: 'p1-old', receivedAt: at(2) }),
      anAlert({ id: 'p1-urgent', urgency: 1, receivedAt: at(20) }),
    ];
    expect(ids(queueOrder(alerts))).toEqual(['p1-urgent', 'p1-old', 'p1-young', 'p2', 'p3']);
  });

  it('puts unclaimed before claimed of the same weight', () => {
    const alerts = [
      anAlert({ id: 'resolved', state: 'resolved', receivedAt: at(0) }),
      anAlert({ id: 'claimed', state: 'claimed', receivedAt: at(1) }),
      anAlert({ id: 'raised', receivedAt: at(30) }),
    ];
    expect(ids(queueOrder(alerts))).toEqual(['raised', 'claimed', 'resolved']);
  });

  it('compares moments, not their writing', () => {
    const utc = anAlert({ id: 'utc', receivedAt: '2026-03-01T02:00:05Z' });
    const local = anAlert({ id: 'local', receivedAt: '2026-03-01T10:00:04+08:00' });
    expect(ids(queueOrder([utc, local]))).toEqual(['local', 'utc']);
  });

  it('offers the most urgent unclaimed case to the claim key', () => {
    const ordered = queueOrder([anAlert({ id: 'mine', state: 'claimed' }), anAlert({ id: 'p2', severity: 'P2' })]);
    expect(topRaised(ordered)?.id).toBe('p2');
    expect(topRaised([])).toBeNull();
  });
});

describe('A frozen order', () => {
  it('keeps every row where it is and counts the newcomers', () => {
    expect(shownOrder(['new', 'a', 'b'], ['b', 'a', 'ended'])).toEqual({ ids: ['b', 'a', 'ended'], fresh: ['new'] });
  });

  it('is the live order when nobody points at it', () => {
    expect(shownOrder(['x', 'y'], null)).toEqual({ ids: ['x', 'y'], fresh: [] });
  });
});

describe('The choice by keyboard', () => {
  it('moves row by row and stops at the ends', () => {
    expect(neighbour(['a', 'b', 'c'], 'a', 1)).toBe('b');
    expect(neighbour(['a', 'b', 'c'], 'c', 1)).toBe('c');
    expect(neighbour(['a', 'b', 'c'], 'a', -1)).toBe('a');
  });

  it('starts at the top going down and at the bottom going up', () => {
    expect(neighbour(['a', 'b'], null, 1)).toBe('a');
    expect(neighbour(['a', 'b'], 'vanished', -1)).toBe('b');
    expect(neighbour([], null, 1)).toBeNull();
  });
});
