// The search for a missing person over HTTP: the sheet, what is told of them, and devices that ring.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Response } from 'supertest';
import type { SearchSheet } from '#libs/contracts';
import { codeOf } from '../testing/answers.ts';
import { OTHER_COMMUNITY, startApi, type ApiApp } from '../testing/api-app.ts';
import { A_JPEG, aCaseRow, aHousehold, aWatch, claimedBy, tellPosition, type Household } from '../testing/cases.ts';
import { misfits } from '../testing/conforms.ts';

describe('A search', () => {
  let api: ApiApp;
  let document: OpenAPIObject;
  let operator: string;
  let home: Household;
  let watch: string;

  beforeAll(async () => {
    api = await startApi({ CENTRE_PHONE: '12349' });
    document = (await api.http.get('/api/docs-json')).body as OpenAPIObject;
    operator = (await api.signIn('operator')).account.id;
    home = await aHousehold(api);
    watch = await aWatch(api, home.elderId);
  });
  afterAll(() => api.close());

  const ask = async (
    method: 'get' | 'put' | 'post',
    path: string,
    { as = 'operator', body = undefined as object | undefined, key = '' } = {},
  ): Promise<Response> => {
    const request = api.http[method](`/api/v1/alerts/${path}`).set('authorization', `Bearer ${await api.token(as)}`);
    if (key) request.set('idempotency-key', key);
    return body ? request.send(body) : request;
  };
  const missing = (change: Record<string, unknown> = {}) =>
    aCaseRow(api, {
      ...claimedBy(operator),
      kind: 'missingPerson',
      elder_id: home.elderId,
      home_id: home.homeId,
      ...change,
    });
  const sheetOf = async (id: string, as = 'operator'): Promise<SearchSheet> => {
    const response = await ask('get', `${id}/search-sheet`, { as });
    expect(response.status).toBe(200);
    expect(misfits(document, 'SearchSheet', response.body)).toEqual([]);
    return response.body as SearchSheet;
  };

  it('has a sheet from the registry, the devices and the door, and says when the police are due', async () => {
    const receivedAt = new Date(Date.now() - 60_000);
    const id = await missing({ received_at: receivedAt });
    const before = await sheetOf(id, 'supervisor');
    expect(before).toMatchObject({
      alertId: id, name: '王小红', sex: 'female', dialect: '武义话', lastPosition: null, hotline: '12349', open: true,
      photoUrl: null, placesSought: [],
    }); // prettier-ignore
    expect(Date.parse(before.policeDueAt ?? '')).toBe(receivedAt.getTime());
    await tellPosition(api, watch, 1, { lng: 119.81, lat: 28.91, accuracy: 15 });
    const after = await sheetOf(id);
    expect(after.lastPosition).toMatchObject({ lng: 119.81, lat: 28.91, accuracyM: 15, source: '定位手表' });
    expect(after.lastPosition?.ageSeconds).toBeGreaterThanOrEqual(60);
    expect(Date.parse(after.policeDueAt ?? '')).toBe(receivedAt.getTime() + 15 * 60_000);
    await api.database.query(
      `INSERT INTO rescue_tasks (id, alert_id, state, service) VALUES (gen_random_uuid(), $1, 'called', '110')`,
      [id],
    );
    expect((await sheetOf(id)).policeDueAt).toBeNull();
    expect(JSON.stringify(after)).not.toMatch(/冠心病|13800000001|解放路/);
  });

  it('shows the latest photograph of the person, to those who may see the case', async () => {
    const id = await missing();
    const photo = await api.http
      .post(`/api/v1/alerts/${id}/photos?purpose=person`)
      .set('authorization', `Bearer ${await api.token('operator')}`)
      .set('content-type', 'image/jpeg')
      .send(A_JPEG);
    expect((await sheetOf(id)).photoUrl).toBe((photo.body as { url: string }).url);
  });

  it('is described more and more, sealed, by the holder of the claim', async () => {
    const id = await missing();
    const told = { clothes: '蓝布衫', heightCm: 158, placesSought: ['菜场'], lastSeenAt: '2026-05-01T08:00:00+08:00' };
    const first = await ask('put', `${id}/search-sheet`, { body: told });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ clothes: '蓝布衫', heightCm: 158, missingSince: told.lastSeenAt });
    await ask('put', `${id}/search-sheet`, { body: { features: '左手有疤', placesSought: ['菜场', '公园'] } });
    expect(await sheetOf(id)).toMatchObject({
      clothes: '蓝布衫', heightCm: 158, features: '左手有疤', placesSought: ['菜场', '公园'],
    }); // prettier-ignore
    const stored = await api.database.query<{ missing_sealed: string; data: unknown }>(
      `SELECT a.missing_sealed, t.data FROM alerts a JOIN alert_timeline t ON t.alert_id = a.id WHERE a.id = $1`,
      [id],
    );
    expect(stored.map(({ data }) => data)).toContainEqual({ fields: ['features', 'placesSought'] });
    expect(JSON.stringify(stored)).not.toMatch(/蓝布衫|菜场|左手/);
    expect(codeOf(await ask('put', `${id}/search-sheet`, { as: 'supervisor', body: told }))).toBe('ALERT.NOT_YOURS');
    expect((await ask('put', `${id}/search-sheet`, { body: {} })).body).toMatchObject({ clothes: '蓝布衫' });
  });

  it('takes no description that is none', async () => {
    const id = await missing();
    for (const body of [
      { heightCm: 'tall' }, { heightCm: 20 }, { clothes: null }, { clothes: ' ' }, { clothes: 'x\0' }, { placesSought: '菜场' },
      { placesSought: [1] }, { placesSought: Array(51).fill('x') }, { lastSeenAt: 'yesterday' }, { lastSeenAt: '2026-05-01' },
      { hat: 'red' },
    ]) expect([body, codeOf(await ask('put', `${id}/search-sheet`, { body }))]).toEqual([body, 'COMMON.VALIDATION']); // prettier-ignore
    expect(codeOf(await ask('put', `${id}/search-sheet`, { body: [] }))).toBe('COMMON.MALFORMED_BODY');
  });

  it('is for missing people only, in the own territory', async () => {
    const sos = await missing({ kind: 'sos' });
    expect(codeOf(await ask('get', `${sos}/search-sheet`))).toBe('SEARCH.NOT_MISSING');
    expect(codeOf(await ask('put', `${sos}/search-sheet`, { body: { clothes: '蓝' } }))).toBe('SEARCH.NOT_MISSING');
    for (const verb of ['search-link', 'ring'])
      expect(codeOf(await ask('post', `${sos}/${verb}`))).toBe('SEARCH.NOT_MISSING');
    const elsewhere = await missing({ community_code: OTHER_COMMUNITY });
    for (const id of [elsewhere, randomUUID(), 'x'])
      expect(codeOf(await ask('get', `${id}/search-sheet`, { as: 'operator-town' }))).toBe('ALERT.NOT_FOUND');
    expect((await ask('get', `${elsewhere}/search-sheet`, { as: 'family' })).status).toBe(403);
  });

  it('lets the watch ring and tell where it is at once, once for one key, in the timeline', async () => {
    const id = await missing({ kind: 'wandering' });
    const key = randomUUID();
    const rung = await ask('post', `${id}/ring`, { key });
    expect([rung.status, rung.body]).toEqual([200, { devices: [{ key: watch, name: '定位手表' }] }]);
    expect(misfits(document, 'PositionAsked', rung.body)).toEqual([]);
    expect((await ask('post', `${id}/ring`, { key })).body).toEqual(rung.body);
    const commands = await api.database.query<{ type: string; device_key: string }>(
      `SELECT type, device_key FROM device_commands WHERE alert_id = $1 AND expires_at > created_at + interval '1 minute' ORDER BY type`,
      [id],
    );
    expect(commands).toEqual([
      { type: 'locate', device_key: watch },
      { type: 'ring', device_key: watch },
    ]);
    expect(await api.database.query('SELECT action, data FROM alert_timeline WHERE alert_id = $1', [id])).toEqual([
      { action: 'positionAsked', data: { deviceKeys: [watch] } },
    ]);
    expect(codeOf(await ask('post', `${id}/ring`, { as: 'supervisor' }))).toBe('ALERT.NOT_YOURS');
    const nobody = await missing({ elder_id: null });
    expect((await ask('post', `${nobody}/ring`)).body).toEqual({ devices: [] });
  });
});
