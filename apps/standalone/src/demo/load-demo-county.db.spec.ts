// Loading the demo county: whole or not at all, once, readable by the libs that own the tables.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { PersonalData } from '#libs/elders';
import { SealedText, StartRefused, type Database } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { verify } from '@node-rs/argon2';
import { buildDemoCounty } from './demo-county.ts';
import { DEMO_ACCOUNTS } from './demo-accounts.ts';
import { isDemoLoaded, loadDemoCounty } from './load-demo-county.ts';

const sealed = new SealedText({ encryption: new Map([['k1', randomBytes(32)]]), index: randomBytes(32) });
const load = (database: Database) => loadDemoCounty({ database, sealed, log: () => undefined });

/** Reads Mosquitto's form on its own terms, whatever wrote it. */
function secretFits(stored: string, secret: string): boolean {
  const [, suite, iterations, salt, hash] = stored.split('$');
  const salted = pbkdf2Sync(secret, Buffer.from(salt ?? '', 'base64'), Number(iterations), 64, 'sha512');
  return suite === '7' && salted.toString('base64') === hash;
}

const TABLES = ['divisions', 'division_managements', 'facilities', 'homes', 'elders', 'residencies', 'contacts',
  'devices', 'device_credentials', 'device_placements', 'accounts', 'account_scopes', 'audit_log', 'facts', 'device_states', 'responders', 'responder_homes']; // prettier-ignore

async function contents(database: Database): Promise<Record<string, string>> {
  const rows = await Promise.all(
    TABLES.map((table) =>
      database.query<{ digest: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '' ORDER BY t::text)), '') AS digest FROM ${table} t`,
      ),
    ),
  );
  return Object.fromEntries(TABLES.map((table, at) => [table, rows[at]?.[0]?.digest ?? '']));
}

describe('Loading the demo county', () => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await testDatabase();
  });
  afterEach(() => test.close());

  it('a second time changes nothing', async () => {
    expect(await isDemoLoaded(test.database)).toBe(false);
    const first = await load(test.database);
    const before = await contents(test.database);
    const second = await load(test.database);
    expect(first.loaded).toBe(true);
    expect(second.loaded).toBe(false);
    expect(await isDemoLoaded(test.database)).toBe(true);
    expect(await contents(test.database)).toEqual(before);
    const count = (table: string): number => Number(before[table]?.split(' ')[0]);
    expect(count('elders')).toBe(first.elders);
    expect(count('residencies')).toBe(first.elders);
    expect(count('contacts')).toBe(first.contacts);
    expect(count('devices')).toBe(3_000);
    expect(count('device_credentials')).toBe(3_001);
    expect(count('device_placements')).toBe(3_000);
    expect(count('accounts')).toBe(12);
    expect(count('responders')).toBe(first.helpers);
    expect(count('responders')).toBe(buildDemoCounty().helpers.length);
    expect(second.helpers).toBe(0);
    expect(count('divisions')).toBe(first.divisions);
    expect(count('division_managements')).toBe(first.divisions - 1);
    expect(count('facilities')).toBe(first.facilities);
    // Only what was heard is true.
    expect(count('device_states')).toBe(0);
  });

  it('from two processes at once loads it once', async () => {
    const both = await Promise.all([load(test.database), load(test.database)]);
    expect(both.map((summary) => summary.loaded).sort()).toEqual([false, true]);
  });

  it('leaves nothing when it fails half-way', async () => {
    const empty = await contents(test.database);
    // Accounts are written late: what came before them must go too.
    await test.database.query('ALTER TABLE account_scopes ADD CONSTRAINT broken CHECK (false)');
    await expect(load(test.database)).rejects.toThrow('broken');
    expect(await contents(test.database)).toEqual(empty);
    expect(await isDemoLoaded(test.database)).toBe(false);
  });

  it('is refused where its names are taken, naming them', async () => {
    await test.database.query(
      `INSERT INTO accounts (id, username, name, role, password_hash)
       VALUES ('01941f29-7c00-7001-8000-00000000ffff', 'operator', '某人', 'operator', 'x')`,
    );
    const refusal = load(test.database);
    await expect(refusal).rejects.toThrow(StartRefused);
    await expect(refusal).rejects.toThrow('account operator');
  });
});

describe('A loaded demo county', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase();
    await load(test.database);
  });
  afterAll(() => test.close());

  it('keeps personal data sealed, found again by its index', async () => {
    const personal = new PersonalData(sealed);
    const wearer = buildDemoCounty().elders[0]!;
    const [row] = await test.database.query<Record<string, string>>(
      `SELECT e.id, e.phones_sealed, e.id_number_sealed, h.street, h.door_sealed, row_to_json(e)::text AS whole
       FROM elders e JOIN residencies r ON r.elder_id = e.id AND r.during @> '2020-01-01'::timestamptz
       JOIN homes h ON h.id = r.home_id WHERE $1 = ANY(e.phone_indexes)`,
      [personal.wholePhone(wearer.phones[0]!)],
    );
    const home = buildDemoCounty().homes[0]!;
    expect(row?.id).toBe(wearer.id);
    expect(personal.openList(row!.phones_sealed!)).toEqual(wearer.phones);
    expect(personal.open(row!.id_number_sealed!)).toBe(wearer.idNumber);
    expect(row!.street).toBe(home.street);
    expect(personal.open(row!.door_sealed!)).toBe(home.door);
    for (const secret of [wearer.idNumber, ...wearer.phones, ...wearer.conditions]) {
      expect(row!.whole).not.toContain(secret);
    }
  });

  it('gives every account the printed password under a hash of its own', async () => {
    const rows = await test.database.query<{ username: string; password_hash: string; scopes: string[] }>(
      `SELECT a.username, a.password_hash, array_agg(s.ref) AS scopes
       FROM accounts a JOIN account_scopes s ON s.account_id = a.id GROUP BY a.id`,
    );
    expect(new Set(rows.map((row) => row.password_hash)).size).toBe(DEMO_ACCOUNTS.length);
    for (const account of DEMO_ACCOUNTS) {
      const row = rows.find((one) => one.username === account.username);
      expect(await verify(row?.password_hash ?? '', account.password)).toBe(true);
      expect(row?.scopes).toEqual(account.scopes.map((scope) => scope.ref));
    }
  });

  it('gives demo-sos-1 to -5 their printed secrets, and the fifth no row in the registry', async () => {
    const rows = await test.database.query<{ username: string; secret_hash: string; registered: boolean }>(
      `SELECT c.username, c.secret_hash, d.id IS NOT NULL AS registered
       FROM device_credentials c LEFT JOIN devices d ON d.key = c.username
       WHERE c.username LIKE 'demo-sos-%' AND c.revoked_at IS NULL ORDER BY c.username`,
    );
    expect(rows.map((row) => row.username)).toEqual([1, 2, 3, 4, 5].map((number) => `demo-sos-${number}`));
    expect(rows.map((row) => row.registered)).toEqual([true, true, true, true, false]);
    for (const row of rows) expect(secretFits(row.secret_hash, `${row.username}-secret`)).toBe(true);
    expect(secretFits(rows[0]!.secret_hash, 'demo-sos-2-secret')).toBe(false);
  });
});
