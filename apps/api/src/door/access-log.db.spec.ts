// What the log says of requests: enough to find one, nothing about a person.
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeLog } from '#libs/platform';
import { startApi, type ApiApp } from '../testing/api-app.ts';

describe('The access log', () => {
  let api: ApiApp;
  const lines: string[] = [];

  beforeAll(async () => {
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(...chunk.toString('utf8').split('\n').filter(Boolean));
        done();
      },
    });
    api = await startApi({}, { log: makeLog('api', 'debug', sink) });
  });
  afterAll(() => api.close());

  const lineOf = async (requestId: string): Promise<Record<string, unknown>> => {
    for (let tries = 0; tries < 100; tries++) {
      const found = lines
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .find((line) => line['requestId'] === requestId && line['msg'] === 'request');
      if (found) return found;
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new Error(`no line of ${requestId}`);
  };

  it('names method, route, status, time, request and account', async () => {
    const { token, account } = await api.signIn('operator');
    await api.http
      .get('/api/v1/alerts/018f0000-0000-7000-8000-000000000000?page=1')
      .set('authorization', `Bearer ${token}`)
      .set('x-request-id', 'r-1');
    expect(await lineOf('r-1')).toMatchObject({
      method: 'GET',
      route: '/api/v1/alerts/{id}',
      status: 404,
      ms: expect.any(Number),
      accountId: account.id,
    });
  });

  it('keeps nothing of what was asked for or sent', async () => {
    const token = await api.token('operator');
    const secret = encodeURIComponent('王小红');
    await api.http
      .get(`/api/v1/elders?q=${secret}&bad=13800000001`)
      .set('authorization', `Bearer ${token}`)
      .set('x-request-id', 'r-2');
    await api.http
      .get(`/api/v1/${secret}/13800000001`)
      .set('authorization', `Bearer ${token}`)
      .set('x-request-id', 'r-3');
    await api.http.get(`/${secret}`).set('x-request-id', 'r-4');
    await api.http
      .post('/api/v1/auth/login')
      .send({ username: 'wang-xiaohong', password: 'hunter2' })
      .set('x-request-id', 'r-5');
    expect([(await lineOf('r-2'))['route'], (await lineOf('r-3'))['route'], (await lineOf('r-4'))['route'], (await lineOf('r-5'))['route']]).toEqual([
      '/api/v1/elders', '/api/…', '/…', '/api/v1/auth/login',
    ]); // prettier-ignore
    const all = lines.join('\n');
    for (const text of ['王小红', secret, '13800000001', 'wang-xiaohong', 'hunter2', token, '127.0.0.1'])
      expect(all).not.toContain(text);
  });

  it('says why a request failed without the values that it failed on', async () => {
    await api.database.query('ALTER TABLE elders RENAME TO elders_away');
    try {
      const response = await api.http
        .get('/api/v1/elders?q=wang')
        .set('authorization', `Bearer ${await api.token('operator')}`)
        .set('x-request-id', 'r-6')
        .expect(500);
      expect((response.body as { error: object }).error).toEqual({
        code: 'COMMON.INTERNAL',
        message: expect.any(String),
        requestId: 'r-6',
      });
      const failure = lines
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .find((line) => line['requestId'] === 'r-6' && line['msg'] === 'request failed');
      expect(failure?.['error']).toMatchObject({
        code: '42P01',
        frames: expect.arrayContaining([expect.stringContaining('at ')]),
      });
    } finally {
      await api.database.query('ALTER TABLE elders_away RENAME TO elders');
    }
  });
});
