// How things are said aloud: no empty place, no word cut, the most important first (domain rule 5). Pure.

/** What is said where nothing is known. */
export const UNKNOWN = '未知';
/** An item longer than this is not read aloud: whoever needs it asks back. */
const LONGEST_ITEM = 24;

/** Letters and digits; stops are breath. */
export const spokenLength = (text: string): number => [...text.replace(/[^\p{L}\p{N}]/gu, '')].length;

/** Numbers that stood apart stay apart: 12 and 3 must not become 123. */
export const inOneBreath = (text: string): string =>
  text
    .trim()
    .replace(/(?<=[\dA-Za-z])\s+(?=[\dA-Za-z])/g, '，')
    .replace(/\s+/g, '');

/** Each once, without its stops at the end; what says nothing is left out. */
export function cleaned(items: readonly string[]): string[] {
  const clean = items.map((item) => inOneBreath(item).replace(/^[\s，。；、,;.]+|[\s，。；、,;.]+$/g, ''));
  return [...new Set(clean.filter((item) => spokenLength(item) > 0))];
}

/** The first pattern that fits gives the rank; those that fit none come at `others`. Equal ones keep their order. */
export function byImportance(items: readonly string[], ranks: readonly RegExp[], others: number): string[] {
  const rankOf = (item: string): number => {
    const rank = ranks.findIndex((pattern) => pattern.test(item));
    return rank < 0 ? others - 0.5 : rank;
  };
  return [...items].sort((a, b) => rankOf(a) - rankOf(b));
}

/** `病史：甲、乙等4种。`; `病史未知。` where nothing is known. */
export function listSentence(
  label: { known: string; unknown: string },
  items: readonly string[],
  most: number,
  unit: string,
): string {
  if (items.length === 0) return `${label.unknown}${UNKNOWN}。`;
  const said = items.filter((item) => spokenLength(item) <= LONGEST_ITEM).slice(0, most);
  if (said.length === 0) return `${label.known}较长，请回电询问。`;
  const rest = said.length < items.length ? `等${items.length}${unit}` : '';
  return `${label.known}：${said.join('、')}${rest}。`;
}

/** Notes in somebody's words, clause by clause from the beginning; a clause is said whole or not at all. */
export function notesSentence(
  label: { known: string; unknown: string },
  notes: readonly string[],
  most: number,
): string {
  const clauses = cleaned(notes.flatMap((note) => note.split(/[，。；;,\n]+/)));
  if (clauses.length === 0) return `${label.unknown}${UNKNOWN}。`;
  const [first = ''] = clauses;
  if (spokenLength(first) > LONGEST_ITEM) return `${label.known}说明较长，请回电询问。`;
  const said = clauses.slice(0, most);
  const upToLong = said.findIndex((clause) => spokenLength(clause) > LONGEST_ITEM);
  return `${label.known}：${(upToLong < 0 ? said : said.slice(0, upToLong)).join('，')}。`;
}
