// For specs of the people's door: a home with an elder, cases as rows, helpers with accounts, and candidates by name.
import { randomUUID } from 'node:crypto';
import { FindCandidates } from '#libs/alerts';
import type { CandidatesAnswer, ResponderKind, Role } from '#libs/contracts';
import { RegisterElders } from '#libs/elders';
import { Homes } from '#libs/places';
import { COMMUNITY, COUNTY, PASSWORD, type ApiApp } from './api-app.ts';

export const HOME_AT = { lng: 119.81, lat: 28.89 };
export const ADDRESS = /解放路.*3幢402/;

export interface SceneHelper {
  responderId: string;
  username: string;
}

export class DispatchScene {
  private numbers = 0;

  private constructor(
    readonly api: ApiApp,
    readonly homeId: string,
    readonly elderId: string,
  ) {}

  static async on(api: ApiApp): Promise<DispatchScene> {
    const home = {
      communityCode: COMMUNITY,
      street: '解放路',
      door: '3幢402',
      floor: 4,
      hasLift: false,
      location: HOME_AT,
    };
    const [homeId = ''] = await api.app.get(Homes, { strict: false }).add([home]);
    const [elderId = ''] = await api.app.get(RegisterElders, { strict: false }).register([
      {
        name: '王小红', pinyin: 'wangxiaohong', sex: 'female', birthDate: '1941-05-02', idNumber: null,
        phones: ['13800000001'], living: 'alone', categories: [], abilityLevel: 2,
        reach: { hearing: '重听', speech: null, dialect: '武义话', firstChannel: null }, conditions: ['高血压'],
        allergies: ['青霉素'], medication: [], bloodType: null, doorAndKeyNotes: '钥匙在门卫',
        home: { id: homeId, since: new Date('2015-01-01T00:00:00Z') }, contacts: [],
      },
    ]); // prettier-ignore
    return new DispatchScene(api, homeId, elderId);
  }

  /** With an account of that role, named like the helper; `keyTo`: holds a key of the home. */
  async aHelper(
    username: string,
    kind: ResponderKind,
    over: { role?: Role; holdsKey?: boolean } = {},
  ): Promise<SceneHelper> {
    const id = await this.api.accounts.create({
      username,
      name: username,
      role: over.role ?? 'responder',
      scopes: [{ kind: 'division', ref: COUNTY }],
      password: PASSWORD,
    });
    const responderId = randomUUID();
    await this.api.database.query(
      `INSERT INTO responders (id, name, kind, account_id, division_code, travel) VALUES ($1, $2, $3, $4, $5, 'ebike')`,
      [responderId, username, kind, id, COMMUNITY],
    );
    if (over.holdsKey) {
      await this.api.database.query(
        'INSERT INTO responder_homes (responder_id, home_id, holds_key) VALUES ($1, $2, true)',
        [responderId, this.homeId],
      );
    }
    return { responderId, username };
  }

  /** Written as a row: how cases come to be is not asked here. */
  async aCase(kind = 'sos', severity = 'P1'): Promise<string> {
    const id = randomUUID();
    await this.api.database.query(
      `INSERT INTO alerts (id, number, kind, severity, state, fold_key, source, elder_id, home_id, community_code, raised_at,
         received_at, last_press_at, last_received_at)
       VALUES ($1, $2, $3, $4, 'raised', $5, 'device', $6, $7, $8, now(), now(), now(), now())`,
      [id, `260601-${String(++this.numbers).padStart(5, '0')}`, kind, severity, `spec:${id}`, this.elderId, this.homeId, COMMUNITY],
    ); // prettier-ignore
    return id;
  }

  /** Who can go is what the spec says, best first: how they are found is not asked here. */
  candidatesAre(helpers: readonly SceneHelper[]): void {
    const found: Omit<CandidatesAnswer, 'alertId'> = {
      at: '2026-06-01T10:00:00+08:00',
      limitSeconds: 900,
      mode: 'parallel',
      candidates: helpers.map(({ responderId, username }) => ({
        responder: { id: responderId, name: username, kind: 'stationStaff', facility: null },
        minutes: 5, metres: 800, travel: 'ebike', openTasks: 0, holdsKey: false, locationAgeSeconds: null,
        reasonsFor: ['nearest'], reasonsAgainst: [],
      })),
      proposed: helpers.map(({ responderId }) => responderId),
      leftOut: [],
      nobodyInReach: helpers.length === 0,
      stayOutside: false,
      routing: 'estimate',
    }; // prettier-ignore
    const named = (_: unknown, alertId: string): Promise<CandidatesAnswer> => Promise.resolve({ ...found, alertId });
    Object.assign(this.api.app.get(FindCandidates, { strict: false }), { for: named });
  }
}
