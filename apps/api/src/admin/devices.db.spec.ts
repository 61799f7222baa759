// The administrator's devices over HTTP: found masked, placed, given secrets once, and written once however often asked.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Response } from 'supertest';
import type { DeviceView, IssuedSecret } from '#libs/contracts';
import { QuarantineStore } from '#libs/devices';
import { RegisterElders } from '#libs/elders';
import { Homes } from '#libs/places';
import { codeOf } from '../testing/answers.ts';
import { COMMUNITY, OTHER_COMMUNITY, startApi, type ApiApp } from '../testing/api-app.ts';
import { misfits } from '../testing/conforms.ts';

type Method = 'get' | 'post' | 'put' | 'delete';

describe('The administrator', () => {
  let api: ApiApp;
  let document: OpenAPIObject;
  let elderId: string;
  let homeId: string;
  let farHome: string;

  beforeAll(async () => {
    api = await startApi();
    document = (await api.http.get('/api/docs-json')).body as OpenAPIObject;
    const home = { street: '解放路', door: '3幢402', floor: 4, hasLift: false, location: null };
    [homeId = '', farHome = ''] = await api.app.get(Homes, { strict: false }).add([
      { ...home, communityCode: COMMUNITY },
      { ...home, communityCode: OTHER_COMMUNITY },
    ]);
    [elderId = ''] = await api.app.get(RegisterElders, { strict: false }).register([
      {
        name: '王小红', pinyin: 'wangxiaohong', sex: 'female', birthDate: '1941-05-02', idNumber: null, phones: [],
        living: 'alone', categories: [], abilityLevel: null, conditions: [], allergies: [], medication: [], bloodType: null,
        reach: { hearing: null, speech: null, dialect: null, firstChannel: null }, doorAndKeyNotes: null,
        home: { id: homeId, since: new Date('2015-01-01T00:00:00Z') }, contacts: [],
      }, // prettier-ignore
    ]);
  });
  afterAll(() => api.close());

  const ask = async (method: Method, path: string, body?: object, key?: string, as = 'admin'): Promise<Response> => {
    const request = api.http[method](`/api/v1/${path}`).set('authorization', `Bearer ${await api.token(as)}`);
    if (key) void request.set('idempotency-key', key);
    return body ? request.send(body) : request;
  };
  let made = 0;
  const aDevice = async (): Promise<DeviceView> => {
    const response = await ask('post', 'devices', { key: `dev-${++made}`, name: '按钮', kind: 'sosButton' });
    expect(response.status).toBe(201);
    return response.body as DeviceView;
  };

  it('registers a device and finds it by key', async () => {
    const device = await aDevice();
    expect(misfits(document, 'DeviceView', device)).toEqual([]);
    expect(device).toMatchObject({ state: 'never', placement: null, hasSecret: false, protocol: 'native' });
    expect((await ask('get', `devices?q=${device.key}`)).body).toEqual({ items: [device], total: 1 });
    expect((await ask('get', `devices/${device.id}`)).body).toEqual(device);
    expect(codeOf(await ask('post', 'devices', { key: device.key, name: 'x', kind: 'smoke' }))).toBe(
      'DEVICE.KEY_TAKEN',
    );
  });

  it('does not find what is not there', async () => {
    for (const id of ['x', '018f0000-0000-7000-8000-000000000000']) {
      const tries: [Method, string, object?][] = [
        ['get', `devices/${id}`],
        ['post', `devices/${id}/secret`],
        ['delete', `devices/${id}/secret`],
        ['put', `devices/${id}/placement`, { elderId }],
        ['delete', `devices/${id}/placement`],
        ['get', `devices/${id}/placements`],
      ];
      for (const [method, path, body] of tries) {
        const response = await ask(method, path, body);
        expect([method, path, response.status, codeOf(response)]).toEqual([method, path, 404, 'DEVICE.NOT_FOUND']);
      }
    }
  });

  it('places a device with an elder or in a home, masked, and moves it only after ending', async () => {
    const { id } = await aDevice();
    const placed = await ask('put', `devices/${id}/placement`, { elderId });
    expect(misfits(document, 'DeviceView', placed.body)).toEqual([]);
    expect(placed.body).toMatchObject({
      placement: { elder: { id: elderId, name: '王*红' }, home: { id: homeId, address: '解放路***' } },
    });
    expect((await ask('put', `devices/${id}/placement`, { elderId })).status).toBe(200);
    expect(codeOf(await ask('put', `devices/${id}/placement`, { homeId }))).toBe('DEVICE.ALREADY_PLACED');
    expect((await ask('delete', `devices/${id}/placement`)).status).toBe(204);
    expect((await ask('put', `devices/${id}/placement`, { homeId })).status).toBe(200);
    const history = (await ask('get', `devices/${id}/placements`)).body as { items: object[]; total: number };
    expect(history.total).toBe(2);
    for (const item of history.items) expect(misfits(document, 'PlacementView', item)).toEqual([]);
    for (const body of [{}, { elderId, homeId }, { elderId: 'x' }]) {
      expect(codeOf(await ask('put', `devices/${id}/placement`, body))).toBe('COMMON.VALIDATION');
    }
  });

  it('of one town neither sees nor places what is elsewhere or has no place', async () => {
    const { id } = await aDevice();
    expect((await ask('get', `devices/${id}`, undefined, undefined, 'admin-town')).status).toBe(404);
    await ask('put', `devices/${id}/placement`, { elderId });
    expect((await ask('get', `devices/${id}`, undefined, undefined, 'admin-town')).status).toBe(200);
    expect((await ask('put', `devices/${id}/placement`, { homeId: farHome }, undefined, 'admin-town')).status).toBe(
      404,
    );
    for (const path of ['devices/events', 'quarantine']) {
      expect((await ask('get', path, undefined, undefined, 'admin-town')).status).toBe(403);
    }
    const response = await ask('post', 'devices', { key: 'town-1', name: 'x', kind: 'smoke' }, undefined, 'admin-town');
    expect(response.status).toBe(403);
    expect(await api.database.query(`SELECT 1 FROM devices WHERE key = 'town-1'`)).toEqual([]);
  });

  it('gets a secret once, and the trail knows who did', async () => {
    const { id, key } = await aDevice();
    const issued = (await ask('post', `devices/${id}/secret`)).body as IssuedSecret;
    expect(misfits(document, 'IssuedSecret', issued)).toEqual([]);
    expect(issued).toMatchObject({ deviceKey: key, username: key, clientId: key });
    expect(((await ask('get', `devices/${id}`)).body as DeviceView).hasSecret).toBe(true);
    expect((await ask('delete', `devices/${id}/secret`)).status).toBe(204);
    expect(((await ask('get', `devices/${id}`)).body as DeviceView).hasSecret).toBe(false);
    const trail = await api.database.query<{ action: string; data: object }>(
      `SELECT l.action, l.data FROM audit_log l JOIN accounts a ON a.id = l.account_id
       WHERE l.subject = $1 AND a.username = 'admin' ORDER BY l.at, l.id`,
      [`device:${id}`],
    );
    expect(trail.map((entry) => entry.action)).toEqual(['deviceRegistered', 'secretIssued', 'secretRevoked']);
    expect(JSON.stringify(trail)).not.toContain(issued.secret);
  });

  it('sees what could not be read, and its bytes as they came', async () => {
    const payload = Buffer.from([0x7b, 0x00, 0xff, 0x22]);
    const receivedAt = new Date('2026-05-01T00:00:00Z');
    const message = {
      receivedAt,
      deviceKey: 'q-1',
      topic: 'devices/q-1/events',
      reason: 'json',
      payload,
      alertId: null,
    };
    await new QuarantineStore().put(api.database, [message]);
    const page = (await ask('get', 'quarantine?deviceKey=q-1')).body as {
      items: { id: string; bytes: number }[];
      total: number;
    };
    expect([page.total, page.items[0]?.bytes]).toEqual([1, 4]);
    expect(misfits(document, 'QuarantineView', page.items[0])).toEqual([]);
    const raw = await api.http
      .get(`/api/v1/quarantine/${page.items[0]?.id}/raw`)
      .set('authorization', `Bearer ${await api.token('admin')}`)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      })
      .expect(200);
    expect(raw.headers['content-type']).toBe('application/octet-stream');
    expect(payload.equals(raw.body as Buffer)).toBe(true);
    expect(codeOf(await ask('get', 'quarantine/x/raw'))).toBe('QUARANTINE.NOT_FOUND');
  });

  it('reads the ledger by event, device and time', async () => {
    const response = await ask(
      'get',
      'devices/events?eventId=e1&deviceKey=d1&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z',
    );
    expect(response.body).toEqual({ items: [], total: 0 });
  });

  describe('with an idempotency key', () => {
    const body = (key: string): object => ({ key, name: '按钮', kind: 'sosButton' });

    it('registers once, and a repeat gets the same device with the same status', async () => {
      const first = await ask('post', 'devices', body('once-1'), 'k1');
      const again = await ask('post', 'devices', { kind: 'sosButton', name: '按钮', key: 'once-1' }, 'k1');
      expect([first.status, again.status]).toEqual([201, 201]);
      expect(again.body).toEqual(first.body);
      expect(codeOf(await ask('post', 'devices', body('once-2'), 'k1'))).toBe('COMMON.IDEMPOTENCY_CONFLICT');
      expect(codeOf(await ask('put', `devices/${(first.body as DeviceView).id}/placement`, { elderId }, 'k1'))).toBe(
        'COMMON.IDEMPOTENCY_CONFLICT',
      );
      const [row] = await api.database.query<{ stored: string }>(
        `SELECT to_jsonb(i)::text AS stored FROM idempotent_answers i WHERE key = 'k1'`,
      );
      expect(row?.stored).not.toContain('按钮');
    });

    it('registers once, though ten calls come at the same moment', async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => ask('post', 'devices', body('crowd-1'), 'crowd')),
      );
      expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(201));
      expect(new Set(answers.map((answer) => (answer.body as DeviceView).id)).size).toBe(1);
      const trail = await api.database.query(
        `SELECT 1 FROM audit_log WHERE action = 'deviceRegistered' AND data->>'key' = 'crowd-1'`,
      );
      expect(trail).toHaveLength(1);
    });

    it('shows a secret to the first call only, and issues no second one', async () => {
      const { id } = await aDevice();
      expect((await ask('post', `devices/${id}/secret`, undefined, 'secret')).status).toBe(201);
      const hash = async (): Promise<unknown> =>
        api.database.query('SELECT username, secret_hash FROM device_credentials ORDER BY username');
      const before = await hash();
      const again = await ask('post', `devices/${id}/secret`, undefined, 'secret');
      expect([again.status, codeOf(again)]).toEqual([409, 'COMMON.SHOWN_ONCE']);
      expect(await hash()).toEqual(before);
    });

    it('answers a repeated revocation or placement like the first', async () => {
      const { id } = await aDevice();
      await ask('post', `devices/${id}/secret`);
      expect((await ask('delete', `devices/${id}/secret`, undefined, 'revoke')).status).toBe(204);
      expect((await ask('delete', `devices/${id}/secret`, undefined, 'revoke')).status).toBe(204);
      expect((await ask('delete', `devices/${id}/secret`, undefined, 'revoke-2')).status).toBe(409);
      const placed = await ask('put', `devices/${id}/placement`, { homeId }, 'place');
      expect((await ask('put', `devices/${id}/placement`, { homeId }, 'place')).body).toEqual(placed.body);
    });

    it('keeps no key for a call that was refused', async () => {
      expect((await ask('post', 'devices', { key: 'later' }, 'retry')).status).toBe(400);
      expect((await ask('post', 'devices', body('later'), 'retry')).status).toBe(201);
    });

    it('runs again when the first call died with its process', async () => {
      await ask('post', 'devices', body('died-1'), 'died');
      await api.database.query(
        `UPDATE idempotent_answers SET status = NULL, created_at = now() - interval '2 minutes' WHERE key = 'died'`,
      );
      await api.database.query(`DELETE FROM devices WHERE key = 'died-1'`);
      expect((await ask('post', 'devices', body('died-1'), 'died')).status).toBe(201);
    });

    it('is refused if it is no key', async () => {
      for (const key of ['with space', 'x'.repeat(256), 'schlüssel']) {
        const response = await fetch(`${api.url}/api/v1/devices`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${await api.token('admin')}`,
            'content-type': 'application/json',
            'idempotency-key': key,
          },
          body: JSON.stringify(body('never')),
        });
        expect([key, response.status]).toEqual([key, 400]);
      }
    });
  });
});
