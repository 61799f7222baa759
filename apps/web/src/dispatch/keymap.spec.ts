// The console by keyboard: what acts, and above all what must not.
import { describe, expect, it } from '@jest/globals';
import {
  ACTIONS,
  actionFor,
  bindingsFrom,
  chordOf,
  DEFAULT_BINDINGS,
  rebound,
  refusal,
  type KeyPress,
} from './keymap.ts';

// prettier-ignore
const press = (over: Partial<KeyPress>): KeyPress => ({
  key: '', code: '', keyCode: 0, isComposing: false, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false,
  repeat: false, ...over,
});
const space = press({ key: ' ', code: 'Space' });
const nine = press({ key: '9', code: 'Digit9' });
const act = (pressed: KeyPress, focus: 'none' | 'field' | 'button' = 'none') =>
  actionFor(pressed, DEFAULT_BINDINGS, focus);

describe('Without focus in a field', () => {
  it('every action has its key', () => {
    expect(act(space)).toBe('claimTop');
    expect(act(nine)).toBe('close');
    expect(act(press({ key: '9', code: 'Numpad9' }))).toBe('close');
    expect(act(press({ key: 'n', code: 'KeyN' }))).toBe('note');
    expect(act(press({ key: 'N', code: 'KeyN' }))).toBe('note');
    expect(act(press({ key: 'r', code: 'KeyR' }))).toBe('release');
    expect(act(press({ key: 'ArrowDown', code: 'ArrowDown' }))).toBe('next');
    expect(act(press({ key: 'k', code: 'KeyK' }))).toBe('previous');
    expect(act(press({ key: 'Enter', code: 'Enter' }))).toBe('open');
    expect(act(press({ key: '4', code: 'Digit4' }))).toBe('dispatch');
    expect(act(press({ key: '/', code: 'Slash' }))).toBe('command');
    expect(act(press({ key: '、', code: 'Slash' }))).toBe('command');
    expect(act(press({ key: '?', code: 'Slash', shiftKey: true }))).toBe('help');
    expect(act(press({ key: '？', code: 'Slash', shiftKey: true }))).toBe('help');
  });

  it('a held key repeats only where that moves the choice', () => {
    expect(act({ ...space, repeat: true })).toBeNull();
    expect(act(press({ key: 'j', code: 'KeyJ', repeat: true }))).toBe('next');
  });
});

describe('With focus in a field', () => {
  it('plain keys are text', () => {
    expect(act(space, 'field')).toBeNull();
    expect(act(nine, 'field')).toBeNull();
    expect(act(press({ key: 'Enter', code: 'Enter' }), 'field')).toBeNull();
  });

  it('Alt lends digits and letters, also where the system types another character', () => {
    expect(act({ ...nine, altKey: true }, 'field')).toBe('close');
    expect(act(press({ key: 'ª', code: 'Digit9', altKey: true }), 'field')).toBe('close');
    expect(act({ ...space, altKey: true }, 'field')).toBeNull();
  });
});

describe('With focus on a button', () => {
  it('Space and Enter press the button and nothing else', () => {
    expect(act(space, 'button')).toBeNull();
    expect(act(press({ key: 'Enter', code: 'Enter' }), 'button')).toBeNull();
    expect(act(nine, 'button')).toBe('close');
  });
});

describe('During pinyin composition', () => {
  it.each([{ isComposing: true }, { keyCode: 229 }, { key: 'Process' }])('nothing acts (%p)', (composing) => {
    for (const focus of ['none', 'field', 'button'] as const) {
      expect(act({ ...space, ...composing }, focus)).toBeNull();
      expect(act({ ...nine, altKey: true, ...composing }, focus)).toBeNull();
    }
  });
});

describe('The browser keeps its keys', () => {
  it('with Ctrl or Meta nothing acts', () => {
    for (const key of ['r', 'w', 't', 'n', '9', ' ']) {
      expect(act(press({ key, code: `Key${key.toUpperCase()}`, ctrlKey: true }))).toBeNull();
      expect(act(press({ key, code: `Key${key.toUpperCase()}`, metaKey: true }))).toBeNull();
    }
  });

  it.each(['F1', 'F3', 'F5', 'F6', 'F11', 'F12', 'Tab', 'Escape'])('%s acts never and cannot be bound', (key) => {
    expect(act(press({ key, code: key }))).toBeNull();
    expect(refusal(key, 'note', DEFAULT_BINDINGS)).toBe('forbidden');
  });
});

describe('Bindings', () => {
  it('ship with no key for two actions', () => {
    const all = ACTIONS.flatMap((action) => DEFAULT_BINDINGS[action]);
    expect(new Set(all).size).toBe(all.length);
  });

  it('can be changed to a free key and not to a taken one', () => {
    expect(refusal('9', 'note', DEFAULT_BINDINGS)).toBe('taken');
    expect(refusal('B', 'note', DEFAULT_BINDINGS)).toBeNull();
    const changed = rebound(DEFAULT_BINDINGS, 'note', 0, 'B');
    expect(actionFor(press({ key: 'b', code: 'KeyB' }), changed, 'none')).toBe('note');
    expect(actionFor(press({ key: 'n', code: 'KeyN' }), changed, 'none')).toBeNull();
  });

  it('are read back as kept, and as shipped when what was kept makes no sense', () => {
    const changed = rebound(DEFAULT_BINDINGS, 'close', 0, '0');
    expect(bindingsFrom(JSON.parse(JSON.stringify(changed)))).toEqual(changed);
    for (const bad of [null, 7, { close: [] }, { close: ['F5'] }, { close: ['Space'] }, { close: [1] }]) {
      expect(bindingsFrom(bad)).toEqual(DEFAULT_BINDINGS);
    }
  });

  it('are named by what is on the key', () => {
    expect(chordOf(press({ key: 'j', code: 'KeyJ' }))).toBe('J');
    expect(chordOf(press({ key: 'j', code: 'KeyJ', shiftKey: true }))).toBeNull();
    expect(chordOf(press({ key: 'F2', code: 'F2' }))).toBe('F2');
  });
});
