// The operator's keys: as shipped, or as this browser keeps them.
import { readonly, shallowRef, type Ref } from 'vue';
import { keep, kept } from '../shared/kept.ts';
import { bindingsFrom, DEFAULT_BINDINGS, type Bindings } from './keymap.ts';

const bindings = shallowRef<Bindings>(bindingsFrom(kept('keys')));

export function useBindings(): {
  bindings: Readonly<Ref<Bindings>>;
  change: (next: Bindings) => void;
  reset: () => void;
} {
  const change = (next: Bindings): void => {
    bindings.value = next;
    keep('keys', next);
  };
  const reset = (): void => {
    bindings.value = DEFAULT_BINDINGS;
    keep('keys', undefined);
  };
  return { bindings: readonly(bindings), change, reset };
}

const SIGNS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '⏎',
};

/** How a chord is written on the screen. */
export const chordText = (chord: string, t: (key: string) => string): string =>
  chord === 'Space' ? t('keys.space') : (SIGNS[chord] ?? chord);
