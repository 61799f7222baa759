// The card to read aloud over HTTP: for the holder of the claim, with a trace, and with a full place for what is not known.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Response } from 'supertest';
import { SealedText } from '#libs/platform';
import type { RescueCard } from '#libs/contracts';
import { codeOf } from '../testing/answers.ts';
import { OTHER_COMMUNITY, startApi, type ApiApp } from '../testing/api-app.ts';
import { aCaseRow, aHousehold, aTaskOf, claimedBy, moveTaskTo, type Household } from '../testing/cases.ts';
import { misfits } from '../testing/conforms.ts';

describe('The card to read aloud to 120', () => {
  let api: ApiApp;
  let document: OpenAPIObject;
  let operator: string;
  let home: Household;

  beforeAll(async () => {
    api = await startApi({ CENTRE_PHONE: '12349' });
    document = (await api.http.get('/api/docs-json')).body as OpenAPIObject;
    operator = (await api.signIn('operator')).account.id;
    home = await aHousehold(api);
  });
  afterAll(() => api.close());

  const ask = async (id: string, as = 'operator'): Promise<Response> =>
    api.http.get(`/api/v1/alerts/${id}/rescue-card`).set('authorization', `Bearer ${await api.token(as)}`);
  const cardOf = async (id: string): Promise<RescueCard> => {
    const response = await ask(id);
    expect(response.status).toBe(200);
    expect(misfits(document, 'RescueCard', response.body)).toEqual([]);
    return response.body as RescueCard;
  };
  const ofElder = (change: Record<string, unknown> = {}) =>
    aCaseRow(api, { ...claimedBy(operator), elder_id: home.elderId, home_id: home.homeId, ...change });
  const lineOf = (card: RescueCard, part: string): string | undefined =>
    card.lines.find((line) => line.part === part)?.text;

  it('says what is known of the person, the home and the way in, and who is on the way', async () => {
    const id = await ofElder();
    const card = await cardOf(id);
    expect(card.lines.slice(1).map(({ text }) => text)).toEqual([
      '地址：壶山街道溪里社区解放路12号3幢402。',
      '4楼，无电梯。',
      '按铃求救，无应答。',
      '病史：冠心病、高血压、白内障。',
      '用药：阿司匹林肠溶片。',
      '过敏：青霉素。',
      '进门：钥匙在门卫。',
      '老人独居。',
      '回电12349。',
    ]);
    expect(lineOf(card, 'who')).toMatch(/^女，8\d岁。$/);
    expect(card).toMatchObject({
      services: ['120'],
      advice: ['ambulanceWithHelper'],
      askRescue: true,
      stayOutside: false,
    });
    const responder = (await api.signIn('responder')).account.id;
    const task = await aTaskOf(api, responder, id);
    expect(lineOf(await cardOf(id), 'present')).toBe('老人独居，助老员在途。');
    await moveTaskTo(api, task, 'onScene');
    expect(lineOf(await cardOf(id), 'present')).toBe('老人独居，助老员已到场。');
  });

  it('leaves a trace with each look, and once in the timeline', async () => {
    const id = await ofElder();
    await cardOf(id);
    await cardOf(id);
    expect(
      await api.database.query(`SELECT account_id, action, data FROM audit_log WHERE subject = 'alert:${id}'`),
    ).toEqual(Array(2).fill({ account_id: operator, action: 'rescueCardOpened', data: { elders: [home.elderId] } }));
    expect(await api.database.query('SELECT action FROM alert_timeline WHERE alert_id = $1', [id])).toEqual([
      { action: 'cardOpened' },
    ]);
  });

  it('is refused to everybody but the holder, and leaves no trace then', async () => {
    const raised = await aCaseRow(api, { elder_id: home.elderId, home_id: home.homeId });
    expect(codeOf(await ask(raised))).toBe('ALERT.NOT_CLAIMED');
    const held = await ofElder();
    expect(codeOf(await ask(held, 'supervisor'))).toBe('ALERT.NOT_YOURS');
    expect(codeOf(await ask(await ofElder(claimedBy(operator, -1_000))))).toBe('ALERT.CLAIM_LOST');
    const closed = await ofElder({ state: 'closed', lease_until: null, closed_at: new Date(), outcome: 'helpGiven' });
    expect(codeOf(await ask(closed))).toBe('ALERT.WRONG_STATE');
    expect(codeOf(await ask(await ofElder({ community_code: OTHER_COMMUNITY }), 'operator-town'))).toBe(
      'ALERT.NOT_FOUND',
    );
    for (const id of ['x', randomUUID()]) expect(codeOf(await ask(id))).toBe('ALERT.NOT_FOUND');
    expect((await ask(held, 'responder')).status).toBe(403);
    expect(await api.database.query(`SELECT 1 FROM audit_log WHERE subject = 'alert:${held}'`)).toEqual([]);
  });

  it('asks whether rescue was called until it was, and no more once the person spoke and is well', async () => {
    const called = await ofElder();
    await api.database.query(
      `INSERT INTO rescue_tasks (id, alert_id, state, service) VALUES (gen_random_uuid(), $1, 'called', '120')`,
      [called],
    );
    expect((await cardOf(called)).askRescue).toBe(false);
    const spoke = async (channel: string, result: string | null): Promise<RescueCard> => {
      const id = await ofElder();
      const [call] = await api.database.query<{ id: string }>(
        `INSERT INTO call_tasks (id, alert_id, state, channel) VALUES (gen_random_uuid(), $1, 'ringing', $2) RETURNING id`,
        [id, channel],
      );
      await api.database.query(
        `UPDATE call_tasks SET version = 2, state = 'voice', voice_at = clock_timestamp(), result = $2 WHERE id = $1`,
        [call?.id, result],
      );
      return cardOf(id);
    };
    expect(await spoke('mobile', 'isWell')).toMatchObject({ askRescue: false, advice: [] });
    expect(await spoke('deviceVoice', 'needsHelp')).toMatchObject({ askRescue: true, advice: ['ambulanceWithHelper'] });
    expect(await spoke('mobile', 'noSense')).toMatchObject({ askRescue: true });
    // The neighbour's voice is not hers.
    expect(await spoke('neighbour', null)).toMatchObject({ askRescue: true });
  });

  it('hears danger in the answers to the questions', async () => {
    const id = await ofElder();
    const questions = [
      { key: 'breath', zh: '呼吸', en: 'Breath', choices: [{ key: 'bad', danger: true }, { key: 'good' }] },
    ];
    const [script] = await api.database.query<{ id: string }>(
      `INSERT INTO scripts (id, kinds, version, questions) VALUES (gen_random_uuid(), '{vitals}', 77, $1) RETURNING id`,
      [JSON.stringify(questions)],
    );
    const [call] = await api.database.query<{ id: string }>(
      `INSERT INTO call_tasks (id, alert_id, state, channel) VALUES (gen_random_uuid(), $1, 'ringing', 'mobile') RETURNING id`,
      [id],
    );
    await api.database.query(`UPDATE call_tasks SET version = 2, state = 'voice', voice_at = now() WHERE id = $1`, [
      call?.id,
    ]);
    const answer = (given: string) =>
      api.database.query(
        `INSERT INTO script_answers (id, alert_id, script_id, question, answer) VALUES (gen_random_uuid(), $1, $2, 'breath', $3)`,
        [id, script?.id, given],
      );
    await answer('good');
    expect((await cardOf(id)).askRescue).toBe(false);
    await answer('bad');
    expect((await cardOf(id)).askRescue).toBe(true);
  });

  it('speaks of all residents where it may be any of them', async () => {
    const id = await ofElder({ elder_id: null, kind: 'gas' });
    const card = await cardOf(id);
    expect(lineOf(card, 'conditions')).toBe('病史：冠心病、高血压、白内障。');
    expect(card).toMatchObject({ services: ['119', 'gasCompany', '120'], stayOutside: true });
  });

  it('has no empty place for somebody whom nobody knows, and says what the caller told', async () => {
    const unknown = await cardOf(
      await aCaseRow(api, { ...claimedBy(operator), community_code: null, kind: 'unknownDistress' }),
    );
    expect(unknown.text).toContain('性别未知，年龄未知。地址未知。楼层未知，电梯未知。');
    const reported = api.app
      .get(SealedText, { strict: false })
      .sealJson({ name: '张三', sex: 'male', age: 79, address: '菜场后门' });
    const told = await cardOf(
      await aCaseRow(api, { ...claimedBy(operator), kind: 'phoneCall', source: 'operator', reported_sealed: reported }),
    );
    expect(told.text).toContain('男，79岁。地址：壶山街道溪里社区菜场后门。');
  });
});
