// People who help and who can go, over HTTP: who may ask, what is refused by name, what is answered as described.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Response } from 'supertest';
import { RaiseAlerts } from '#libs/alerts';
import type { CandidatesAnswer, Page, ResponderView } from '#libs/contracts';
import { Homes } from '#libs/places';
import { codeOf, wrongFields } from '../testing/answers.ts';
import { COMMUNITY, COUNTY, OTHER_COMMUNITY, startApi, type ApiApp } from '../testing/api-app.ts';
import { misfits } from '../testing/conforms.ts';

const HOME = { lng: 119.81, lat: 28.89 };
const ALWAYS = [{ days: 'all', from: '00:00', to: '00:00' }];

describe('People who help', () => {
  let api: ApiApp;
  let document: OpenAPIObject;
  let homeId: string;
  let farHome: string;

  beforeAll(async () => {
    api = await startApi();
    document = (await api.http.get('/api/docs-json')).body as OpenAPIObject;
    const home = { street: '解放路', door: '3幢402', floor: 4, hasLift: false };
    [homeId = '', farHome = ''] = await api.app.get(Homes, { strict: false }).add([
      { ...home, communityCode: COMMUNITY, location: HOME },
      { ...home, communityCode: OTHER_COMMUNITY, location: null },
    ]);
  });
  afterAll(() => api.close());

  const ask = async (method: 'get' | 'post' | 'put', path: string, body?: object, as = 'admin', key?: string): Promise<Response> => {
    const request = api.http[method](`/api/v1/${path}`).set('authorization', `Bearer ${await api.token(as)}`);
    if (key) void request.set('idempotency-key', key);
    return body ? request.send(body) : request;
  }; // prettier-ignore
  const aBody = (over: object = {}): object => ({
    name: '李助',
    kind: 'stationStaff',
    divisionCode: COMMUNITY,
    travel: 'ebike',
    hours: ALWAYS,
    place: HOME,
    ...over,
  });
  const made = async (over: object = {}): Promise<ResponderView> => {
    const response = await ask('post', 'responders', aBody(over));
    expect([response.status, response.body]).toEqual([201, expect.anything()]);
    return response.body as ResponderView;
  };
  const list = async (query: string, as = 'admin'): Promise<Page<ResponderView>> =>
    (await ask('get', `responders?${query}`, undefined, as)).body as Page<ResponderView>;

  it('are registered with account, hours and homes, changed and found', async () => {
    const view = await made({
      name: ' 王邻 ',
      kind: 'neighbour',
      username: 'responder',
      phone: '154 0000 0001',
      homes: [{ id: homeId.toUpperCase(), holdsKey: true }],
      hours: [{ days: [6, 7], from: '22:00', to: '06:00' }],
      skills: ['firstAid', 'firstAid'],
    });
    expect(misfits(document, 'ResponderView', view)).toEqual([]);
    expect(view).toMatchObject({
      name: '王邻',
      username: 'responder',
      skills: ['firstAid'],
      homes: [{ id: homeId, address: '解放路***', holdsKey: true }],
      division: { code: COMMUNITY, name: '溪里社区' },
      active: true,
      onShift: false,
      openTasks: 0,
    });
    expect(JSON.stringify(view)).not.toMatch(/154|402/);
    expect(await list('q=%E7%8E%8B%E9%82%BB')).toEqual({ items: [view], total: 1 });
    expect(await list('q=responder', 'supervisor')).toEqual({ items: [view], total: 1 });
    const changed = await ask('put', `responders/${view.id}`, aBody({ active: false, kind: 'volunteer' }));
    expect([changed.status, changed.body]).toMatchObject([200, { kind: 'volunteer', active: false, username: null }]);
    expect((await list('active=false&kind=volunteer')).items.map(({ id }) => id)).toEqual([view.id]);
    expect((await list('active=true&kind=volunteer')).total).toBe(0);
    expect(view).toMatchObject({ phone: '*******0001', agreedOn: null, location: null });
    for (const bad of ['onShift=1', 'agreed=perhaps']) {
      expect((await ask('get', `responders?${bad}`)).status).toBe(400);
    }
    const agreed = await made({ name: '同意人', agreedOn: '2026-01-02' });
    expect(misfits(document, 'ResponderView', agreed)).toEqual([]);
    expect((await list('agreed=true&onShift=false')).items.map(({ id }) => id)).toEqual([agreed.id]);
    expect((await list('agreed=false&onShift=true')).total).toBe(0);
  });

  it('are registered once, however often the same call comes', async () => {
    const [one, other] = await Promise.all([
      ask('post', 'responders', aBody({ name: '一次' }), 'admin', 'once'),
      ask('post', 'responders', aBody({ name: '一次' }), 'admin', 'once'),
    ]);
    expect(other.body).toEqual(one.body);
    expect((await list('q=%E4%B8%80%E6%AC%A1')).total).toBe(1);
  });

  it('are the administrators’ affair; supervisors may look, nobody else', async () => {
    for (const role of ['operator', 'dutyOfficer', 'responder', 'communityWorker', 'family', 'manager', 'regulator']) {
      expect((await ask('get', 'responders', undefined, role)).status).toBe(403);
    }
    for (const role of ['supervisor', 'operator', 'responder']) {
      expect((await ask('post', 'responders', aBody(), role)).status).toBe(403);
      expect((await ask('put', 'responders/018f0000-0000-7000-8000-000000000000', aBody(), role)).status).toBe(403);
    }
  });

  const wrong: [string, object, string[]][] = [
    ['nothing', { name: undefined, kind: undefined, divisionCode: undefined, travel: undefined }, ['divisionCode', 'kind', 'name', 'travel']],
    ['an empty name', { name: '  ' }, ['name']],
    ['a kind that is none', { kind: 'police' }, ['kind']],
    ['a way of travel that is none', { travel: 'bus' }, ['travel']],
    ['a place that is no list of numbers', { place: { lng: '119', lat: 95 } }, ['place.lat', 'place.lng']],
    ['a place that is text', { place: 'here' }, ['place']],
    ['hours that are no hours', { hours: [{ days: 'sundays', from: '24:00', to: '7' }] }, ['hours.0.days', 'hours.0.from', 'hours.0.to']],
    ['weekdays that do not exist', { hours: [{ days: [0, 8], from: '08:00', to: '09:00' }] }, ['hours.0.days']],
    ['a weekday twice', { hours: [{ days: [1, 1], from: '08:00', to: '09:00' }] }, ['hours.0.days']],
    ['no weekday', { hours: [{ days: [], from: '08:00', to: '09:00' }] }, ['hours.0.days']],
    ['hours that are null', { hours: null }, ['hours']],
    ['hours of null', { hours: [null] }, ['hours', 'hours.0']],
    ['hours that are one', { hours: ALWAYS[0] }, ['hours']],
    ['a skill that is none', { skills: ['flying'] }, ['skills']],
    ['homes that are none', { homes: [{ id: 'x', holdsKey: 'yes' }] }, ['homes.0.holdsKey', 'homes.0.id']],
    ['planned duty that ends before it begins', { rosters: [{ from: '2099-01-02T00:00:00Z', to: '2099-01-01T00:00:00Z' }] }, ['rosters.0.to']],
    ['planned duty at no time', { rosters: [{ from: 'now', to: '2099-13-01T00:00:00Z' }] }, ['rosters.0.from', 'rosters.0.to']],
    ['a consent on a day that does not exist', { agreedOn: '2026-02-30' }, ['agreedOn']],
    ['a consent that is not yet given', { agreedOn: '2999-01-01' }, ['agreedOn']],
    ['a phone that is none', { phone: 'call me' }, ['phone']],
    ['a field that is unknown', { salary: 1 }, ['salary']],
    ['an answer that is no yes or no', { active: 'yes' }, ['active']],
    ['a neighbour of no home', { kind: 'neighbour' }, ['homes']],
  ]; // prettier-ignore
  it.each(wrong)('with %s are refused, each field named', async (_, over, names) => {
    const response = await ask('post', 'responders', aBody(over));
    expect([response.status, codeOf(response), wrongFields(response)]).toEqual([400, 'COMMON.VALIDATION', names]);
  });

  it('are refused with what is unknown, outside of the territory, or taken', async () => {
    const nobody = '018f0000-0000-7000-8000-000000000000';
    const refused = async (over: object, as = 'admin'): Promise<string> => codeOf(await ask('post', 'responders', aBody(over), as)); // prettier-ignore
    expect(await refused({ facilityId: nobody })).toBe('FACILITY.NOT_FOUND');
    expect(await refused({ homes: [{ id: nobody, holdsKey: true }] })).toBe('HOME.NOT_FOUND');
    expect(await refused({ divisionCode: '999999999999' })).toBe('DIVISION.NOT_FOUND');
    expect(await refused({ username: 'nobody' })).toBe('ACCOUNT.NOT_FOUND');
    expect(await refused({ username: 'operator' })).toBe('RESPONDER.ACCOUNT_ROLE');
    expect(await refused({ divisionCode: COUNTY }, 'admin-town')).toBe('DIVISION.NOT_FOUND');
    expect(await refused({ homes: [{ id: farHome, holdsKey: true }] }, 'admin-town')).toBe('HOME.NOT_FOUND');
    await made({ username: 'communityWorker' });
    expect(await refused({ username: 'communityWorker' })).toBe('RESPONDER.ACCOUNT_TAKEN');
    const far = await made({ name: '远人', divisionCode: OTHER_COMMUNITY });
    expect(codeOf(await ask('put', `responders/${far.id}`, aBody(), 'admin-town'))).toBe('RESPONDER.NOT_FOUND');
    expect((await list('q=%E8%BF%9C%E4%BA%BA', 'admin-town')).total).toBe(0);
    for (const id of ['x', nobody]) {
      expect(codeOf(await ask('put', `responders/${id}`, aBody()))).toBe('RESPONDER.NOT_FOUND');
    }
  });

  it('are the candidates of a case, for those who answer cases of its territory', async () => {
    const helper = await made({ name: '近人', kind: 'rescueTeam', travel: 'car' });
    const at = new Date();
    const alertId = await api.database.transaction(async (tx) => {
      const place = { elderId: null, homeId, communityCode: COMMUNITY, location: null };
      const press = { deviceKey: 'p', deviceId: null, eventId: 'e', kind: 'sos' as const, at, receivedAt: at, lateSeconds: 0, unreadable: false, cancelledAt: null, place }; // prettier-ignore
      return (await api.app.get(RaiseAlerts, { strict: false }).raise(tx, [press])).outcomes[0]?.alertId ?? '';
    });
    for (const role of ['operator', 'supervisor', 'dutyOfficer', 'operator-town']) {
      const response = await ask('get', `alerts/${alertId}/candidates`, undefined, role);
      expect(response.status).toBe(200);
      const answer = response.body as CandidatesAnswer;
      expect(misfits(document, 'CandidatesAnswer', answer)).toEqual([]);
      expect(answer.candidates.map(({ responder }) => responder.id)).toContain(helper.id);
    }
    for (const role of ['admin', 'responder', 'family', 'regulator']) {
      expect((await ask('get', `alerts/${alertId}/candidates`, undefined, role)).status).toBe(403);
    }
    for (const id of ['x', '018f0000-0000-7000-8000-000000000000']) {
      expect(codeOf(await ask('get', `alerts/${id}/candidates`, undefined, 'operator'))).toBe('ALERT.NOT_FOUND');
    }
    await api.database.query(`UPDATE alerts SET community_code = $2, version = version + 1 WHERE id = $1`, [
      alertId,
      OTHER_COMMUNITY,
    ]);
    expect(codeOf(await ask('get', `alerts/${alertId}/candidates`, undefined, 'operator-town'))).toBe(
      'ALERT.NOT_FOUND',
    );
  });
});
