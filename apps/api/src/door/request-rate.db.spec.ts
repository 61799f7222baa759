// The limit as a program meets it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type ApiApp } from '../testing/api-app.ts';

describe('A session that asks too often', () => {
  let api: ApiApp;
  beforeAll(async () => {
    api = await startApi({ REQUESTS_PER_SECOND: '5' });
  });
  afterAll(() => api.close());

  it('gets 429 with Retry-After, while others are served', async () => {
    const [busy, calm] = [await api.token('operator'), await api.token('supervisor')];
    const ask = (token: string) => api.http.get('/api/v1/auth/me').set('authorization', `Bearer ${token}`);
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask(busy)));
    const refused = answers.filter((answer) => answer.status === 429);
    // Thirty requests at once cannot take six seconds: at least the last ones come within the first.
    expect(refused.length).toBeGreaterThan(0);
    expect(answers.filter((answer) => answer.status === 200).length).toBeGreaterThanOrEqual(5);
    expect(refused[0]?.headers['retry-after']).toBe('1');
    expect((refused[0]?.body as { error: { code: string } }).error.code).toBe('COMMON.TOO_MANY_REQUESTS');
    await ask(calm).expect(200);
  });
});
