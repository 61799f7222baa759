// Signing in over HTTP: token for programs, cookie for browsers, refusals that say nothing, sessions that end.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Response } from 'supertest';
import { SESSION_COOKIE } from '../door/credentials.ts';
import { codeOf } from '../testing/answers.ts';
import { PASSWORD, startApi, type ApiApp } from '../testing/api-app.ts';
import { misfits } from '../testing/conforms.ts';

describe('Signing in', () => {
  let api: ApiApp;
  let document: OpenAPIObject;

  beforeAll(async () => {
    api = await startApi({ LOGIN_FAILURES: '3', TRUST_PROXY: '1' });
    document = (await api.http.get('/api/docs-json')).body as OpenAPIObject;
  });
  afterAll(() => api.close());

  const login = async (
    username: string,
    password: string,
    address = '203.0.113.1',
    scheme = 'http',
  ): Promise<Response> =>
    api.http
      .post('/api/v1/auth/login')
      .set({ 'x-forwarded-for': address, 'x-forwarded-proto': scheme })
      .send({ username, password });
  const cookieOf = (response: Response): string => (response.headers['set-cookie'] as unknown as string[])[0] ?? '';

  it('answers token, end and account, and sets the cookie', async () => {
    const response = await login('supervisor', PASSWORD);
    expect(response.status).toBe(200);
    expect(misfits(document, 'LoginAnswer', response.body)).toEqual([]);
    const { token, expiresAt } = response.body as { token: string; expiresAt: string };
    expect(expiresAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$/);
    const cookie = cookieOf(response);
    expect(cookie).toContain(`${SESSION_COOKIE}=${token}`);
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Expires=']) expect(cookie).toContain(part);
    expect(cookie).not.toContain('Secure');
    expect(cookieOf(await login('supervisor', PASSWORD, '203.0.113.1', 'https'))).toContain('Secure');
  });

  it('lets token and cookie in alike', async () => {
    const { token } = await api.signIn('operator');
    const asProgram = await api.http.get('/api/v1/auth/me').set('authorization', `bearer ${token}`).expect(200);
    const asBrowser = await api.http.get('/api/v1/auth/me').set('cookie', `${SESSION_COOKIE}=${token}`).expect(200);
    expect(asProgram.body).toEqual(asBrowser.body);
    expect(misfits(document, 'MeAnswer', asProgram.body)).toEqual([]);
    expect(asProgram.body).toMatchObject({ account: { username: 'operator', role: 'operator' } });
  });

  it('ends with sign-out: the token is dead and the cookie gone', async () => {
    const { token } = await api.signIn('operator');
    const out = await api.http
      .post('/api/v1/auth/logout')
      .set('cookie', `${SESSION_COOKIE}=${token}`)
      .set('origin', api.url)
      .expect(204);
    expect(cookieOf(out)).toMatch(/^yinling_session=;.*Expires=Thu, 01 Jan 1970/);
    expect(codeOf(await api.http.get('/api/v1/auth/me').set('authorization', `Bearer ${token}`).expect(401))).toBe(
      'AUTH.REQUIRED',
    );
  });

  it('answers alike for an unknown user and a wrong password', async () => {
    const [unknown, wrong] = [await login('nobody', 'x'), await login('nurse', 'x')];
    const bare = (response: Response): unknown => {
      const { error } = response.body as { error: { requestId?: string } };
      delete error.requestId;
      return [response.status, error];
    };
    expect(bare(unknown)).toEqual(bare(wrong));
    expect(unknown.status).toBe(401);
  });

  it('pauses whoever keeps failing, with Retry-After, and nobody else', async () => {
    const there = '203.0.113.99';
    for (let n = 0; n < 3; n++) expect((await login('manager', 'wrong', there)).status).toBe(401);
    const paused = await login('manager', PASSWORD, there);
    expect([paused.status, codeOf(paused)]).toEqual([429, 'AUTH.THROTTLED']);
    expect(Number(paused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await login('manager', PASSWORD, '203.0.113.98')).status).toBe(200);
    expect((await login('regulator', PASSWORD, there)).status).toBe(200);
  });

  it('lets a whole call centre behind one address in while a hundred sign-ins fail there', async () => {
    const there = '203.0.113.97';
    for (let n = 0; n < 34; n++) {
      for (let failed = 0; failed < 3; failed++) await login(n === 0 ? 'admin' : `nobody-${n}`, 'wrong', there);
    }
    for (const username of ['operator', 'supervisor', 'dutyOfficer']) {
      expect([username, (await login(username, PASSWORD, there)).status]).toEqual([username, 200]);
    }
    expect((await login('admin', PASSWORD, there)).status).toBe(429);
  });

  it('is not throttled for those who succeed', async () => {
    for (let n = 0; n < 5; n++) expect((await login('family', PASSWORD)).status).toBe(200);
  });

  it('ignores what an old cookie says', async () => {
    await api.http
      .post('/api/v1/auth/login')
      .set('cookie', `${SESSION_COOKIE}=old`)
      .set('origin', 'https://elsewhere.example')
      .send({ username: 'operator', password: PASSWORD })
      .expect(200);
  });
});
