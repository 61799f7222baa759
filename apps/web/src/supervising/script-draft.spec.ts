// Writing scripts.
import { describe, expect, it } from '@jest/globals';
import type { ScriptView } from '#libs/contracts';
import { draftOf, freeKey, newQuestion, questionsOf, scriptFaults } from './script-draft.ts';

const script: ScriptView = {
  id: 's1', kinds: ['sos'], version: 2, publishedAt: '2026-01-01T00:00:00+08:00', publishedBy: null,
  questions: [{
    key: 'conscious', zh: '清醒吗', en: 'Conscious?',
    choices: [{ key: 'yes', zh: '是', en: 'Yes' }, { key: 'no', zh: '否', en: 'No', danger: true }],
  }],
}; // prettier-ignore

describe('A script that is written', () => {
  it('keeps the coded names of what is published', () => {
    expect(questionsOf(draftOf(script))).toEqual(script.questions);
    expect(scriptFaults(draftOf(script))).toEqual([]);
  });
  it('gives new questions a name that is free', () => {
    expect(freeKey('q', [{ key: 'q2' }])).toBe('q3');
    const first = newQuestion([]);
    expect(newQuestion([first]).key).not.toBe(first.key);
    expect(new Set(first.choices.map(({ key }) => key)).size).toBe(2);
  });
  it('needs kinds, words in both languages, and two answers to choose from', () => {
    expect(scriptFaults(draftOf(null))).toEqual(['kinds', 'words']);
    expect(scriptFaults({ kinds: ['sos'], questions: [] })).toEqual(['questions']);
    const draft = draftOf(script);
    draft.questions[0]?.choices.pop();
    expect(scriptFaults(draft)).toEqual(['choices']);
  });
});
