// Photographs over HTTP: pictures by their bytes, 5 MB, by those who are there, for those who may see the case now.
import { request as httpRequest } from 'node:http';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Response } from 'supertest';
import type { PhotoView } from '#libs/contracts';
import { codeOf } from '../testing/answers.ts';
import { OTHER_COMMUNITY, startApi, type ApiApp } from '../testing/api-app.ts';
import { A_JPEG, aCaseRow, aPng, aTaskOf, claimedBy, moveTaskTo } from '../testing/cases.ts';
import { misfits } from '../testing/conforms.ts';

const LARGEST = 5 * 1024 * 1024;

describe('A photograph of a case', () => {
  let api: ApiApp;
  let document: OpenAPIObject;
  let operator: string;

  beforeAll(async () => {
    api = await startApi();
    document = (await api.http.get('/api/docs-json')).body as OpenAPIObject;
    operator = (await api.signIn('operator')).account.id;
  });
  afterAll(() => api.close());

  const send = async (
    id: string,
    bytes: Buffer,
    { as = 'operator', type = 'image/png', purpose = 'scene', key = '' } = {},
  ): Promise<Response> => {
    const post = api.http
      .post(`/api/v1/alerts/${id}/photos?purpose=${purpose}`)
      .set('authorization', `Bearer ${await api.token(as)}`)
      .set('content-type', type);
    return (key ? post.set('idempotency-key', key) : post).send(bytes);
  };
  const look = async (url: string, as = 'operator'): Promise<Response> =>
    api.http.get(url).set('authorization', `Bearer ${await api.token(as)}`);
  const files = async (): Promise<number> =>
    Number((await api.database.query<{ n: string }>('SELECT count(*) AS n FROM files'))[0]?.n);
  const claimed = (change: Record<string, unknown> = {}) => aCaseRow(api, { ...claimedBy(operator), ...change });

  it('is kept as it is, whatever its sender called it, and shown as the picture that it is', async () => {
    const id = await claimed();
    const response = await send(id, A_JPEG, { type: 'image/png', purpose: 'doorBefore' });
    expect(response.status).toBe(201);
    const photo = response.body as PhotoView;
    expect(misfits(document, 'PhotoView', photo)).toEqual([]);
    expect(photo).toMatchObject({ purpose: 'doorBefore', by: { id: operator }, url: `/api/v1/files/${photo.id}` });
    const shown = await look(photo.url);
    expect([shown.status, (shown.body as Buffer).equals(A_JPEG)]).toEqual([200, true]);
    expect(shown.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-disposition': 'inline',
    });
    expect(await api.database.query('SELECT action, data FROM alert_timeline WHERE alert_id = $1', [id])).toEqual([
      { action: 'photoAdded', data: { photoId: photo.id, purpose: 'doorBefore' } },
    ]);
  });

  it('is no text with the name of a picture, no cut picture, and not nothing', async () => {
    const id = await claimed();
    const before = await files();
    for (const bytes of [
      Buffer.from('只是文字'),
      aPng(1_000).subarray(0, 900),
      Buffer.from('<svg/>'),
      Buffer.alloc(0),
    ]) {
      const response = await send(id, bytes);
      expect([response.status, codeOf(response)]).toEqual([415, 'FILE.NOT_AN_IMAGE']);
    }
    const json = await send(id, Buffer.from('{}'), { type: 'application/json' });
    expect([json.status, codeOf(json)]).toEqual([415, 'FILE.NOT_AN_IMAGE']);
    expect(await files()).toBe(before);
  });

  it('has 5 MB at most; other bodies keep their own limit', async () => {
    const id = await claimed();
    expect((await send(id, aPng(LARGEST))).status).toBe(201);
    const large = await send(id, aPng(LARGEST + 1));
    expect([large.status, codeOf(large)]).toEqual([413, 'FILE.TOO_LARGE']);
    const login = await api.http.post('/api/v1/auth/login').send({ username: 'x'.repeat(200_000), password: 'x' });
    expect([login.status, codeOf(login)]).toEqual([413, 'COMMON.BODY_TOO_LARGE']);
    const asImage = await api.http.post('/api/v1/auth/login').set('content-type', 'image/png').send(aPng());
    expect([asImage.status, codeOf(asImage)]).toEqual([415, 'COMMON.UNSUPPORTED_MEDIA_TYPE']);
  });

  it('that breaks off on the way leaves nothing', async () => {
    const id = await claimed();
    const before = await files();
    const token = await api.token('operator');
    await new Promise<void>((resolve) => {
      const upload = httpRequest(`${api.url}/api/v1/alerts/${id}/photos?purpose=scene`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'image/png', 'content-length': '1000' },
      });
      upload.on('error', () => resolve());
      upload.on('close', () => resolve());
      upload.write(aPng(500), () => upload.destroy());
    });
    // Whatever is still under way at the server is behind this.
    expect((await send(id, aPng())).status).toBe(201);
    expect(await files()).toBe(before + 1);
  });

  it('sent again with the same key is one photograph; another one with that key is refused', async () => {
    const id = await claimed();
    const key = randomUUID();
    const first = await send(id, aPng(100), { key });
    const again = await send(id, aPng(100), { key });
    expect([again.status, again.body]).toEqual([201, first.body]);
    for (const other of [await send(id, aPng(101), { key }), await send(id, aPng(100), { key, purpose: 'person' })])
      expect([other.status, codeOf(other)]).toEqual([409, 'COMMON.IDEMPOTENCY_CONFLICT']);
    expect(await api.database.query('SELECT 1 FROM alert_photos WHERE alert_id = $1', [id])).toHaveLength(1);
  });

  it('is added by the holder of the claim only, with a purpose that is one', async () => {
    const id = await claimed();
    expect(codeOf(await send(id, aPng(), { as: 'supervisor' }))).toBe('ALERT.NOT_YOURS');
    expect(codeOf(await send(await aCaseRow(api), aPng()))).toBe('ALERT.NOT_CLAIMED');
    expect(codeOf(await send(randomUUID(), aPng()))).toBe('ALERT.NOT_FOUND');
    expect(codeOf(await send(id, aPng(), { purpose: 'selfie' }))).toBe('COMMON.VALIDATION');
    expect((await send(id, aPng(), { as: 'family' })).status).toBe(403);
    expect((await api.http.post(`/api/v1/alerts/${id}/photos?purpose=scene`).set('content-type', 'image/png').send(aPng())).status).toBe(401); // prettier-ignore
  });

  it('is not found outside the territory, by other roles, and where it is nobody’s', async () => {
    const elsewhere = await claimed({ community_code: OTHER_COMMUNITY });
    const { url } = (await send(elsewhere, aPng())).body as PhotoView;
    expect((await look(url)).status).toBe(200);
    expect(codeOf(await look(url, 'operator-town'))).toBe('FILE.NOT_FOUND');
    expect((await look(url, 'regulator')).status).toBe(403);
    for (const id of [randomUUID(), 'x']) expect(codeOf(await look(`/api/v1/files/${id}`))).toBe('FILE.NOT_FOUND');
    const [stray] = await api.database.query<{ id: string }>(
      `INSERT INTO files (id, media_type, bytes, sha256) VALUES (gen_random_uuid(), 'image/png', 'x', 'x') RETURNING id`,
    );
    expect(codeOf(await look(`/api/v1/files/${stray?.id ?? ''}`))).toBe('FILE.NOT_FOUND');
  });

  it('is added by a helper once they are there, and seen by them as long as their task is open', async () => {
    const id = await claimed();
    const { url } = (await send(id, aPng())).body as PhotoView;
    const responder = (await api.signIn('responder')).account.id;
    expect(codeOf(await look(url, 'responder'))).toBe('FILE.NOT_FOUND');
    const task = await aTaskOf(api, responder, id);
    expect((await look(url, 'responder')).status).toBe(200);
    expect(codeOf(await send(id, aPng(), { as: 'responder' }))).toBe('ALERT.NOT_FOUND');
    await moveTaskTo(api, task, 'onScene');
    expect((await send(id, aPng(), { as: 'responder', purpose: 'doorAfter' })).status).toBe(201);
    expect(codeOf(await send(await claimed(), aPng(), { as: 'responder' }))).toBe('ALERT.NOT_FOUND');
    await moveTaskTo(api, task, 'left');
    expect(codeOf(await look(url, 'responder'))).toBe('FILE.NOT_FOUND');
    expect(codeOf(await send(id, aPng(), { as: 'responder' }))).toBe('ALERT.NOT_FOUND');
  });
});
