// Cases and cards over HTTP: the own territory only, and what is sealed opens with the claim and leaves a trace.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Response } from 'supertest';
import type { AlertView, ElderCard, Page } from '#libs/contracts';
import { RegisterElders, type NewElder } from '#libs/elders';
import { Homes } from '#libs/places';
import { codeOf } from '../testing/answers.ts';
import { COMMUNITY, OTHER_COMMUNITY, startApi, type ApiApp } from '../testing/api-app.ts';
import { misfits } from '../testing/conforms.ts';

const anElder = (name: string, homeId: string): NewElder => ({
  name,
  pinyin: 'x',
  sex: 'female',
  birthDate: '1941-05-02',
  idNumber: null,
  phones: ['13800000001'],
  living: 'emptyNest',
  categories: ['高龄80+'],
  abilityLevel: 2,
  reach: { hearing: null, speech: null, dialect: null, firstChannel: null },
  conditions: ['高血压'],
  allergies: [],
  medication: [],
  bloodType: null,
  doorAndKeyNotes: '钥匙在门卫',
  home: { id: homeId, since: new Date('2015-01-01T00:00:00Z') },
  contacts: [
    {
      name: '王大',
      relation: '子',
      phone: '13911112222',
      decideOrder: 1,
      comeOrder: 1,
      minutesAway: 20,
      holdsKey: true,
    },
  ],
});

describe('A case over HTTP', () => {
  let api: ApiApp;
  let document: OpenAPIObject;
  let homeId: string;
  let wang: string;
  let li: string;
  let operator: string;
  let numbers = 0;

  beforeAll(async () => {
    // Its cases are rows without steps, which the auditor would rightly complain of.
    api = await startApi({ AUDIT_MS: '3600000' });
    document = (await api.http.get('/api/docs-json')).body as OpenAPIObject;
    const home = {
      communityCode: COMMUNITY,
      street: '解放路',
      door: '3幢402',
      floor: 4,
      hasLift: false,
      location: { lng: 119.8, lat: 28.9 },
    };
    [homeId = ''] = await api.app.get(Homes, { strict: false }).add([home]);
    [wang = '', li = ''] = await api.app
      .get(RegisterElders, { strict: false })
      .register([anElder('王小红', homeId), anElder('李明', homeId)]);
    operator = (await api.signIn('operator')).account.id;
  });
  afterAll(() => api.close());

  /** Written as a row: how cases come to be is not asked here. */
  const aCase = async (change: Record<string, unknown> = {}): Promise<string> => {
    const id = randomUUID();
    const row = {
      id, number: `260501-${String(++numbers).padStart(5, '0')}`, kind: 'sos', severity: 'P1', state: 'raised', version: 1,
      fold_key: `elder:${randomUUID()}`, source: 'device', elder_id: wang, other_elder_ids: [], home_id: homeId,
      community_code: COMMUNITY, raised_at: '2026-05-01T00:00:00Z', received_at: new Date(Date.parse('2026-05-01T00:00:00Z') + numbers * 1000),
      last_press_at: '2026-05-01T00:00:00Z', last_received_at: '2026-05-01T00:00:00Z', presses: 1, urgency: 0, late_seconds: 0,
      unreadable: false, drill: false, reopened: 0, fired_steps: [], joined_keys: [], review_due: false, ...change,
    }; // prettier-ignore
    await api.database.query('INSERT INTO alerts SELECT * FROM jsonb_populate_record(NULL::alerts, $1::jsonb)', [
      JSON.stringify(row),
    ]);
    return id;
  };
  const claimedBy = (account: string, leaseMs = 45_000): Record<string, unknown> => ({
    state: 'claimed',
    claimed_by: account,
    claimed_at: new Date(Date.now() - 1_000),
    lease_until: new Date(Date.now() + leaseMs),
  });
  const get = async (path: string, as = 'operator'): Promise<Response> =>
    api.http.get(`/api/v1/alerts${path}`).set('authorization', `Bearer ${await api.token(as)}`);
  const cardOf = async (id: string, as = 'operator'): Promise<ElderCard> => {
    const response = await get(`/${id}/card`, as);
    expect(response.status).toBe(200);
    return response.body as ElderCard;
  };

  it('is listed and shown as documented', async () => {
    const id = await aCase();
    const one = (await get(`/${id}`)).body as AlertView;
    expect(misfits(document, 'AlertView', one)).toEqual([]);
    expect(one).toMatchObject({ id, elder: { id: wang, name: '王小红' }, home: { id: homeId } });
    const page = (await get('?pageSize=100')).body as Page<AlertView>;
    expect(page.items.find((alert) => alert.id === id)).toEqual(one);
    expect((await get(`/${id}/timeline`)).body).toEqual({ items: [], total: 0 });
  });

  it('is filtered by state and time, sorted and paged', async () => {
    const closed = { state: 'closed', closed_at: '2030-01-01T00:00:00Z', outcome: 'falseAlarm' };
    const first = await aCase({ ...closed, received_at: '2030-01-01T00:00:00Z' });
    const second = await aCase({ ...closed, received_at: '2030-01-01T00:00:01Z' });
    const ids = async (query: string): Promise<string[]> =>
      ((await get(query)).body as Page<AlertView>).items.map((alert) => alert.id);
    const day = 'from=2030-01-01T00:00:00Z&to=2030-01-02T00:00:00Z';
    expect(await ids(`?${day}`)).toEqual([]);
    expect(await ids(`?${day}&state=closed`)).toEqual([second, first]);
    expect(await ids(`?${day}&state=all&sort=receivedAt`)).toEqual([first, second]);
    expect(await ids(`?${day}&state=all&pageSize=1&page=2`)).toEqual([first]);
    expect(await ids('?state=all&from=2030-01-01T00:00:00Z&to=2030-01-01T00:00:01Z')).toEqual([first]);
  });

  it('outside the territory, or of an id that is none, is not found', async () => {
    const elsewhere = await aCase({ community_code: OTHER_COMMUNITY });
    const nowhere = await aCase({ community_code: null, elder_id: null, home_id: null });
    for (const id of [elsewhere, nowhere, 'x', randomUUID()]) {
      for (const path of [`/${id}`, `/${id}/timeline`, `/${id}/card`]) {
        const response = await get(path, 'operator-town');
        expect([path, response.status, codeOf(response)]).toEqual([path, 404, 'ALERT.NOT_FOUND']);
      }
    }
    for (const id of [elsewhere, nowhere]) expect((await get(`/${id}`)).status).toBe(200);
    const page = (await get('?state=all&pageSize=100', 'operator-town')).body as Page<AlertView>;
    expect(page.items.filter((alert) => [elsewhere, nowhere].includes(alert.id))).toEqual([]);
  });

  describe('its card', () => {
    it('shows who lives there and where, but nothing sealed before the claim', async () => {
      const id = await aCase();
      const card = await cardOf(id);
      expect(misfits(document, 'ElderCard', card)).toEqual([]);
      expect(card.opened).toBe(false);
      expect(card.elders.map((elder) => elder.name).sort()).toEqual(['李明', '王小红']);
      expect(card.elders[0]?.id).toBe(wang);
      expect(card.home).toEqual({
        id: homeId,
        address: '解放路 3幢402',
        floor: 4,
        hasLift: false,
        location: { lng: 119.8, lat: 28.9 },
      });
      for (const text of ['13800000001', '13911112222', '高血压', '钥匙在门卫'])
        expect(JSON.stringify(card)).not.toContain(text);
      expect(await api.database.query(`SELECT 1 FROM audit_log WHERE subject = 'alert:${id}'`)).toEqual([]);
    });

    it('opens for the holder of the claim; each look is audited and the timeline says it once', async () => {
      const id = await aCase(claimedBy(operator));
      for (let look = 0; look < 3; look++) {
        const card = await cardOf(id);
        expect(misfits(document, 'ElderCard', card)).toEqual([]);
        expect(card.opened).toBe(true);
        expect(card.elders[0]?.sensitive).toMatchObject({
          phones: ['13800000001'],
          conditions: ['高血压'],
          doorAndKeyNotes: '钥匙在门卫',
        });
        expect(card.elders[0]?.contacts[0]?.phone).toBe('13911112222');
      }
      const trail = await api.database.query(
        `SELECT account_id, action, data FROM audit_log WHERE subject = 'alert:${id}'`,
      );
      expect(trail).toHaveLength(3);
      expect(trail[0]).toEqual({ account_id: operator, action: 'cardOpened', data: { elders: [wang, li] } });
      const timeline = (await get(`/${id}/timeline`)).body as Page<{ action: string; by: { id: string } }>;
      expect(timeline.items.map((entry) => [entry.action, entry.by.id])).toEqual([['cardOpened', operator]]);
    });

    it('stays closed for everybody else, for a lapsed lease and for a case that is over', async () => {
      const [held, lapsed] = [await aCase(claimedBy(operator)), await aCase(claimedBy(operator, -1_000))];
      const closed = await aCase({
        state: 'closed',
        claimed_by: operator,
        closed_at: new Date(),
        outcome: 'helpGiven',
      });
      expect((await cardOf(held, 'supervisor')).opened).toBe(false);
      expect((await cardOf(held, 'operator-town')).opened).toBe(false);
      expect((await cardOf(lapsed)).opened).toBe(false);
      expect((await cardOf(closed)).opened).toBe(false);
      expect((await get(`/${held}/card`, 'admin')).status).toBe(403);
    });

    it('stays open while a resolved case is not archived', async () => {
      const id = await aCase({
        state: 'resolved',
        claimed_by: operator,
        claimed_at: new Date(),
        resolved_at: new Date(),
      });
      expect((await cardOf(id)).opened).toBe(true);
      expect((await cardOf(id, 'supervisor')).opened).toBe(false);
    });

    it('lists earlier cases of its people within the territory, newest first', async () => {
      const closed = { state: 'closed', closed_at: new Date(), outcome: 'falseAlarm', elder_id: li };
      const older = await aCase({ ...closed, received_at: '2020-01-01T00:00:00Z' });
      const newer = await aCase({ ...closed, received_at: '2021-01-01T00:00:00Z' });
      const elsewhere = await aCase({
        ...closed,
        received_at: '2022-01-01T00:00:00Z',
        community_code: OTHER_COMMUNITY,
      });
      const id = await aCase({ elder_id: li, home_id: null });
      const listed = (await cardOf(id, 'operator-town')).lastAlerts.map((alert) => alert.id);
      expect(listed).toEqual([newer, older]);
      expect((await cardOf(id)).lastAlerts.map((alert) => alert.id)).toEqual([elsewhere, newer, older]);
    });
  });

  it('can be asked about elders, masked', async () => {
    const find = async (as: string): Promise<Response> =>
      api.http
        .get('/api/v1/elders?q=' + encodeURIComponent('王小'))
        .set('authorization', `Bearer ${await api.token(as)}`);
    const page = (await find('operator')).body as Page<object>;
    expect(page.total).toBe(1);
    expect(misfits(document, 'ElderListItem', page.items[0])).toEqual([]);
    expect(page.items[0]).toMatchObject({ id: wang, name: '王*红', home: { address: '解放路***' } });
    expect((await find('family')).status).toBe(403);
  });
});
