// A script as it is written: questions with coded answers in both languages. Pure.
import type { AlertKind, ScriptQuestion, ScriptView } from '#libs/contracts';

export interface ChoiceDraft {
  key: string;
  zh: string;
  en: string;
  danger: boolean;
}
export interface QuestionDraft {
  key: string;
  zh: string;
  en: string;
  choices: ChoiceDraft[];
}
export interface ScriptDraft {
  kinds: AlertKind[];
  questions: QuestionDraft[];
}

/** Coded names stay: what was answered before is found by them. New ones get the first that is free. */
export function freeKey(prefix: string, taken: readonly { key: string }[]): string {
  for (let n = taken.length + 1; ; n += 1) {
    const key = `${prefix}${n}`;
    if (!taken.some((one) => one.key === key)) return key;
  }
}

export const newChoice = (taken: readonly ChoiceDraft[]): ChoiceDraft => ({
  key: freeKey('a', taken), zh: '', en: '', danger: false,
}); // prettier-ignore

export function newQuestion(taken: readonly QuestionDraft[]): QuestionDraft {
  const first = newChoice([]);
  return { key: freeKey('q', taken), zh: '', en: '', choices: [first, newChoice([first])] };
}

export const draftOf = (script: ScriptView | null): ScriptDraft => ({
  kinds: [...(script?.kinds ?? [])],
  questions:
    script?.questions.map(({ key, zh, en, choices }) => ({
      key, zh, en, choices: choices.map((choice) => ({ ...choice, danger: choice.danger === true })),
    })) ?? [newQuestion([])],
}); // prettier-ignore

export type ScriptFault = 'kinds' | 'questions' | 'choices' | 'words';

/** What must be mended before it is published: every word in both languages, two answers or more to each question. */
export function scriptFaults({ kinds, questions }: ScriptDraft): ScriptFault[] {
  const faults: ScriptFault[] = [];
  const wordless = ({ zh, en }: { zh: string; en: string }): boolean => zh.trim() === '' || en.trim() === '';
  if (kinds.length === 0) faults.push('kinds');
  if (questions.length === 0) faults.push('questions');
  if (questions.some(({ choices }) => choices.length < 2)) faults.push('choices');
  if (questions.some((question) => wordless(question) || question.choices.some(wordless))) faults.push('words');
  return faults;
}

export const questionsOf = ({ questions }: ScriptDraft): ScriptQuestion[] =>
  questions.map(({ key, zh, en, choices }) => ({
    key,
    zh: zh.trim(),
    en: en.trim(),
    choices: choices.map((choice) => ({
      key: choice.key,
      zh: choice.zh.trim(),
      en: choice.en.trim(),
      ...(choice.danger ? { danger: true } : {}),
    })),
  }));
