// The promises of wire.md about every request: what is read, how refusals and answers look, what the door says of itself.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Response } from 'supertest';
import { codeOf, wrongFields } from '../testing/answers.ts';
import { startApi, type ApiApp } from '../testing/api-app.ts';
import { SESSION_COOKIE } from './credentials.ts';

describe('The people’s door', () => {
  let api: ApiApp;
  let document: OpenAPIObject;

  beforeAll(async () => {
    api = await startApi();
    document = (await api.http.get('/api/docs-json').expect(200)).body as OpenAPIObject;
  });
  afterAll(() => api.close());

  const bearer = async (role: string): Promise<string> => `Bearer ${await api.token(role)}`;

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
      expect([response.status, codeOf(response)]).toEqual([400, 'COMMON.MALFORMED_BODY']);
    });

    it('refuses other types, letters and packings', async () => {
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data',
        'application/xml',
      ]) {
        const response = await post('username=a', { 'content-type': type });
        expect([type, response.status, codeOf(response)]).toEqual([type, 415, 'COMMON.UNSUPPORTED_MEDIA_TYPE']);
      }
      expect(codeOf(await post('{}', { 'content-type': 'application/json; charset=gb2312' }))).toBe(
        'COMMON.UNSUPPORTED_MEDIA_TYPE',
      );
      expect(codeOf(await post('{}', { 'content-encoding': 'zstd-of-tomorrow' }))).toBe(
        'COMMON.UNSUPPORTED_MEDIA_TYPE',
      );
      expect(codeOf(await post('{}', { 'content-encoding': 'gzip' }))).toBe('COMMON.MALFORMED_BODY');
    });

    it('refuses what is too large, packed or not', async () => {
      const large = JSON.stringify({ username: 'a', password: 'b'.repeat(110_000) });
      expect([(await post(large)).status, codeOf(await post(large))]).toEqual([413, 'COMMON.BODY_TOO_LARGE']);
      const bomb = await fetch(`${api.url}/api/v1/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
        body: gzipSync(Buffer.from(`"${'a'.repeat(20_000_000)}"`)),
      });
      expect(bomb.status).toBe(413);
    });

    it('names every wrong field', async () => {
      expect(wrongFields(await post('{}'))).toEqual(['password', 'username']);
      expect(wrongFields(await post(''))).toEqual(['password', 'username']);
      expect(wrongFields(await post('{"username":1,"password":["x"],"extra":true}'))).toEqual([
        'extra',
        'password',
        'username',
      ]);
      expect(wrongFields(await post(JSON.stringify({ username: 'a\0', password: '\ud800' })))).toEqual([
        'password',
        'username',
      ]);
      // What cannot be stored is one fault among others, and hides none of them.
      expect(wrongFields(await post(JSON.stringify({ username: 'a\0', extra: 1 })))).toEqual([
        'extra',
        'password',
        'username',
      ]);
      expect(wrongFields(await post('{"constructor":"a\\u0000","username":"a"}'))).toEqual(
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
      expect(wrongFields(many)).toEqual(['key', 'kind', 'name', 'owner', 'reportSeconds']);
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
        wrongFields(
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
        for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
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
