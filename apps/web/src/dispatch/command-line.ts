// The command line of the console: `派 2 3`, `call 1`, `120`, `关 4`, `备注 …`. Pure: words in, an order or an explanation out.
import type { RescueService } from '#libs/contracts';

export type Command =
  | { do: 'dispatch'; /** Places in the list of candidates, from 1; empty: the preselected. */ places: number[] }
  | { do: 'call'; /** Place in the list of calls, from 1; null: the best of the elder. */ place: number | null }
  | { do: 'rescue'; service: RescueService }
  | { do: 'close'; /** The key of the outcome; null: only opens the dialog. */ choice: string | null }
  | { do: 'note'; text: string }
  | { do: 'help' };

export type Parsed = { ok: true; command: Command } | { ok: false; why: 'unknown' | 'number' | 'tooMany' | 'noText' };

const WORDS: Readonly<Record<string, 'dispatch' | 'call' | 'close' | 'note' | 'help'>> = {
  派: 'dispatch', 派单: 'dispatch', dispatch: 'dispatch', d: 'dispatch',
  呼: 'call', 呼叫: 'call', call: 'call', c: 'call',
  关: 'close', 关闭: 'close', close: 'close', x: 'close',
  备注: 'note', 记: 'note', note: 'note', n: 'note',
  帮助: 'help', help: 'help', '?': 'help',
}; // prettier-ignore

const SERVICES: Readonly<Record<string, RescueService>> = {
  '120': '120', '119': '119', '110': '110', 燃气: 'gasCompany', gas: 'gasCompany',
}; // prettier-ignore

/** As many as one line may name. */
const MOST_PLACES = 9;
const MOST_NUMBER = 99;

/** Digits and signs of a Chinese input method are the same as ours. */
const halfWidth = (text: string): string =>
  text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ');

/** A word in letters, then what belongs to it, with or without a space: `派2 3` is `派 2 3`. */
const SHAPE = /^(\?|\p{L}+)\s*(.*)$/su;

/** Null for an empty line. */
export function parseCommand(line: string): Parsed | null {
  const typed = line.trim();
  if (typed === '') return null;
  // A note is kept as it was typed.
  const note = /^\/?\s*(备注|记|note|n)(?:[\s:：]+(.*))?$/isu.exec(typed);
  if (note) {
    const text = (note[2] ?? '').trim();
    return text === '' ? { ok: false, why: 'noText' } : { ok: true, command: { do: 'note', text } };
  }
  const plain = halfWidth(typed)
    .replace(/^\/\s*/, '')
    .toLowerCase();
  const service = Object.hasOwn(SERVICES, plain) ? SERVICES[plain] : undefined;
  if (service) return { ok: true, command: { do: 'rescue', service } };
  const [, word = '', rest = ''] = SHAPE.exec(plain) ?? [];
  const verb = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
  if (!verb) return { ok: false, why: 'unknown' };
  const given = rest.split(/[\s,，、]+/u).filter((part) => part !== '');
  switch (verb) {
    case 'note':
      return { ok: false, why: 'noText' };
    case 'help':
      return given.length === 0 ? { ok: true, command: { do: 'help' } } : { ok: false, why: 'unknown' };
    case 'close':
      return closing(given);
    case 'dispatch':
    case 'call':
      return numbered(verb, given);
  }
}

function closing(given: readonly string[]): Parsed {
  const [choice = null] = given;
  if (given.length > 1) return { ok: false, why: 'tooMany' };
  if (choice !== null && !/^[1-9a-c]$/.test(choice)) return { ok: false, why: 'number' };
  return { ok: true, command: { do: 'close', choice: choice?.toUpperCase() ?? null } };
}

function numbered(verb: 'dispatch' | 'call', given: readonly string[]): Parsed {
  const places = given.map((part) => (/^\d{1,2}$/.test(part) ? Number(part) : Number.NaN));
  if (places.some((place) => !(place >= 1 && place <= MOST_NUMBER))) return { ok: false, why: 'number' };
  if (verb === 'dispatch') {
    if (places.length > MOST_PLACES) return { ok: false, why: 'tooMany' };
    return { ok: true, command: { do: 'dispatch', places: [...new Set(places)] } };
  }
  if (places.length > 1) return { ok: false, why: 'tooMany' };
  return { ok: true, command: { do: 'call', place: places[0] ?? null } };
}
