// The promises of wire.md about every request: who comes in, and in which order things are looked at.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Response } from 'supertest';
import { codeOf } from '../testing/answers.ts';
import { startApi, type ApiApp } from '../testing/api-app.ts';
import { SESSION_COOKIE } from './credentials.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
const METHODS: Method[] = ['get', 'post', 'put', 'patch', 'delete'];
const FOREIGN = 'https://elsewhere.example';
describe('The people’s door', () => {
  let api: ApiApp;
  let document: OpenAPIObject;

  beforeAll(async () => {
    api = await startApi({ PUBLIC_ORIGINS: 'https://yinling.example, http://other.example:8080' });
    document = (await api.http.get('/api/docs-json').expect(200)).body as OpenAPIObject;
  });
  afterAll(() => api.close());

  const bearer = async (role: string): Promise<string> => `Bearer ${await api.token(role)}`;
  const operations = (): { method: Method; path: string; isPublic: boolean }[] =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      METHODS.filter((method) => item[method]).map((method) => ({
        method,
        path: path.replace(/\{[^}]+\}/g, 'x'),
        isPublic: item[method]?.security?.length === 0,
      })),
    );

  describe('without a session', () => {
    it('answers 401 to every operation that is not marked public, before origin, parameters, type or body', async () => {
      const closed = operations().filter((operation) => !operation.isPublic);
      expect(closed.length).toBeGreaterThan(15);
      for (const { method, path } of closed) {
        const response = await api.http[method](`${path}?page=nonsense&unknown=1`)
          .set('origin', FOREIGN)
          .set('content-type', 'text/xml')
          .send('<not json');
        expect([method, path, response.status, codeOf(response)]).toEqual([method, path, 401, 'AUTH.REQUIRED']);
      }
    });

    it('serves exactly what is marked public', async () => {
      const open = operations().filter((operation) => operation.isPublic);
      expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
        'get /api/docs',
        'get /api/docs-json',
        'get /api/v1/search/x',
        'get /api/v1/search/x/photo',
        'get /health/alarm-path',
        'get /health/live',
        'get /health/ready',
        'get /metrics',
        'post /api/v1/auth/login',
        'post /api/v1/telephony/events',
      ]);
      for (const { method, path } of open) {
        const { status, body } = (await api.http[method](path)) as { status: number; body: unknown };
        // The telephony has no session: it signs.
        const wanted = path.startsWith('/api/v1/telephony') ? 'TELEPHONY.BAD_SIGNATURE' : undefined;
        if (status === 401 || wanted)
          expect([path, (body as { error?: { code: string } }).error?.code]).toEqual([path, wanted]);
      }
    });

    it('answers 401 below /api for unknown paths, other methods and other spellings', async () => {
      for (const path of [
        '/api',
        '/api/',
        '/api/v1/nothing',
        '/API/V1/Alerts',
        '/api/v1/alerts/',
        '/api/%',
        '/api/v9',
      ]) {
        const response = await api.http.get(path);
        expect([path, response.status]).toEqual([path, 401]);
      }
      expect((await api.http.get('/api/v1/auth/login')).status).toBe(401);
      expect((await api.http.options('/api/v1/alerts')).status).toBe(401);
    });

    it('takes no token that it did not give', async () => {
      for (const token of ['', 'x', 'A'.repeat(43), `${await api.token('operator')}x`]) {
        expect((await api.http.get('/api/v1/auth/me').set('authorization', `Bearer ${token}`)).status).toBe(401);
      }
    });
  });

  describe('with the cookie', () => {
    const cookie = async (): Promise<string> => `${SESSION_COOKIE}=${await api.token('admin')}`;
    const write = async (origin?: string, host?: string): Promise<Response> => {
      const request = api.http
        .post('/api/v1/devices')
        .set('cookie', await cookie())
        .send({});
      if (origin !== undefined) void request.set('origin', origin);
      if (host !== undefined) void request.set('host', host);
      return request;
    };

    it('lets writing calls come from the own host and from named origins only', async () => {
      const own = new URL(api.url).host;
      for (const origin of [
        undefined,
        FOREIGN,
        'null',
        '',
        'http://127.0.0.1:1',
        `http://${own}.evil.example`,
        'not a url',
      ]) {
        const response = await write(origin);
        expect([origin, response.status, codeOf(response)]).toEqual([origin, 403, 'AUTH.ORIGIN_REFUSED']);
      }
      for (const origin of [api.url, 'https://yinling.example', 'http://other.example:8080']) {
        expect([origin, codeOf(await write(origin))]).toEqual([origin, 'COMMON.VALIDATION']);
      }
      expect(codeOf(await write('https://pages.example', 'pages.example'))).toBe('COMMON.VALIDATION');
      expect(codeOf(await write('https://pages.example', 'pages.example:443'))).toBe('COMMON.VALIDATION');
      expect(codeOf(await write('https://pages.example:8443', 'pages.example'))).toBe('AUTH.ORIGIN_REFUSED');
    });

    it('lets reading calls come without an origin', async () => {
      await api.http
        .get('/api/v1/auth/me')
        .set('cookie', `a=b; ${await cookie()}; c=d`)
        .expect(200);
    });

    it('refuses reading calls from a foreign origin', async () => {
      const read = async (origin: string, method: 'get' | 'head' = 'get'): Promise<Response> =>
        api.http[method]('/api/v1/auth/me')
          .set('cookie', await cookie())
          .set('origin', origin);
      for (const origin of [FOREIGN, 'null', 'http://127.0.0.1:1', 'not a url']) {
        const response = await read(origin);
        expect([origin, response.status, codeOf(response)]).toEqual([origin, 403, 'AUTH.ORIGIN_REFUSED']);
        expect((await read(origin, 'head')).status).toBe(403);
      }
      for (const origin of [api.url, 'https://yinling.example', 'http://other.example:8080']) {
        expect([origin, (await read(origin)).status, (await read(origin, 'head')).status]).toEqual([origin, 200, 200]);
      }
      await api.http
        .get('/api/v1/auth/me')
        .set('authorization', await bearer('admin'))
        .set('origin', FOREIGN)
        .expect(200);
    });

    it('asks programs with a token for no origin, even where a cookie comes along', async () => {
      const response = await api.http
        .post('/api/v1/devices')
        .set('authorization', await bearer('admin'))
        .set('cookie', await cookie())
        .set('origin', FOREIGN)
        .send({});
      expect(codeOf(response)).toBe('COMMON.VALIDATION');
    });
  });

  describe('with a session', () => {
    it('answers 404 and 405 in the common form, with the methods that are allowed', async () => {
      const unknown = await api.http
        .get('/api/v1/nothing')
        .set('authorization', await bearer('operator'))
        .expect(404);
      expect(unknown.body).toEqual({
        error: { code: 'COMMON.NOT_FOUND', message: expect.any(String), requestId: expect.any(String) },
      });
      const other = await api.http
        .delete('/api/v1/alerts')
        .set('authorization', await bearer('operator'))
        .expect(405);
      expect([codeOf(other), other.headers['allow']]).toEqual(['COMMON.METHOD_NOT_ALLOWED', 'GET, HEAD']);
      expect(codeOf(await api.http.post('/health/live').expect(405))).toBe('COMMON.METHOD_NOT_ALLOWED');
      expect(codeOf(await api.http.get('/health/nothing').expect(404))).toBe('COMMON.NOT_FOUND');
      expect(codeOf(await api.http.post('/nothing').expect(404))).toBe('COMMON.NOT_FOUND');
      for (const path of [
        '/api/v1/%E0%A4%A',
        '/api/v1/alerts/%E0%A4%A',
        '/api/v1/alerts/%/timeline',
        '/api/v1/elders/%ff',
      ]) {
        const garbled = await api.http.get(path).set('authorization', await bearer('operator'));
        expect([path, garbled.status, codeOf(garbled)]).toEqual([path, 404, 'COMMON.NOT_FOUND']);
      }
    });

    it('answers HEAD like GET', async () => {
      await api.http
        .head('/api/v1/auth/me')
        .set('authorization', await bearer('operator'))
        .expect(200);
    });

    it('refuses a role before it reads the body', async () => {
      const response = await api.http
        .post('/api/v1/devices')
        .set('authorization', await bearer('operator'))
        .set('content-type', 'application/json')
        .send('{ not json');
      expect([response.status, codeOf(response)]).toEqual([403, 'AUTH.FORBIDDEN']);
    });

    it('opens each operation to its roles and no other', async () => {
      for (const role of [
        'responder',
        'family',
        'manager',
        'regulator',
        'communityWorker',
        'nurse',
        'stationPlanner',
      ] as const) {
        await api.http
          .get('/api/v1/alerts')
          .set('authorization', await bearer(role))
          .expect(403);
        await api.http
          .get('/api/v1/auth/me')
          .set('authorization', await bearer(role))
          .expect(200);
      }
      for (const role of ['operator', 'supervisor', 'dutyOfficer'] as const) {
        await api.http
          .get('/api/v1/alerts')
          .set('authorization', await bearer(role))
          .expect(200);
        await api.http
          .get('/api/v1/devices/events')
          .set('authorization', await bearer(role))
          .expect(403);
        await api.http
          .get('/api/v1/quarantine')
          .set('authorization', await bearer(role))
          .expect(403);
      }
    });
  });
});
