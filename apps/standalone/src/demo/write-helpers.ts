// People who help in the demo county, written through staff. Into an older demo county as well, whose people may have been
// changed since: whoever belongs to what is no longer there is left out.
import { Audit } from '#libs/identity';
import { FactWaker, type Database, type SealedText, type Tx } from '#libs/platform';
import { RegisterResponders } from '#libs/staff';
import { DEMO_ACCOUNTS } from './demo-accounts.ts';
import { demoId } from './demo-ids.ts';
import type { DemoHelper } from './helpers.ts';

/** Answers how many were written. */
export async function writeHelpers(
  tx: Tx,
  database: Database,
  sealed: SealedText,
  helpers: readonly DemoHelper[],
): Promise<number> {
  const there = async (statement: string, values: readonly (string | null)[]): Promise<Set<string>> =>
    new Set((await tx.query<{ key: string }>(statement, [values])).map((row) => row.key));
  const divisions = await there('SELECT code AS key FROM divisions WHERE code = ANY($1::text[])', helpers.map((one) => one.divisionCode)); // prettier-ignore
  const facilities = await there('SELECT id AS key FROM facilities WHERE id = ANY($1::uuid[])', helpers.map((one) => one.facilityId)); // prettier-ignore
  const homes = await there('SELECT id AS key FROM homes WHERE id = ANY($1::uuid[])', helpers.flatMap((one) => one.homes.map((home) => home.id))); // prettier-ignore
  const accounts = await there(
    `SELECT id AS key FROM accounts WHERE id = ANY($1::uuid[]) AND role IN ('responder', 'communityWorker')
       AND NOT EXISTS (SELECT 1 FROM responders r WHERE r.account_id = accounts.id)`,
    helpers.map(accountOf),
  );
  const placeable = helpers.filter(
    (one) =>
      divisions.has(one.divisionCode) &&
      (one.facilityId === null || facilities.has(one.facilityId)) &&
      one.homes.every((home) => homes.has(home.id)),
  );
  const registry = new RegisterResponders(database, sealed, new FactWaker(), new Audit());
  await registry.add(
    placeable.map((one) => {
      const account = accountOf(one);
      return { ...one, accountId: account !== null && accounts.has(account) ? account : null };
    }),
    tx,
  );
  return placeable.length;
}

function accountOf({ username }: DemoHelper): string | null {
  const at = DEMO_ACCOUNTS.findIndex((account) => account.username === username);
  return at < 0 ? null : demoId('account', at + 1);
}
