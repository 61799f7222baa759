// Pages that lie over the console: recognised by their address, with what waits behind them, left by Esc.
import { describe, expect, it } from '@jest/globals';
import { anAlert } from './an-alert.ts';
import { escapeMeans, pageBeside, waitingOf } from './beside.ts';
import type { KeyPress } from './keymap.ts';
import { queueOrder } from './queue-order.ts';

describe('An address', () => {
  it.each([
    ['/dispatch', null],
    ['/dispatch/', null],
    ['/dispatch/ladders', 'ladders'],
    ['/dispatch/ladders/', 'ladders'],
    ['/dispatchers/x', null],
    ['/admin/helpers', null],
  ])('%s shows beside the console: %s', (path, page) => {
    expect(pageBeside(path)).toBe(page);
  });
});

describe('What waits behind a page', () => {
  it('is counted, P1 apart, with the one that the claim key takes', () => {
    const alerts = [
      anAlert({ id: 'a', severity: 'P2' }),
      anAlert({ id: 'b', severity: 'P1' }),
      anAlert({ id: 'c', severity: 'P1', state: 'claimed' }),
      anAlert({ id: 'd', severity: 'P3', state: 'resolved' }),
    ];
    const { all, urgent, top } = waitingOf(queueOrder(alerts));
    expect([all, urgent, top?.id]).toEqual([2, 1, 'b']);
  });

  it('is nothing when everything is taken', () => {
    expect(waitingOf([anAlert({ state: 'claimed' })])).toEqual({ all: 0, urgent: 0, top: null });
  });
});

describe('Esc beside the console', () => {
  const esc: KeyPress = {
    key: 'Escape', code: 'Escape', keyCode: 27, isComposing: false, ctrlKey: false, metaKey: false, altKey: false,
    shiftKey: false, repeat: false,
  }; // prettier-ignore

  it('leads back, but out of a field first', () => {
    expect(escapeMeans(esc, 'none')).toBe('back');
    expect(escapeMeans(esc, 'button')).toBe('back');
    expect(escapeMeans(esc, 'field')).toBe('leaveField');
  });

  it('belongs to the input method while it composes, and held down it is pressed once', () => {
    expect(escapeMeans({ ...esc, isComposing: true }, 'none')).toBeNull();
    expect(escapeMeans({ ...esc, keyCode: 229 }, 'field')).toBeNull();
    expect(escapeMeans({ ...esc, repeat: true }, 'none')).toBeNull();
  });

  it('is the system’s with Ctrl, Alt, Shift or Meta, and no other key leads back', () => {
    for (const key of ['ctrlKey', 'altKey', 'shiftKey', 'metaKey'] as const) {
      expect(escapeMeans({ ...esc, [key]: true }, 'none')).toBeNull();
    }
    for (const key of [' ', '1', '4', '9', 'Enter']) expect(escapeMeans({ ...esc, key }, 'none')).toBeNull();
  });
});
