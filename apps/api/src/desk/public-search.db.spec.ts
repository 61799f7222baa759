// Links for searchers: shown once, kept as a hash, and worth nothing after their time, their revocation or the case.
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Response } from 'supertest';
import type { SearchLink } from '#libs/contracts';
import { codeOf } from '../testing/answers.ts';
import { startApi, type ApiApp } from '../testing/api-app.ts';
import { A_JPEG, aCaseRow, aHousehold, aWatch, claimedBy, tellPosition, type Household } from '../testing/cases.ts';
import { misfits } from '../testing/conforms.ts';

describe('A link for searchers', () => {
  let api: ApiApp;
  let document: OpenAPIObject;
  let operator: string;
  let home: Household;

  beforeAll(async () => {
    api = await startApi({
      PUBLIC_ORIGINS: 'https://yinling.example/, https://other.example',
      SEARCH_LINK_HOURS: '12',
    });
    document = (await api.http.get('/api/docs-json')).body as OpenAPIObject;
    operator = (await api.signIn('operator')).account.id;
    home = await aHousehold(api);
    await tellPosition(api, await aWatch(api, home.elderId), 2, { lng: 119.81, lat: 28.91 });
  });
  afterAll(() => api.close());

  const ask = async (method: 'post' | 'delete', path: string, as = 'operator', key = ''): Promise<Response> => {
    const request = api.http[method](`/api/v1/alerts/${path}`).set('authorization', `Bearer ${await api.token(as)}`);
    return key ? request.set('idempotency-key', key) : request;
  };
  const missing = (change: Record<string, unknown> = {}) =>
    aCaseRow(api, {
      ...claimedBy(operator),
      kind: 'missingPerson',
      elder_id: home.elderId,
      home_id: home.homeId,
      ...change,
    });
  const linkOf = async (id: string): Promise<SearchLink & { token: string }> => {
    const response = await ask('post', `${id}/search-link`);
    expect(response.status).toBe(201);
    expect(misfits(document, 'SearchLink', response.body)).toEqual([]);
    const link = response.body as SearchLink;
    return { ...link, token: link.url.split('/').at(-1) ?? '' };
  };
  /** As anybody: no session at all. */
  const look = (token: string, photo = ''): Promise<Response> =>
    Promise.resolve(api.http.get(`/api/v1/search/${token}${photo}`));
  const isGone = async (token: string): Promise<void> => {
    for (const path of ['', '/photo']) {
      const response = await look(token, path);
      expect([path, response.status, codeOf(response)]).toEqual([path, 404, 'SEARCH.NOT_FOUND']);
    }
  };
  const end = (id: string, state: 'resolved' | 'closed'): Promise<unknown> =>
    api.database.query(
      `UPDATE alerts SET version = version + 1, state = $2, lease_until = NULL, outcome = 'foundWell', resolved_at = now(),
         closed_at = CASE WHEN $2 = 'closed' THEN now() END WHERE id = $1`,
      [id, state],
    );

  it('shows what helps to find them, and nothing of the case, the home or their health', async () => {
    const id = await missing();
    const { token, url, expiresAt } = await linkOf(id);
    expect(url).toBe(`https://yinling.example/search/${token}`);
    expect(Math.round((Date.parse(expiresAt) - Date.now()) / 3_600_000)).toBe(12);
    const response = await look(token);
    expect(response.status).toBe(200);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(misfits(document, 'PublicSearchSheet', response.body)).toEqual([]);
    expect(response.body).toMatchObject({ name: '王小红', open: true, lastPosition: { lng: 119.81, lat: 28.91 } });
    expect(response.text).not.toMatch(/260601|解放路|3幢402|冠心病|青霉素|13800000001|钥匙/);
    expect(response.text).not.toContain(id);
  });

  it('is shown once, and only its hash is kept', async () => {
    const id = await missing();
    const key = randomUUID();
    const first = await ask('post', `${id}/search-link`, 'operator', key);
    const token = (first.body as SearchLink).url.split('/').at(-1) ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(codeOf(await ask('post', `${id}/search-link`, 'operator', key))).toBe('COMMON.SHOWN_ONCE');
    const stored = await api.database.query(
      `SELECT to_jsonb(l)::text AS row FROM search_links l UNION ALL SELECT to_jsonb(t)::text FROM alert_timeline t
       UNION ALL SELECT to_jsonb(f)::text FROM facts f UNION ALL SELECT to_jsonb(i)::text FROM idempotent_answers i`,
    );
    expect(stored.length).toBeGreaterThan(3);
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it('that never was is not found, whatever it looks like', async () => {
    await linkOf(await missing());
    for (const token of [
      'x',
      randomUUID(),
      '%00',
      '%F0%9F%98%80',
      'a'.repeat(5_000),
      `${randomBytes(32).toString('base64url')}=`,
    ])
      await isGone(token);
    await isGone(randomBytes(32).toString('base64url'));
  });

  it('is worth nothing after its time', async () => {
    const { id, token } = await linkOf(await missing());
    await api.database.query('UPDATE search_links SET expires_at = clock_timestamp() WHERE id = $1', [id]);
    await isGone(token);
  });

  it('is revoked by the holder of the case: one, or all of it', async () => {
    const id = await missing();
    const [one, two, three] = [await linkOf(id), await linkOf(id), await linkOf(id)];
    expect(codeOf(await ask('delete', `${id}/search-link/${one.id}`, 'supervisor'))).toBe('ALERT.NOT_YOURS');
    expect((await ask('delete', `${id}/search-link/${one.id}`)).status).toBe(204);
    await isGone(one.token);
    expect((await look(two.token)).status).toBe(200);
    expect((await ask('delete', `${id}/search-link`)).status).toBe(204);
    for (const { token } of [two, three]) await isGone(token);
    expect((await ask('delete', `${id}/search-link`)).status).toBe(204);
    for (const unknown of [randomUUID(), 'x', (await linkOf(await missing())).id])
      expect(codeOf(await ask('delete', `${id}/search-link/${unknown}`))).toBe('SEARCH.NOT_FOUND');
    const trail = await api.database.query<{ action: string }>(
      `SELECT action FROM alert_timeline WHERE alert_id = $1 AND action LIKE 'searchLink%'`,
      [id],
    );
    expect(trail.map(({ action }) => action).sort()).toEqual([
      ...Array<string>(3).fill('searchLinkMade'),
      ...Array<string>(3).fill('searchLinkRevoked'),
    ]);
  });

  it('follows nobody who is found, and ends with the case', async () => {
    const id = await missing();
    const photo = api.http.post(`/api/v1/alerts/${id}/photos?purpose=person`).set('content-type', 'image/jpeg');
    await photo
      .set('authorization', `Bearer ${await api.token('operator')}`)
      .send(A_JPEG)
      .expect(201);
    const { token } = await linkOf(id);
    expect((await look(token)).body).toMatchObject({ photoUrl: `/api/v1/search/${token}/photo` });
    const shown = await look(token, '/photo');
    expect([shown.status, (shown.body as Buffer).equals(A_JPEG)]).toEqual([200, true]);
    expect(shown.headers).toMatchObject({ 'content-type': 'image/jpeg', 'cache-control': 'private, no-store' });
    await end(id, 'resolved');
    expect((await look(token)).body).toMatchObject({ open: false, positions: [], lastPosition: null, photoUrl: null });
    expect(codeOf(await look(token, '/photo'))).toBe('SEARCH.NOT_FOUND');
    await end(id, 'closed');
    await isGone(token);
  });

  it('is made by the holder of an open case only', async () => {
    expect(codeOf(await ask('post', `${await missing()}/search-link`, 'supervisor'))).toBe('ALERT.NOT_YOURS');
    const raised = await aCaseRow(api, { kind: 'missingPerson' });
    expect(codeOf(await ask('post', `${raised}/search-link`))).toBe('ALERT.NOT_CLAIMED');
    const id = await missing();
    await end(id, 'resolved');
    expect(codeOf(await ask('post', `${id}/search-link`))).toBe('ALERT.WRONG_STATE');
  });

  it('asks no session: both addresses are marked so, and others stay closed', async () => {
    const open = Object.entries(document.paths).filter(([path]) => path.startsWith('/api/v1/search/'));
    expect(open.map(([, item]) => item.get?.security)).toEqual([[], []]);
    expect((await api.http.get('/api/v1/alerts')).status).toBe(401);
  });
});
