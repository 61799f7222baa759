// Which questions belong to a kind, which answers to a question, and what is wrong with a script. Pure.
import type { AlertKind, ScriptQuestion } from '#libs/contracts';

export interface Script {
  id: string;
  kinds: readonly AlertKind[];
  version: number;
  publishedAt: Date;
  questions: readonly ScriptQuestion[];
}

/** The latest for the kind; null if there is none. */
export const scriptFor = <S extends Script>(kind: AlertKind, scripts: readonly S[]): S | null =>
  scripts
    .filter(({ kinds }) => kinds.includes(kind))
    .reduce<S | null>((latest, one) => (latest === null || isLater(one, latest) ? one : latest), null);

const isLater = (one: Script, other: Script): boolean =>
  one.publishedAt.getTime() - other.publishedAt.getTime() > 0 ||
  (one.publishedAt.getTime() === other.publishedAt.getTime() && one.id > other.id);

/** Those that are used for some kind, each with the kinds that it is still used for. */
export function scriptsInUse<S extends Script>(scripts: readonly S[], kinds: readonly AlertKind[]): S[] {
  const used = new Map<S, AlertKind[]>();
  for (const kind of kinds) {
    const script = scriptFor(kind, scripts);
    if (script) used.set(script, [...(used.get(script) ?? []), kind]);
  }
  return [...used].map(([script, own]) => ({ ...script, kinds: own }));
}

export const allowsAnswer = ({ questions }: Pick<Script, 'questions'>, question: string, answer: string): boolean =>
  questions.some(({ key, choices }) => key === question && choices.some((choice) => choice.key === answer));

/** Field → what is wrong with it; empty if the script may be published. */
export function scriptFaults(script: Pick<Script, 'kinds' | 'questions'>): Record<string, string[]> {
  const faults: Record<string, string[]> = {};
  if (new Set(script.kinds).size < script.kinds.length) faults['kinds'] = ['names a kind twice'];
  const keys = script.questions.map(({ key }) => key);
  script.questions.forEach(({ key, choices }, at) => {
    if (keys.indexOf(key) !== at) faults[`questions.${at}.key`] = ['is the key of an earlier question'];
    const own = choices.map((choice) => choice.key);
    own.forEach((one, n) => {
      if (own.indexOf(one) !== n) faults[`questions.${at}.choices.${n}.key`] = ['is the key of an earlier choice'];
    });
  });
  return faults;
}
