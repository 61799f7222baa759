// Ladders over HTTP: who may change which, what is refused, and what is left behind.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { LaddersAnswer } from '#libs/contracts';
import { COUNTY, OTHER_COMMUNITY, TOWN, startApi, type ApiApp } from '../testing/api-app.ts';
import { misfits } from '../testing/conforms.ts';

interface Answer {
  status: number;
  body: unknown;
}

describe('Escalation ladders', () => {
  let api: ApiApp;
  let document: OpenAPIObject;

  beforeAll(async () => {
    api = await startApi();
    document = (await api.http.get('/api/docs-json')).body as OpenAPIObject;
  });
  afterAll(() => api.close());

  const put = async (username: string, body: object): Promise<Answer> =>
    api.http
      .put('/api/v1/ladders')
      .set('authorization', `Bearer ${await api.token(username)}`)
      .send(body);
  const get = async (username: string, division: string): Promise<Answer> =>
    api.http.get(`/api/v1/ladders?division=${division}`).set('authorization', `Bearer ${await api.token(username)}`);
  const ladder = (staffing: string, over: object = {}) => ({
    kinds: [],
    from: '00:00',
    to: '00:00',
    staffing,
    steps: [
      { afterSeconds: 20, action: 'ringAgain' },
      { afterSeconds: 50, action: 'dutyPhone' },
    ],
    ...over,
  });
  const set = [ladder('normal'), ladder('lone')];

  it('are replaced as a set, with a version, an audit entry and a fact; an empty set takes them away', async () => {
    for (const version of [1, 2]) {
      const { status, body } = await put('supervisor', { divisionCode: TOWN, ladders: set });
      expect([status, body]).toMatchObject([
        200,
        { total: 2, items: [{ division: { code: TOWN }, version }, { version }] },
      ]);
      for (const item of (body as { items: unknown[] }).items)
        expect(misfits(document, 'LadderView', item)).toEqual([]);
    }
    expect((await get('admin', TOWN)).body).toMatchObject({ total: 2 });
    expect(
      await api.database.query(`SELECT 1 FROM audit_log WHERE action = 'laddersReplaced' AND subject = $1`, [
        `division:${TOWN}`,
      ]),
    ).toHaveLength(2);
    expect(await api.database.query(`SELECT 1 FROM facts WHERE kind = 'ladder' AND subject = $1`, [TOWN])).toHaveLength(
      2,
    );
    expect((await put('supervisor', { divisionCode: TOWN, ladders: [] })).body).toEqual({ items: [], total: 0 });
    expect(await api.database.query('SELECT 1 FROM ladders WHERE division_code = $1', [TOWN])).toHaveLength(4);
  });

  it('are shown with those that ship, and with what really holds in a division', async () => {
    const seen = async (username: string, division: string): Promise<LaddersAnswer> => {
      const { body } = await get(username, division);
      expect(misfits(document, 'LaddersAnswer', body)).toEqual([]);
      return body as LaddersAnswer;
    };
    const holds = ({ inForce }: LaddersAnswer): unknown[] | undefined =>
      inForce?.ladders.map((one) => [one.severity, one.source, one.division?.name ?? null]);
    const before = await seen('admin-town', TOWN);
    expect(before.shipped.map(({ severity, staffing }) => `${severity} ${staffing}`)).toEqual([
      'P1 normal',
      'P1 lone',
      'P2 normal',
      'P2 lone',
    ]);
    // Nobody is on duty here.
    expect(before.inForce).toMatchObject({ division: { code: TOWN, name: '壶山街道' }, staffing: 'lone' });
    expect(holds(before)).toEqual([
      ['P1', 'shipped', null],
      ['P2', 'shipped', null],
    ]);
    expect(before.inForce?.ladders[0]?.steps).toEqual(before.shipped[1]?.steps);

    await put('admin', { divisionCode: COUNTY, ladders: set });
    const [falls] = (
      (await put('admin', { divisionCode: TOWN, ladders: [ladder('lone', { kinds: ['fall'] })] })).body as LaddersAnswer
    ).items;
    const after = await seen('admin-town', TOWN);
    expect(holds(after)).toEqual([
      ['P1', 'above', '武义县'],
      ['P1', 'own', '壶山街道'],
      ['P2', 'shipped', null],
    ]);
    expect(after.inForce?.ladders[1]).toMatchObject({ kinds: ['fall'], ladderId: falls?.id });
    // Another place's is not told, and neither is what nobody asked for.
    expect((await seen('admin-town', OTHER_COMMUNITY)).inForce).toBeNull();
    for (const divisionCode of [COUNTY, TOWN]) await put('admin', { divisionCode, ladders: [] });
  });

  it('are refused with every fault named, and nothing is changed then', async () => {
    const wrong = [
      ladder('normal', { to: '08:00' }),
      ladder('lone', { steps: [{ afterSeconds: 90, action: 'ringAgain' }] }),
    ];
    const { status, body } = await put('supervisor', { divisionCode: TOWN, ladders: wrong });
    expect([status, body]).toMatchObject([400, { error: { code: 'LADDER.INVALID' } }]);
    const { faults } = (body as { error: { details: { faults: { field: string; reason: string }[] } } }).error.details;
    expect(faults.map(({ field, reason }) => `${field} ${reason}`).sort()).toEqual([
      'ladders[0].to gap',
      'ladders[1].steps staysInTheRoom',
      'ladders[1].steps[0].afterSeconds tooLate',
    ]);
    expect((await get('supervisor', TOWN)).body).toMatchObject({ items: [], total: 0 });
  });

  it('of a kind that never climbs are refused at their field', async () => {
    const technical = await put('supervisor', {
      divisionCode: TOWN,
      ladders: [ladder('normal', { kinds: ['tamper'] })],
    });
    expect([technical.status, technical.body]).toMatchObject([
      400,
      {
        error: { code: 'LADDER.INVALID', details: { faults: [{ field: 'ladders[0].kinds', reason: 'neverClimbs' }] } },
      },
    ]);
  });

  it('of the top centre do not end with a centre above it', async () => {
    const steps = [
      { afterSeconds: 30, action: 'dutyPhone' },
      { afterSeconds: 90, action: 'nextLevelCentre' },
    ];
    const ladders = [ladder('normal', { steps })];
    const { status, body } = await put('admin', { divisionCode: COUNTY, ladders });
    expect([status, body]).toMatchObject([
      400,
      { error: { details: { faults: [{ field: 'ladders[0].steps', reason: 'nothingAbove' }] } } },
    ]);
    expect((await put('admin', { divisionCode: TOWN, ladders })).status).toBe(200);
    await put('admin', { divisionCode: TOWN, ladders: [] });
  });

  it('of another place are not found, and an operator may not change any', async () => {
    const { status, body } = await put('admin-town', { divisionCode: OTHER_COMMUNITY, ladders: set });
    expect([status, body]).toMatchObject([404, { error: { code: 'DIVISION.NOT_FOUND' } }]);
    expect((await put('operator', { divisionCode: TOWN, ladders: set })).status).toBe(403);
  });

  it.each([
    ['no set', { divisionCode: TOWN }],
    ['a set that is none', { divisionCode: TOWN, ladders: 'all' }],
    ['nothing in the place of a ladder', { divisionCode: TOWN, ladders: [null] }],
    ['nothing in the place of a step', { divisionCode: TOWN, ladders: [ladder('normal', { steps: [null] })] }],
    [
      'half a second',
      { divisionCode: TOWN, ladders: [ladder('normal', { steps: [{ afterSeconds: 0.5, action: 'dutyPhone' }] })] },
    ],
    ['a division that is none', { divisionCode: '33', ladders: set }],
    ['an unknown field', { divisionCode: TOWN, ladders: set, force: true }],
  ])('answer %s with COMMON.VALIDATION', async (_, body) => {
    const answer = await put('supervisor', body);
    expect([answer.status, answer.body]).toMatchObject([400, { error: { code: 'COMMON.VALIDATION' } }]);
  });
});
