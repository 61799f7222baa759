// The questions of a script.
import { describe, expect, it } from '@jest/globals';
import type { ScriptAnswerView, ScriptView } from '#libs/contracts';
import { firstUnasked, inDanger, lastAnswers } from './script-progress.ts';

const question = (key: string): ScriptView['questions'][number] => ({
  key, zh: key, en: key, choices: [{ key: 'yes', zh: '是', en: 'Yes' }, { key: 'no', zh: '否', en: 'No', danger: true }],
}); // prettier-ignore
const script: ScriptView = {
  id: 's1', kinds: ['sos'], version: 2, publishedAt: '2026-01-01T00:00:00+08:00', publishedBy: null,
  questions: [question('conscious'), question('breathing')],
}; // prettier-ignore
const said = (name: string, answer: string, minute: number): ScriptAnswerView => ({
  at: `2026-03-01T10:0${minute}:00+08:00`, scriptId: 's1', scriptVersion: 2, question: name, answer, by: null,
}); // prettier-ignore

describe('A script', () => {
  it('asks the first question that was not answered, and none when all were', () => {
    expect(firstUnasked(script, [])?.key).toBe('conscious');
    expect(firstUnasked(script, [said('breathing', 'yes', 1)])?.key).toBe('conscious');
    expect(firstUnasked(script, [said('conscious', 'yes', 1), said('breathing', 'yes', 2)])).toBeNull();
  });
  it('counts the last answer, in whatever order they come', () => {
    const answers = [said('conscious', 'yes', 3), said('conscious', 'no', 1)];
    expect(lastAnswers(script, answers).get('conscious')?.answer).toBe('yes');
    expect(inDanger(script, answers)).toBe(false);
  });
  it('says danger as long as a dangerous answer stands', () => {
    expect(inDanger(script, [said('breathing', 'no', 1)])).toBe(true);
  });
  it('ignores answers to questions that it does not ask', () => {
    expect(lastAnswers(script, [said('fever', 'no', 1)]).size).toBe(0);
    expect(inDanger(script, [said('fever', 'no', 1)])).toBe(false);
  });
});
