// Keys inside panels.
import { describe, expect, it } from '@jest/globals';
import { panelKey, type PanelFocus } from './panel-keys.ts';
import type { KeyPress } from './keymap.ts';

const press = (over: Partial<KeyPress>): KeyPress => ({
  key: '', code: '', keyCode: 0, isComposing: false, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false,
  repeat: false, ...over,
}); // prettier-ignore
const two = press({ key: '2', code: 'Digit2' });
const enter = press({ key: 'Enter', code: 'Enter' });

describe('A key in a panel', () => {
  it('chooses by its digit where nothing is written', () => {
    expect(panelKey(two, 'other')).toEqual({ digit: 2 });
    expect(panelKey(two, 'button')).toEqual({ digit: 2 });
  });
  it.each<PanelFocus>(['text', 'lines'])('is a digit of the text in a field (%s), unless Alt lends it', (focus) => {
    expect(panelKey(two, focus)).toBeNull();
    expect(panelKey({ ...two, altKey: true }, focus)).toEqual({ digit: 2 });
  });
  it('confirms with Enter, except where Enter is a new line or presses a button', () => {
    expect(panelKey(enter, 'text')).toBe('confirm');
    expect(panelKey(enter, 'lines')).toBeNull();
    expect(panelKey(enter, 'button')).toBeNull();
  });
  it.each([{ isComposing: true }, { keyCode: 229 }, { key: 'Process' }])(
    'does nothing while pinyin is composed: %j',
    (over) => {
      expect(panelKey({ ...two, ...over }, 'other')).toBeNull();
      expect(panelKey({ ...enter, ...over }, 'text')).toBeNull();
    },
  );
});
