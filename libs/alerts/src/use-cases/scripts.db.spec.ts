// Scripts on a real database: versions, and answers that keep theirs.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ScriptQuestion } from '#libs/contracts';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { CallDesk, TOP, TOWN, refused } from '../testing/call-desk.ts';
import { Scripts } from './scripts.ts';

let db: TestDatabase;
let desk: CallDesk;
let scripts: Scripts;
beforeAll(async () => {
  db = await testDatabase();
  desk = await CallDesk.on(db.database);
  scripts = new Scripts(db.database, desk.work, desk.sealed, desk.waker);
});
afterAll(() => db.close());

const questions = (key: string): ScriptQuestion[] => [
  { key, zh: '怎么了？', en: 'What is it?', choices: [{ key: 'a', zh: '甲', en: 'A' }, { key: 'b', zh: '乙', en: 'B', danger: true }] },
]; // prettier-ignore

describe('A script', () => {
  it('that is published is the next version of its kinds, and the others keep theirs', async () => {
    const before = await scripts.inUse();
    const published = await scripts.publish(desk.anna.accountId, { kinds: ['wandering', 'missingPerson'], questions: questions('q') }); // prettier-ignore
    expect(published).toMatchObject({
      kinds: ['missingPerson', 'wandering'], version: 1, publishedBy: { id: desk.anna.accountId, name: '坐席甲' },
    }); // prettier-ignore
    const after = await scripts.inUse();
    expect(after.find(({ kinds }) => kinds.includes('unitExit'))?.kinds).toEqual(['unitExit']);
    expect(after.find(({ kinds }) => kinds.includes('wandering'))?.id).toBe(published.id);
    expect(after.length).toBe(before.length + 1);
  });

  it('published by ten at once has ten versions', async () => {
    const made = await Promise.all(
      Array.from({ length: 10 }, () =>
        scripts.publish(desk.anna.accountId, { kinds: ['gas'], questions: questions('q') }),
      ),
    );
    expect(made.map(({ version }) => version).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('that is faulty is refused', async () => {
    const faulty = { kinds: ['gas' as const], questions: [...questions('q'), ...questions('q')] };
    expect((await refused(scripts.publish(desk.anna.accountId, faulty))).code).toBe('COMMON.VALIDATION');
    expect((await refused(scripts.one(randomUUID()))).code).toBe('SCRIPT.NOT_FOUND');
  });
});

describe('Answers of a case', () => {
  it('stay with the version that the case was begun with', async () => {
    const alertId = await desk.aClaimedCase();
    const first = await scripts.publish(desk.anna.accountId, { kinds: ['phoneCall'], questions: questions('pain') });
    expect((await scripts.ofCase(TOP, alertId)).script?.id).toBe(first.id);
    await scripts.answer(alertId, desk.anna, { scriptId: first.id, question: 'pain', answer: 'a' });
    await scripts.publish(desk.anna.accountId, { kinds: ['phoneCall'], questions: questions('other') });
    await scripts.answer(alertId, desk.anna, { scriptId: first.id, question: 'pain', answer: 'b' });
    const { script, answers } = await scripts.ofCase(TOP, alertId);
    expect(script?.id).toBe(first.id);
    expect(answers.map(({ question, answer, scriptVersion }) => [question, answer, scriptVersion])).toEqual([
      ['pain', 'a', 1],
      ['pain', 'b', 1],
    ]);
    const told = (await desk.timeline(alertId)).filter(({ action }) => action === 'answered');
    expect(told[0]).toMatchObject({ note: null, data: { scriptId: first.id, version: 1, question: 'pain', answer: 'a' } }); // prettier-ignore
    const { version } = await desk.views.one(TOP, alertId);
    await scripts.answer(alertId, desk.anna, { scriptId: first.id, question: 'pain', answer: 'b' });
    expect((await desk.views.one(TOP, alertId)).version).toBe(version);
  });

  it('are in the script of its kind, and written by its holder', async () => {
    const alertId = await desk.aClaimedCase();
    const { script } = await scripts.ofCase(TOP, alertId);
    const scriptId = script?.id ?? '';
    const [question] = script?.questions ?? [];
    const [key = '', answer = ''] = [question?.key, question?.choices[0]?.key];
    const give = (over: object, who = desk.anna) =>
      refused(scripts.answer(alertId, who, { scriptId, question: key, answer, ...over }));
    expect((await give({ answer: 'nonsense' })).code).toBe('SCRIPT.ANSWER_NOT_ALLOWED');
    expect((await give({ question: 'nonsense' })).code).toBe('SCRIPT.ANSWER_NOT_ALLOWED');
    const ofGas = (await scripts.inUse()).find(({ kinds }) => kinds.includes('gas'));
    for (const id of [ofGas?.id, randomUUID()]) {
      expect((await give({ scriptId: id, question: 'q', answer: 'a' })).code).toBe('SCRIPT.NOT_FOUND');
    }
    expect((await give({}, desk.bert)).code).toBe('ALERT.NOT_YOURS');
    expect((await refused(scripts.ofCase(TOWN, alertId))).code).toBe('ALERT.NOT_FOUND');
  });

  it('are none for a kind that has no script', async () => {
    const { alertId } = await desk.press({ kind: 'tamper', deviceKey: 'tampered' });
    expect(await scripts.ofCase(TOP, alertId)).toEqual({ script: null, answers: [] });
  });
});
