// Which key does what on the console. Pure: a key press and the operator's bindings in, an action or nothing out.

import { isComposing } from '../shared/composing.ts';

export { isComposing };

// prettier-ignore
export const ACTIONS = [
  'claimTop', 'claimOpen', 'call1', 'call2', 'rescue', 'dispatch', 'pick', 'arrived', 'door', 'script', 'handover', 'close',
  'callVoice', 'callNoAnswer', 'callEnd',
  'note', 'release', 'raise', 'merge', 'command', 'next', 'previous', 'open', 'letIn', 'help',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Chords of each action: `Space`, `9`, `J`, `ArrowDown`, `/`, `?`. */
export type Bindings = Readonly<Record<Action, readonly string[]>>;

export const DEFAULT_BINDINGS: Bindings = {
  claimTop: ['Space'],
  claimOpen: ['C'],
  call1: ['1'],
  call2: ['2'],
  rescue: ['3'],
  dispatch: ['4'],
  pick: ['D'],
  arrived: ['5'],
  door: ['6'],
  script: ['7'],
  handover: ['8'],
  close: ['9'],
  callVoice: ['Y'],
  callNoAnswer: ['X'],
  callEnd: ['E'],
  note: ['N'],
  release: ['R'],
  raise: ['T'],
  merge: ['M'],
  command: ['/'],
  next: ['ArrowDown', 'J'],
  previous: ['ArrowUp', 'K'],
  open: ['Enter'],
  letIn: ['L'],
  help: ['?'],
};

/** The part of a KeyboardEvent that matters. */
export interface KeyPress {
  key: string;
  code: string;
  keyCode: number;
  isComposing: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  repeat: boolean;
}

/** What has keyboard focus: a field takes text, a button (or link) takes Space and Enter. */
export type Focus = 'none' | 'field' | 'button';

const REPEATABLE: readonly Action[] = ['next', 'previous'];
/** Keys that a field or the browser needs itself, so that Alt cannot lend them to the console. */
const NEVER_WITH_ALT = /^(Space|Enter|Arrow.*|F\d+|\?)$/;

function baseOf(press: KeyPress): string | null {
  if (press.key === ' ' || press.code === 'Space') return 'Space';
  const coded = /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(press.code);
  // With Alt some systems type another character; the place of the key still tells which one it is.
  if (coded && press.altKey) return coded[1] ?? coded[2] ?? null;
  if (/^[a-z0-9]$/i.test(press.key)) return press.key.toUpperCase();
  if (coded) return coded[1] ?? coded[2] ?? null;
  return /^[A-Z]\w+$/.test(press.key) ? press.key : null;
}

/** The name of what was pressed, or null for what the console never takes. */
export function chordOf(press: KeyPress): string | null {
  if (isComposing(press) || press.ctrlKey || press.metaKey) return null;
  if (press.key === '?' || press.key === '？') return '?';
  if (press.shiftKey) return null;
  // With Chinese punctuation the same key types 、 instead.
  if (press.key === '/' || press.key === '、') return press.altKey ? null : '/';
  const base = baseOf(press);
  if (base === null) return null;
  return press.altKey ? `Alt+${base}` : base;
}

export function actionFor(press: KeyPress, bindings: Bindings, focus: Focus): Action | null {
  const chord = chordOf(press);
  if (chord === null) return null;
  const withAlt = chord.startsWith('Alt+');
  const base = withAlt ? chord.slice(4) : chord;
  if (withAlt && NEVER_WITH_ALT.test(base)) return null;
  if (focus === 'field' && !withAlt) return null;
  if (focus === 'button' && (base === 'Space' || base === 'Enter')) return null;
  const action = ACTIONS.find((name) => bindings[name].includes(base)) ?? null;
  return action && press.repeat && !REPEATABLE.includes(action) ? null : action;
}

/** The keys of the browser and of the screen reader, which no action may take. */
const FORBIDDEN = /^(F\d+|Escape|Tab|Alt.*|Control|Shift|Meta|CapsLock|Process|Dead|Unidentified|ContextMenu)$/;

/** Why a chord may not be bound to an action; null if it may. */
export function refusal(chord: string, action: Action, bindings: Bindings): 'forbidden' | 'taken' | null {
  if (FORBIDDEN.test(chord)) return 'forbidden';
  return ACTIONS.some((other) => other !== action && bindings[other].includes(chord)) ? 'taken' : null;
}

/** The bindings with one chord of an action replaced. */
export function rebound(bindings: Bindings, action: Action, slot: number, chord: string): Bindings {
  const chords = bindings[action].map((old, at) => (at === slot ? chord : old));
  return { ...bindings, [action]: [...new Set(chords)] };
}

/** Bindings as they were kept, or the shipped ones for everything that does not hold. */
export function bindingsFrom(kept: unknown): Bindings {
  if (typeof kept !== 'object' || kept === null) return DEFAULT_BINDINGS;
  const given = kept as Partial<Record<Action, unknown>>;
  let bindings: Bindings = DEFAULT_BINDINGS;
  for (const action of ACTIONS) {
    const chords = given[action];
    if (!Array.isArray(chords) || chords.length === 0) continue;
    if (chords.every((chord) => typeof chord === 'string' && !FORBIDDEN.test(chord))) {
      bindings = { ...bindings, [action]: chords as string[] };
    }
  }
  const all = ACTIONS.flatMap((action) => bindings[action]);
  return new Set(all).size === all.length ? bindings : DEFAULT_BINDINGS;
}
