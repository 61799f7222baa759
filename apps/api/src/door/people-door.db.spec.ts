// The promises of wire.md about every request: who comes in, in which order things are looked at, how refusals look.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Response } from 'supertest';
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

  const code = (response: Response): string => (response.body as { error: { code: string } }).error.code;
  const fields = (response: Response): string[] =>
    Object.keys((response.body as { error: { details: { fields: object } } }).error.details.fields).sort();
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
        expect([method, path, response.status, code(response)]).toEqual([method, path, 401, 'AUTH.REQUIRED']);
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
        expect([origin, response.status, code(response)]).toEqual([origin, 403, 'AUTH.ORIGIN_REFUSED']);
      }
      for (const origin of [api.url, 'https://yinling.example', 'http://other.example:8080']) {
        expect([origin, code(await write(origin))]).toEqual([origin, 'COMMON.VALIDATION']);
      }
      expect(code(await write('https://pages.example', 'pages.example'))).toBe('COMMON.VALIDATION');
      expect(code(await write('https://pages.example', 'pages.example:443'))).toBe('COMMON.VALIDATION');
      expect(code(await write('https://pages.example:8443', 'pages.example'))).toBe('AUTH.ORIGIN_REFUSED');
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
        expect([origin, response.status, code(response)]).toEqual([origin, 403, 'AUTH.ORIGIN_REFUSED']);
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
      expect(code(response)).toBe('COMMON.VALIDATION');
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
      expect([code(other), other.headers['allow']]).toEqual(['COMMON.METHOD_NOT_ALLOWED', 'GET, HEAD']);
      expect(code(await api.http.post('/health/live').expect(405))).toBe('COMMON.METHOD_NOT_ALLOWED');
      expect(code(await api.http.get('/health/nothing').expect(404))).toBe('COMMON.NOT_FOUND');
      expect(code(await api.http.post('/nothing').expect(404))).toBe('COMMON.NOT_FOUND');
      for (const path of [
        '/api/v1/%E0%A4%A',
        '/api/v1/alerts/%E0%A4%A',
        '/api/v1/alerts/%/timeline',
        '/api/v1/elders/%ff',
      ]) {
        const garbled = await api.http.get(path).set('authorization', await bearer('operator'));
        expect([path, garbled.status, code(garbled)]).toEqual([path, 404, 'COMMON.NOT_FOUND']);
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
      expect([response.status, code(response)]).toEqual([403, 'AUTH.FORBIDDEN']);
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

  describe('reading a body', () => {
    const post = async (body: string | Buffer, headers: Record<string, string> = {}): Promise<Response> =>
      api.http
        .post('/api/v1/auth/login')
        .set({ 'content-type': 'application/json', ...headers })
        .send(body as string);

    it.each([
      ['broken JSON', '{"username":'],
      ['null', 'null'],
      ['text', '"text"'],
      ['a number', '7'],
      ['a list', '[]'],
      ['a thousand levels', `${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`],
      ['fifty thousand lists', '['.repeat(50_000)],
    ])('refuses %s as malformed', async (_, body) => {
      const response = await post(body);
      expect([response.status, code(response)]).toEqual([400, 'COMMON.MALFORMED_BODY']);
    });

    it('refuses other types, letters and packings', async () => {
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data',
        'application/xml',
      ]) {
        const response = await post('username=a', { 'content-type': type });
        expect([type, response.status, code(response)]).toEqual([type, 415, 'COMMON.UNSUPPORTED_MEDIA_TYPE']);
      }
      expect(code(await post('{}', { 'content-type': 'application/json; charset=gb2312' }))).toBe(
        'COMMON.UNSUPPORTED_MEDIA_TYPE',
      );
      expect(code(await post('{}', { 'content-encoding': 'zstd-of-tomorrow' }))).toBe('COMMON.UNSUPPORTED_MEDIA_TYPE');
      expect(code(await post('{}', { 'content-encoding': 'gzip' }))).toBe('COMMON.MALFORMED_BODY');
    });

    it('refuses what is too large, packed or not', async () => {
      const large = JSON.stringify({ username: 'a', password: 'b'.repeat(110_000) });
      expect([(await post(large)).status, code(await post(large))]).toEqual([413, 'COMMON.BODY_TOO_LARGE']);
      const bomb = await fetch(`${api.url}/api/v1/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
        body: gzipSync(Buffer.from(`"${'a'.repeat(20_000_000)}"`)),
      });
      expect(bomb.status).toBe(413);
    });

    it('names every wrong field', async () => {
      expect(fields(await post('{}'))).toEqual(['password', 'username']);
      expect(fields(await post(''))).toEqual(['password', 'username']);
      expect(fields(await post('{"username":1,"password":["x"],"extra":true}'))).toEqual([
        'extra',
        'password',
        'username',
      ]);
      expect(fields(await post(JSON.stringify({ username: 'a\0', password: '\ud800' })))).toEqual([
        'password',
        'username',
      ]);
      // What cannot be stored is one fault among others, and hides none of them.
      expect(fields(await post(JSON.stringify({ username: 'a\0', extra: 1 })))).toEqual([
        'extra',
        'password',
        'username',
      ]);
      expect(fields(await post('{"constructor":"a\\u0000","username":"a"}'))).toEqual(
        expect.arrayContaining(['constructor', 'password']),
      );
      const twice = await post(JSON.stringify({ username: '\0'.repeat(1_000), password: 1 }));
      const { username } = (twice.body as { error: { details: { fields: Record<string, string[]> } } }).error.details
        .fields;
      expect(username).toEqual([expect.stringContaining('64 characters'), expect.stringContaining('NUL')]);
      const many = await api.http
        .post('/api/v1/devices')
        .set('authorization', await bearer('admin'))
        .send({ key: 'no spaces', name: '  ', kind: 'toaster', reportSeconds: 0.5, owner: 'me' })
        .expect(400);
      expect(fields(many)).toEqual(['key', 'kind', 'name', 'owner', 'reportSeconds']);
    });

    it('cannot be taught a prototype', async () => {
      const response = await post(
        '{"username":"nobody","password":"x","__proto__":{"polluted":true},"constructor":{"prototype":{}}}',
      );
      expect([400, 401]).toContain(response.status);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    });
  });

  describe('reading a query', () => {
    it('names every wrong parameter, unknown and doubled ones too', async () => {
      const ask = async (query: string): Promise<string[]> =>
        fields(
          await api.http
            .get(`/api/v1/alerts?${query}`)
            .set('authorization', await bearer('operator'))
            .expect(400),
        );
      expect(await ask('page=0&pageSize=101&state=lost&sort=name&from=yesterday&to=2026-01-01&x=1')).toEqual([
        'from', 'page', 'pageSize', 'sort', 'state', 'to', 'x',
      ]); // prettier-ignore
      expect(await ask('page=1&page=2')).toEqual(['page']);
      expect(await ask('page=1e1')).toEqual(['page']);
      expect(await ask('state=%00')).toEqual(['state']);
      expect(await ask('state=%00&page=0&x=1')).toEqual(['page', 'state', 'x']);
      expect(await ask('from=2026-02-31T99:00:00Z')).toEqual(['from']);
      expect(await ask('page[a]=1')).toEqual(['page[a]']);
    });

    it('takes times with an offset, also where the plus sign was not escaped', async () => {
      for (const from of ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.123%2B08:00', '2026-01-01T00:00+08:00']) {
        await api.http
          .get(`/api/v1/alerts?from=${from}`)
          .set('authorization', await bearer('operator'))
          .expect(200);
      }
    });
  });

  describe('answering', () => {
    it('returns a sane request id and makes one for any other', async () => {
      const asked = async (id: string): Promise<string> =>
        (await api.http.get('/api/v1/nothing').set('x-request-id', id)).headers['x-request-id'] as string;
      expect(await asked('trace-1.a:b_C')).toBe('trace-1.a:b_C');
      for (const id of ['with space', 'x'.repeat(65), '<script>']) expect(await asked(id)).toMatch(/^[0-9a-f-]{36}$/);
      const response = await api.http.get('/api/v1/nothing').set('x-request-id', 'trace-2');
      expect((response.body as { error: { requestId: string } }).error.requestId).toBe('trace-2');
    });

    it('is never kept by a cache and never taken for another type', async () => {
      for (const path of ['/api/v1/auth/me', '/api/docs-json', '/health/live', '/metrics']) {
        const response = await api.http.get(path).set('authorization', await bearer('operator'));
        expect([path, response.headers['cache-control']]).toEqual([path, 'no-store']);
        expect(response.headers['x-content-type-options']).toBe('nosniff');
        expect(response.headers['x-powered-by']).toBeUndefined();
      }
    });
  });

  describe('documenting itself', () => {
    it('is OpenAPI 3 with both ways to sign in, every reference resolved, every failure in the common form', async () => {
      expect(document.openapi).toMatch(/^3\./);
      expect(document.components?.securitySchemes).toMatchObject({
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
      });
      const schemas = Object.keys(document.components?.schemas ?? {});
      const text = JSON.stringify(document);
      for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) expect(schemas).toContain(name);
      expect(text).not.toContain('"x-errors"');
      for (const [path, item] of Object.entries(document.paths)) {
        for (const method of METHODS) {
          const operation = item[method];
          if (!operation) continue;
          expect([path, method, typeof operation.summary]).toEqual([path, method, 'string']);
          const failures = Object.entries(operation.responses).filter(([status]) => Number(status) >= 400);
          for (const [status, failure] of failures) {
            if (status === '503' && path.startsWith('/health')) continue;
            expect(JSON.stringify(failure)).toContain('#/components/schemas/ErrorBody');
          }
          const needsSession = operation.security?.length !== 0;
          const names = (status: string): string =>
            (operation.responses[status] as { description?: string })?.description ?? '';
          if (needsSession)
            expect([path, method, names('403')]).toEqual([
              path,
              method,
              expect.stringContaining('AUTH.ORIGIN_REFUSED'),
            ]);
          if (path.includes('{'))
            expect([path, method, names('404')]).toEqual([path, method, expect.stringContaining('COMMON.NOT_FOUND')]);
          expect([path, method, '401' in operation.responses]).toEqual([
            path,
            method,
            needsSession || path.endsWith('/login') || path.endsWith('/telephony/events'),
          ]);
        }
      }
    });

    it('is a page that asks nothing of other hosts', async () => {
      const page = await api.http.get('/api/docs').expect(200);
      expect(page.text).not.toMatch(/(src|href)="(https?:)?\/\//);
      expect(page.headers['content-security-policy']).toContain("default-src 'self'");
      for (const [, file = ''] of page.text.matchAll(/(?:src|href)="\.?\/?([^"]+\.(?:js|css))"/g)) {
        await api.http.get(`/api/${file.replace(/^api\//, '')}`).expect(200);
      }
      expect([...page.text.matchAll(/\.js"/g)].length).toBeGreaterThanOrEqual(3);
    });
  });
});
