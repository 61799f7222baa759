import { describe, expect, it } from '@jest/globals';
import { ALERT_KINDS, type AlertKind } from '#libs/contracts';
import { SHIPPED_SCRIPTS } from '../database/migrations/desk/scripts.data.ts';
import { allowsAnswer, scriptFaults, scriptFor, scriptsInUse, type Script } from './scripts.ts';
import { severityOf } from './same-emergency.ts';

const choices = [
  { key: 'yes', zh: '是', en: 'Yes' },
  { key: 'no', zh: '否', en: 'No', danger: true },
];
const aScript = (id: string, kinds: AlertKind[], day: number): Script => ({
  id, kinds, version: 1, publishedAt: new Date(`2026-03-0${day}T10:00:00+08:00`),
  questions: [{ key: 'breathing', zh: '呼吸正常吗？', en: 'Breathing?', choices }],
}); // prettier-ignore

describe('The scripts that ship', () => {
  it('are sound, short, bilingual, and each tells what is dangerous', () => {
    for (const { questions, kinds } of SHIPPED_SCRIPTS) {
      expect(scriptFaults({ questions, kinds })).toEqual({});
      expect(kinds).toEqual([...kinds].sort());
      expect(questions.length).toBeGreaterThanOrEqual(4);
      expect(questions.length).toBeLessThanOrEqual(7);
      expect(questions.some((question) => question.choices.some(({ danger }) => danger))).toBe(true);
      for (const text of questions.flatMap((one) => [
        one.zh,
        one.en,
        ...one.choices.flatMap(({ zh, en }) => [zh, en]),
      ])) {
        expect(text.trim()).not.toBe('');
      }
    }
  });

  it('cover each P1 and P2 kind once', () => {
    const covered = SHIPPED_SCRIPTS.flatMap(({ kinds }) => kinds);
    expect(new Set(covered).size).toBe(covered.length);
    const needed = [...ALERT_KINDS.filter((kind) => severityOf(kind) !== 'P3'), 'nurseCall'];
    expect([...covered].sort()).toEqual([...needed].sort());
  });
});

describe('The script of a kind', () => {
  const old = aScript('old', ['sos', 'fall'], 1);
  const late = aScript('late', ['sos'], 2);

  it('is the latest that was published for it', () => {
    expect(scriptFor('sos', [late, old])?.id).toBe('late');
    expect(scriptFor('fall', [late, old])?.id).toBe('old');
    expect(scriptFor('gas', [late, old])).toBeNull();
    expect(scriptFor('sos', [aScript('a', ['sos'], 1), aScript('b', ['sos'], 1)])?.id).toBe('b');
  });

  it('is named with the kinds that it is still used for', () => {
    const used = scriptsInUse([old, late, aScript('older', ['fall'], 1)], ['fall', 'sos', 'gas']);
    expect(used.map(({ id, kinds }) => [id, kinds])).toEqual([
      ['older', ['fall']],
      ['late', ['sos']],
    ]);
  });

  it('allows the answers that it names, and no others', () => {
    expect(allowsAnswer(old, 'breathing', 'no')).toBe(true);
    expect(allowsAnswer(old, 'breathing', 'maybe')).toBe(false);
    expect(allowsAnswer(old, 'pulse', 'no')).toBe(false);
    expect(allowsAnswer(old, '__proto__', 'constructor')).toBe(false);
  });
});

describe('A script that is to be published', () => {
  it('names each kind, question and choice once', () => {
    const [question] = aScript('x', ['sos'], 1).questions;
    if (!question) throw new Error('no question');
    const twice = { ...question, choices: [...choices, ...choices] };
    expect(scriptFaults({ kinds: ['sos', 'sos'], questions: [question, twice] })).toEqual({
      kinds: ['names a kind twice'],
      'questions.1.key': ['is the key of an earlier question'],
      'questions.1.choices.2.key': ['is the key of an earlier choice'],
      'questions.1.choices.3.key': ['is the key of an earlier choice'],
    });
  });
});
