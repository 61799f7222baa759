// The built pages: deep links answered, files of a year kept, nothing else given away.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type ApiApp } from '../testing/api-app.ts';

describe('The pages', () => {
  let api: ApiApp;
  const parent = mkdtempSync(join(tmpdir(), 'yinling-pages-'));
  const folder = join(parent, 'web');

  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'), { recursive: true });
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>银铃</title>');
    writeFileSync(join(folder, 'assets', 'main-abc123.js'), 'export {};');
    writeFileSync(join(folder, 'bell.svg'), '<svg/>');
    writeFileSync(join(folder, '.secret'), 'hidden');
    writeFileSync(join(parent, 'outside.txt'), 'outside');
    api = await startApi({}, { pages: folder });
  });
  afterAll(async () => {
    await api.close();
    rmSync(parent, { recursive: true });
  });

  const page = (path: string) => api.http.get(path).set('accept', 'text/html,application/xhtml+xml,*/*;q=0.8');

  it('answer every page address with the one page, which no cache keeps', async () => {
    for (const path of ['/', '/dispatch', '/admin/devices/1', '/index.html']) {
      const response = await page(path).expect(200);
      expect([path, response.text, response.headers['cache-control']]).toEqual([
        path,
        expect.stringContaining('银铃'),
        'no-store',
      ]);
      expect(response.headers['content-security-policy']).toContain("script-src 'self'");
      expect(response.headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    }
  });

  it('for whoever has the address are kept out of search engines', async () => {
    expect((await page('/search/some-token').expect(200)).headers['x-robots-tag']).toContain('noindex');
    expect((await page('/dispatch').expect(200)).headers['x-robots-tag']).toBeUndefined();
  });

  it('let hashed files be kept for a year, others asked for again', async () => {
    expect((await api.http.get('/assets/main-abc123.js').expect(200)).headers['cache-control']).toBe(
      'public, max-age=31536000, immutable',
    );
    expect((await api.http.get('/bell.svg').expect(200)).headers['cache-control']).toBe('no-cache');
  });

  it('answer missing files with 404, never with a page', async () => {
    for (const path of [
      '/assets/main-old.js',
      '/assets/',
      '/missing.css',
      '/health/nothing',
      '/ingest/v1/x',
      '/socket.io',
      '/metrics/x',
    ]) {
      const response = await page(path).expect(404);
      expect([path, (response.body as { error: { code: string } }).error.code]).toEqual([path, 'COMMON.NOT_FOUND']);
    }
    await page('/api/v1/x').expect(401);
    await api.http.post('/dispatch').expect(404);
    await api.http.get('/dispatch').set('accept', 'application/json').expect(404);
  });

  it('give nothing away that is not theirs', async () => {
    for (const path of [
      '/.secret',
      '/../outside.txt',
      '/..%2foutside.txt',
      '/assets/..%2f..%2foutside.txt',
      '/%2e%2e/outside.txt',
    ]) {
      const { text, status } = await fetch(`${api.url}${path}`).then(async (answer) => ({
        text: await answer.text(),
        status: answer.status,
      }));
      expect([path, text.includes('outside') && status === 200, text.includes('hidden')]).toEqual([path, false, false]);
    }
  });
});
