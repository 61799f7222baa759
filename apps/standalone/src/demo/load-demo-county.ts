// Loads the demo county: all in one transaction, so that an interrupted load leaves nothing; a second load changes nothing.
import { Audit } from '#libs/identity';
import { StartRefused, type Database, type SealedText, type Sql, type Tx } from '#libs/platform';
import { UNREGISTERED_DEVICE } from '../../../simulator/src/fleet.ts';
import { DEMO_ACCOUNTS } from './demo-accounts.ts';
import { DEMO_SEED, buildDemoCounty, type DemoCounty } from './demo-county.ts';
import { writeAccounts } from './write-accounts.ts';
import { writeDevices } from './write-devices.ts';
import { writeHelpers } from './write-helpers.ts';
import { writePeople } from './write-people.ts';
import { COUNTY } from './wuyi-townships.ts';

export interface DemoSummary {
  /** False if the county was there before: nothing was written then. */
  loaded: boolean;
  divisions: number;
  facilities: number;
  homes: number;
  elders: number;
  contacts: number;
  devices: number;
  accounts: number;
  /** People who help that were written now. */
  helpers: number;
  /** How long it took. */
  ms: number;
}

const LOCK = 7_233_004;
const MARK = { action: 'demoCountyLoaded', subject: `division:${COUNTY.code}` };
/** A demo county of an earlier version has nobody who helps: they are added once. */
const HELPERS_MARK = { action: 'demoHelpersLoaded', subject: MARK.subject };

/** True if a demo county was once loaded into this database, whatever became of its rows since. */
export const isDemoLoaded = (database: Sql): Promise<boolean> => isMarked(database, MARK);

/** False for a demo county of an earlier version, without people who help. */
export const hasDemoHelpers = (database: Sql): Promise<boolean> => isMarked(database, HELPERS_MARK);

async function isMarked(database: Sql, mark: typeof MARK): Promise<boolean> {
  const rows = await database.query('SELECT 1 FROM audit_log WHERE subject = $1 AND action = $2 LIMIT 1', [
    mark.subject,
    mark.action,
  ]);
  return rows.length > 0;
}

/**
 * Writes 武义县 with its elders, devices, public accounts and people who help, unless it is there already; one of an earlier
 * version gets what it lacks. Safe from several processes.
 * Throws StartRefused if the database holds accounts, devices or communities of the same names: real data is never mixed.
 */
export async function loadDemoCounty(options: {
  database: Database;
  sealed: SealedText;
  log: (line: string) => void;
}): Promise<DemoSummary> {
  const { database, sealed, log } = options;
  const start = performance.now();
  const county = buildDemoCounty();
  const { loaded, helpers } = await database.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const isNew = !(await isDemoLoaded(tx));
    if (isNew) {
      await refuseMixing(tx, county);
      await writeDivisions(tx, county);
      await writeFacilities(tx, county);
      await writePeople(tx, database, sealed, county);
      await writeDevices(tx, database, county.devices);
      await new Audit().record(tx, { accountId: null, ...MARK, data: { seed: DEMO_SEED } });
    }
    if (await hasDemoHelpers(tx)) return { loaded: isNew, helpers: 0 };
    await writeAccounts(tx);
    const written = await writeHelpers(tx, database, sealed, county.helpers);
    await new Audit().record(tx, { accountId: null, ...HELPERS_MARK, data: { helpers: written } });
    return { loaded: isNew, helpers: written };
  });
  const ms = Math.round(performance.now() - start);
  const summary: DemoSummary = {
    loaded,
    divisions: county.divisions.length,
    facilities: county.facilities.length,
    homes: county.homes.length,
    elders: county.elders.length,
    contacts: county.elders.reduce((sum, elder) => sum + elder.contacts.length, 0),
    devices: county.devices.length,
    accounts: DEMO_ACCOUNTS.length,
    helpers,
    ms,
  };
  log(
    loaded
      ? `demo county ${COUNTY.name} loaded in ${ms} ms: ${summary.divisions} divisions, ${summary.facilities} facilities, ` +
          `${summary.homes} homes, ${summary.elders} elders, ${summary.devices} devices, ${helpers} helpers, ${summary.accounts} accounts`
      : `demo county ${COUNTY.name} is loaded already${helpers > 0 ? `; ${helpers} helpers added` : ''}`,
  );
  return summary;
}

async function refuseMixing(tx: Tx, county: DemoCounty): Promise<void> {
  const communities = county.divisions.filter((division) => division.level === 'community').map(({ code }) => code);
  const taken = await tx.query<{ name: string }>(
    `SELECT 'account ' || username AS name FROM accounts WHERE username = ANY($1)
     UNION ALL SELECT 'device ' || key FROM devices WHERE key = ANY($2)
     UNION ALL SELECT 'device account ' || username FROM device_credentials WHERE username = ANY($2)
     UNION ALL SELECT 'division ' || code FROM divisions WHERE code = ANY($3) LIMIT 5`,
    [
      DEMO_ACCOUNTS.map((account) => account.username),
      [...county.devices.map((device) => device.key), UNREGISTERED_DEVICE],
      communities,
    ],
  );
  if (taken.length > 0) {
    throw new StartRefused(
      `the demo county cannot be loaded into a database that already has ${taken.map((row) => row.name).join(', ')}`,
    );
  }
}

async function writeDivisions(tx: Tx, { divisions }: DemoCounty): Promise<void> {
  // What is real may be there already: province, city, county, townships.
  await tx.query(
    `INSERT INTO divisions (code, name, level, setting, class_of_place)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) ON CONFLICT (code) DO NOTHING`,
    [
      divisions.map((one) => one.code),
      divisions.map((one) => one.name),
      divisions.map((one) => one.level),
      divisions.map((one) => one.setting),
      divisions.map((one) => one.classOfPlace),
    ],
  );
  const managed = divisions.filter((one) => one.managedBy !== null);
  await tx.query(
    `INSERT INTO division_managements (division_code, managed_by, during)
     SELECT code, managed_by, '[1949-10-01,)'::daterange FROM unnest($1::text[], $2::text[]) AS given (code, managed_by)
     WHERE NOT EXISTS (SELECT 1 FROM division_managements m WHERE m.division_code = given.code)`,
    [managed.map((one) => one.code), managed.map((one) => one.managedBy)],
  );
}

async function writeFacilities(tx: Tx, { facilities }: DemoCounty): Promise<void> {
  await tx.query(
    `INSERT INTO facilities (id, type, name, division_code, address, phone, lng, lat)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::float8[], $8::float8[])`,
    [
      facilities.map((one) => one.id),
      facilities.map((one) => one.type),
      facilities.map((one) => one.name),
      facilities.map((one) => one.divisionCode),
      facilities.map((one) => one.address),
      facilities.map((one) => one.phone),
      facilities.map((one) => one.location.lng),
      facilities.map((one) => one.location.lat),
    ],
  );
}
