// Divisions and facilities for a form: within the territory, by name, for those who may look at helpers.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Response } from 'supertest';
import type { DivisionItem, FacilityItem, Page } from '#libs/contracts';
import { COMMUNITY, COUNTY, OTHER_COMMUNITY, TOWN, startApi, type ApiApp } from '../testing/api-app.ts';
import { misfits } from '../testing/conforms.ts';

describe('Places to be named in a form', () => {
  let api: ApiApp;
  let document: OpenAPIObject;
  beforeAll(async () => {
    api = await startApi();
    document = (await api.http.get('/api/docs-json')).body as OpenAPIObject;
    for (const [name, division] of [['溪里站', COMMUNITY], ['东村站', OTHER_COMMUNITY], ['百分%站', COMMUNITY]]) {
      await api.database.query(
        `INSERT INTO facilities (id, type, name, division_code, address) VALUES ($1, 'homeCareCentre', $2, $3, '路')`,
        [randomUUID(), name ?? '', division ?? ''],
      );
    }
  }); // prettier-ignore
  afterAll(() => api.close());

  const ask = async (path: string, as = 'admin'): Promise<Response> =>
    api.http.get(`/api/v1/${path}`).set('authorization', `Bearer ${await api.token(as)}`);
  const divisions = async (query: string, as?: string): Promise<Page<DivisionItem>> =>
    (await ask(`divisions?${query}`, as)).body as Page<DivisionItem>;
  const facilities = async (query: string, as?: string): Promise<Page<FacilityItem>> =>
    (await ask(`facilities?${query}`, as)).body as Page<FacilityItem>;

  it('are divisions from the widest down, each with whoever stands above it', async () => {
    const { items, total } = await divisions('');
    expect([items[0]?.code, total]).toEqual([COUNTY, 5]);
    expect(items.flatMap((item) => misfits(document, 'DivisionItem', item))).toEqual([]);
    expect((await divisions(`q=${encodeURIComponent('溪里')}`)).items).toEqual([
      { code: COMMUNITY, name: '溪里社区', level: 'community', within: '壶山街道' },
    ]);
    expect((await divisions('q=330723002')).items.map(({ code }) => code)).toEqual(['330723002000', OTHER_COMMUNITY]);
    expect((await divisions('q=%25')).total).toBe(0);
    const last = await divisions('page=9&pageSize=2');
    expect([last.items, last.total]).toEqual([[], 5]);
  });

  it('show who runs a community today, and no division that has ended', async () => {
    await api.database.query(
      `INSERT INTO division_managements (division_code, managed_by, during) VALUES ($1, $2, '[2020-01-01,)')`,
      [OTHER_COMMUNITY, TOWN],
    );
    await api.database.query(
      `INSERT INTO divisions (code, name, level, valid_to) VALUES ('330723001099', '旧社区', 'community', '2020-01-01')`,
    );
    expect((await divisions(`q=${encodeURIComponent('东村')}`)).items[0]?.within).toBe('壶山街道');
    expect((await divisions(`q=${encodeURIComponent('旧社区')}`)).total).toBe(0);
  });

  it('are facilities by name', async () => {
    const { items } = await facilities('');
    expect(items.map(({ name }) => name).sort()).toEqual(['东村站', '溪里站', '百分%站'].sort());
    expect(items.flatMap((item) => misfits(document, 'FacilityItem', item))).toEqual([]);
    expect((await facilities('q=%25')).items.map(({ name }) => name)).toEqual(['百分%站']);
    const found = (await facilities(`q=${encodeURIComponent('溪里')}`)).items;
    expect(found[0]?.division).toEqual({ code: COMMUNITY, name: '溪里社区' });
  });

  it('end with the territory', async () => {
    await api.accounts.create({
      username: 'admin-community', name: 'c', role: 'admin', scopes: [{ kind: 'division', ref: COMMUNITY }], password: 'Silver Bell 2026',
    }); // prettier-ignore
    expect((await divisions('', 'admin-community')).items.map(({ code }) => code)).toEqual([COMMUNITY]);
    expect((await facilities('', 'admin-community')).items.map(({ name }) => name)).not.toContain('东村站');
  });

  it('are for administrators and supervisors', async () => {
    for (const path of ['divisions', 'facilities']) {
      expect((await ask(path, 'supervisor')).status).toBe(200);
      for (const role of ['operator', 'dutyOfficer', 'responder', 'family', 'regulator']) {
        expect((await ask(path, role)).status).toBe(403);
      }
    }
  });
});
