// How far the questions of a script have been asked. Pure.
import type { ScriptAnswerView, ScriptQuestion, ScriptView } from '#libs/contracts';

/** The last answer to each question of this script; what was asked by another version of it counts by its name. */
export function lastAnswers(script: ScriptView, answers: readonly ScriptAnswerView[]): Map<string, ScriptAnswerView> {
  const known = new Set(script.questions.map(({ key }) => key));
  const last = new Map<string, ScriptAnswerView>();
  for (const answer of [...answers].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    if (known.has(answer.question)) last.set(answer.question, answer);
  }
  return last;
}

export const firstUnasked = (script: ScriptView, answers: readonly ScriptAnswerView[]): ScriptQuestion | null => {
  const answered = lastAnswers(script, answers);
  return script.questions.find(({ key }) => !answered.has(key)) ?? null;
};

/** Somebody is in danger by what was answered last: 120 at once. */
export function inDanger(script: ScriptView, answers: readonly ScriptAnswerView[]): boolean {
  const answered = lastAnswers(script, answers);
  return script.questions.some(({ key, choices }) =>
    choices.some((choice) => choice.danger === true && choice.key === answered.get(key)?.answer),
  );
}
