// For specs: everything that raising by people and calling needs, on one database, over a village with phones and contacts.
import { randomUUID } from 'node:crypto';
import { DevicesOnCard, SignsOfLife } from '#libs/devices';
import { Elders, PersonalData, PhoneBook, RegisterElders, type NewElder } from '#libs/elders';
import type { RaiseOrder } from '#libs/contracts';
import { Audit } from '#libs/identity';
import { Homes } from '#libs/places';
import {
  Clock, DomainError, FactWaker, SealedText, Telephony, makeLog, readSettings, type Database, type Settings,
} from '#libs/platform'; // prettier-ignore
import { CaseWork } from '../database/case-work.ts';
import { TelephonyWork } from '../database/telephony-work.ts';
import type { ActorRef } from '../database/transition.store.ts';
import type { TerritoryInSql } from '../territory.ts';
import { AlertViews } from '../use-cases/alert-views.ts';
import { CallLists } from '../use-cases/call-lists.ts';
import { Calls } from '../use-cases/calls.ts';
import { CaseTasksView } from '../use-cases/case-tasks-view.ts';
import { Claims } from '../use-cases/claims.ts';
import { HearTelephony } from '../use-cases/hear-telephony.ts';
import { IdentifyElder } from '../use-cases/identify-elder.ts';
import { IncomingCalls } from '../use-cases/incoming-calls.ts';
import { JudgeSeverity } from '../use-cases/judge-severity.ts';
import { PlaceOfWord } from '../use-cases/place-of-word.ts';
import { RaiseAlerts, type RaiseOutcome } from '../use-cases/raise-alerts.ts';
import { RaiseByPerson } from '../use-cases/raise-by-person.ts';
import { SendTelephonyOrders } from '../use-cases/send-telephony-orders.ts';
import { SeverityOfWord } from '../use-cases/severity-of-word.ts';
import type { Press } from '../domain/fold-presses.ts';
import { LoneNight } from '../use-cases/lone-night.ts';
import { shippedLadders } from '../use-cases/shipped-ladders.ts';
import { aPress, aVillage, type Village } from './builders.ts';

const SHIPPED = shippedLadders();

export const HERE = '330723001001';
export const OTHER = '330723002001';
export const TOP: TerritoryInSql = { codes: ['330723000000', '330723001000', HERE, OTHER], includesUnplaced: true };
export const TOWN: TerritoryInSql = { codes: ['330723001000', HERE], includesUnplaced: false };

export const anElder = (over: Partial<NewElder> = {}): NewElder => ({
  name: '王秀珍', pinyin: 'wangxiuzhen', sex: 'female', birthDate: '1943-04-12', idNumber: null, phones: [], living: 'alone',
  categories: [], abilityLevel: 0, reach: { hearing: null, speech: null, dialect: null, firstChannel: null }, conditions: [],
  allergies: [], medication: [], bloodType: null, doorAndKeyNotes: null, home: null, contacts: [], ...over,
}); // prettier-ignore

export class CallDesk {
  readonly sealed = new SealedText({ encryption: new Map([['t', Buffer.alloc(32, 1)]]), index: Buffer.alloc(32, 2) });
  readonly waker = new FactWaker();
  readonly clock = new Clock();
  readonly personal = new PersonalData(this.sealed);
  readonly work: CaseWork;
  readonly views: AlertViews;
  readonly claims: Claims;
  readonly elders: Elders;
  readonly homes: Homes;
  readonly phoneBook: PhoneBook;
  readonly incoming: IncomingCalls;
  readonly places: PlaceOfWord;
  readonly raising: RaiseByPerson;
  readonly identifying: IdentifyElder;
  readonly judging: JudgeSeverity;
  readonly tasks: CaseTasksView;
  readonly lists: CallLists;
  readonly orders: SendTelephonyOrders;
  readonly calls: Calls;
  readonly hearing: HearTelephony;
  readonly anna: ActorRef;
  readonly bert: ActorRef;

  private constructor(
    readonly database: Database,
    readonly village: Village,
    readonly settings: Settings,
  ) {
    const { sealed, waker, clock, personal } = this;
    this.work = new CaseWork(database, sealed, waker);
    this.views = new AlertViews(database, sealed, clock, settings);
    this.claims = new Claims(database, waker, this.views, new LoneNight(SHIPPED, settings), settings);
    this.elders = new Elders(database, clock, personal);
    this.homes = new Homes(database, sealed);
    this.phoneBook = new PhoneBook(database, clock, personal);
    this.incoming = new IncomingCalls(database, sealed, new Audit(), waker);
    this.places = new PlaceOfWord(database, this.elders, this.homes);
    this.raising = new RaiseByPerson(
      database, new RaiseAlerts(SHIPPED), this.work, this.views, this.places,
      new SeverityOfWord(database, new SignsOfLife(database)), this.incoming, personal, sealed, waker,
    ); // prettier-ignore
    this.identifying = new IdentifyElder(database, this.work, this.places, waker);
    this.judging = new JudgeSeverity(database, this.work, sealed, waker);
    const telephony = new Telephony(settings.TELEPHONY_URL, settings.TELEPHONY_SECRET, clock, 1_000);
    const phoneWork = new TelephonyWork(this.work);
    this.tasks = new CaseTasksView(database, sealed);
    this.lists = new CallLists(
      database, this.views, this.elders, new DevicesOnCard(database, clock), sealed, telephony,
    ); // prettier-ignore
    this.orders = new SendTelephonyOrders(database, telephony, phoneWork, sealed, waker, makeLog('spec', 'silent'));
    this.calls = new Calls(this.work, this.lists, this.tasks, this.orders, telephony, sealed);
    this.hearing = new HearTelephony(database, this.phoneBook, phoneWork, sealed, waker);
    const [anna, bert] = village.operators;
    this.anna = { accountId: anna, territory: TOP };
    this.bert = { accountId: bert, territory: TOP };
  }

  /** On a database that has no village yet. */
  static async on(database: Database, settings: Partial<Settings> = {}): Promise<CallDesk> {
    const village = await aVillage(database);
    await database.query(
      `INSERT INTO divisions (code, name, level) VALUES ('330723000000', '武义县', 'county'),
         ('330723001000', '壶山街道', 'subdistrict'), ('${OTHER}', '东村', 'community')`,
    );
    return new CallDesk(database, village, { ...readSettings({}), LEASE_MS: 600_000, ...settings });
  }

  with(settings: Partial<Settings>): CallDesk {
    return new CallDesk(this.database, this.village, { ...this.settings, ...settings });
  }

  /** An elder who lives alone there (null: nowhere). */
  async anElder(over: Partial<NewElder> = {}, communityCode: string | null = HERE): Promise<string> {
    const home = communityCode === null ? null : { id: await this.aHome(communityCode), since: new Date('2015-01-01') };
    const [id = ''] = await new RegisterElders(this.database, this.personal).register([anElder({ home, ...over })]);
    return id;
  }

  async aHome(communityCode: string): Promise<string> {
    const location = { lng: 119.81, lat: 28.89 };
    const door = { street: '解放路', door: '3幢402', floor: 4, hasLift: false };
    const [id = ''] = await this.homes.add([{ communityCode, ...door, location }]);
    return id;
  }

  /** Raised for the elder and claimed by Anna. */
  async aClaimedCase(order: Partial<RaiseOrder> = {}): Promise<string> {
    const { alert } = await this.raising.raise(this.anna, { kind: 'phoneCall', ...order });
    await this.claims.claim(alert.id, this.anna);
    return alert.id;
  }

  async homeOf(elderId: string): Promise<string> {
    return (await this.elders.homesOf([elderId])).get(elderId) ?? '';
  }

  /** A device that the elder wears, or that hangs in the home. */
  async aDevice(kind: string, at: { elderId: string } | { homeId: string }): Promise<string> {
    const key = `${kind}-${randomUUID().slice(0, 8)}`;
    await this.database.query(
      `WITH device AS (INSERT INTO devices (id, key, name, kind) VALUES (gen_random_uuid(), $1, $1, $2) RETURNING id)
       INSERT INTO device_placements (id, device_id, elder_id, home_id, during)
       SELECT gen_random_uuid(), id, $3::uuid, $4::uuid, '[2020-01-01,)' FROM device`,
      [key, kind, 'elderId' in at ? at.elderId : null, 'homeId' in at ? at.homeId : null],
    );
    return key;
  }

  async signal(deviceKey: string, kind: string, hoursAgo: number): Promise<void> {
    await this.database.query(
      `INSERT INTO device_events (id, device_key, event_id, channel, type, kind, at, received_at, payload, became)
       VALUES (gen_random_uuid(), $1, $2, 'events', $3, $3, now() - $4::float8 * interval '1 hour', now(), '', 'noted')`,
      [deviceKey, randomUUID(), kind, hoursAgo],
    );
  }

  async press(over: Parameters<typeof aPress>[0] = {}): Promise<RaiseOutcome> {
    const press: Press = aPress({ at: new Date(), ...over });
    const [outcome] = await this.database.transaction(
      async (tx) => (await new RaiseAlerts(SHIPPED).raise(tx, [press])).outcomes,
    );
    if (!outcome) throw new Error('no outcome');
    return outcome;
  }

  /** How a case is ended is not asked here. */
  async ended(alertId: string, state: 'resolved' | 'closed'): Promise<void> {
    await this.database.query(
      `UPDATE alerts SET version = version + 1, state = $2, lease_until = NULL, outcome = 'helpGiven', resolved_at = now(),
         closed_at = CASE WHEN $2 = 'closed' THEN now() END WHERE id = $1`,
      [alertId, state],
    );
  }

  async timeline(alertId: string) {
    return (await this.views.timeline(TOP, alertId, { page: 1, pageSize: 100 })).items;
  }

  /** A call as the telephony has told of it. */
  async aCall(over: { codes?: string[]; number?: string; elderIds?: string[]; state?: string } = {}): Promise<string> {
    const id = randomUUID();
    const number = over.number ?? '13800000001';
    await this.database.query(
      `INSERT INTO incoming_calls (id, external_ref, state, number_sealed, number_masked, community_codes, elder_ids)
       VALUES ($1, $2, $3, $4, '138****0001', $5, $6)`,
      [id, `call-${id}`, over.state ?? 'ringing', this.sealed.seal(number), over.codes ?? [], over.elderIds ?? []],
    );
    return id;
  }
}

/** The code and details of what was refused. */
export const refused = async (what: Promise<unknown>): Promise<{ code: string; details: Record<string, unknown> }> =>
  what.then(
    () => ({ code: 'nothing was refused', details: {} }),
    (error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      return { code: error.code, details: error.details ?? {} };
    },
  );
