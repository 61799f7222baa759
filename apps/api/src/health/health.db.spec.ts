// Health as machines and the console's strip ask for it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { AlarmPathHealth, LinkHealth } from '#libs/contracts';
import { Metrics } from '#libs/platform';
import { startApi, type ApiApp } from '../testing/api-app.ts';
import { misfits } from '../testing/conforms.ts';
import { AlarmPath } from './alarm-path.query.ts';

describe('Health', () => {
  let api: ApiApp;
  let document: OpenAPIObject;

  beforeAll(async () => {
    api = await startApi({ TELEPHONY_URL: 'http://127.0.0.1:9', TELEPHONY_SECRET: 's'.repeat(32) });
    document = (await api.http.get('/api/docs-json')).body as OpenAPIObject;
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    await api.database.query(`DELETE FROM process_beats WHERE app <> 'api'`);
    // Answers are kept for a second.
    Object.assign(api.app.get(AlarmPath, { strict: false }), { kept: null });
  });

  const beat = (app: string, secondsAgo: number, links: unknown = []): Promise<unknown> =>
    api.database.query(
      `INSERT INTO process_beats (process_id, app, started_at, beat_at, links)
       VALUES ($1, $1, now() - interval '1 hour', now() - $2 * interval '1 second', $3)`,
      [app, secondsAgo, JSON.stringify(links)],
    );

  it('is alive and ready', async () => {
    expect((await api.http.get('/health/live').expect(200)).body).toEqual({ status: 'ok' });
    const ready = await api.http.get('/health/ready').expect(200);
    expect(ready.body).toMatchObject({
      status: 'ok',
      details: { database: { status: 'up' }, schema: { status: 'up' }, feed: { status: 'up' } },
    });
    expect(misfits(document, 'HealthAnswer', ready.body)).toEqual([]);
  });

  it('shows every link, and percentiles of what happened lately', async () => {
    await beat('ingest', 1, [
      { link: 'broker', state: 'ok', ageMs: 10 },
      { link: 'odd', state: 'splendid' },
      'nonsense',
    ]);
    await beat('worker', 1);
    const metrics = api.app.get(Metrics, { strict: false });
    for (const ms of [1, 2, 3]) metrics.observePressToCommit(ms);
    const response = await api.http.get('/health/alarm-path');
    const health = response.body as AlarmPathHealth;
    expect(misfits(document, 'AlarmPathHealth', health)).toEqual([]);
    expect(health.pressToCommitMs).toEqual({ p50: 2, p99: 3 });
    expect(health.links.map((link) => [link.link, link.state])).toEqual(
      expect.arrayContaining([
        ['database', 'ok'],
        ['feed', 'ok'],
        ['ingest', 'ok'],
        ['worker', 'ok'],
        ['broker', 'ok'],
        ['odd', 'unknown'],
        ['telephony', 'unknown'],
      ]),
    );
  });

  it('answers 503 with the same body when a link is broken', async () => {
    await beat('ingest', 31);
    await beat('worker', 1);
    const response = await api.http.get('/health/alarm-path').expect(503);
    expect(misfits(document, 'AlarmPathHealth', response.body)).toEqual([]);
    expect((response.body as AlarmPathHealth).status).toBe('broken');
  });

  it('shows what the telephony last told us', async () => {
    await beat('ingest', 1);
    await beat('worker', 1);
    await api.database.query(`INSERT INTO telephony_events (id) VALUES ('evt-1')`);
    const telephony = async (): Promise<LinkHealth | undefined> => {
      Object.assign(api.app.get(AlarmPath, { strict: false }), { kept: null });
      const { links } = (await api.http.get('/health/alarm-path')).body as AlarmPathHealth;
      return links.find(({ link }) => link === 'telephony');
    };
    expect(await telephony()).toMatchObject({ state: 'ok', detail: expect.stringContaining('0 waiting') });
  });

  it('answers 200 when all is well', async () => {
    await beat('ingest', 1);
    await beat('worker', 1);
    expect(((await api.http.get('/health/alarm-path').expect(200)).body as AlarmPathHealth).status).toBe('ok');
  });

  it('gives its figures to Prometheus', async () => {
    const response = await api.http.get('/metrics').expect(200);
    expect(response.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const name of [
      'yinling_press_to_commit_seconds_bucket',
      'yinling_commit_to_display_seconds_count',
      'yinling_quarantined_total',
      'yinling_cases_without_next_step_total{missing="nobodyIsCalled"} 0',
    ]) {
      expect(response.text).toContain(name);
    }
  });
});
