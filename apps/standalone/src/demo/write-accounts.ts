// Accounts of the demo county that are not there yet, each with a salt of its own, as if they were different passwords.
import { hashPassword } from '#libs/identity';
import type { Tx } from '#libs/platform';
import { DEMO_ACCOUNTS } from './demo-accounts.ts';
import { demoId } from './demo-ids.ts';

export async function writeAccounts(tx: Tx): Promise<void> {
  const all = DEMO_ACCOUNTS.map((account, at) => ({ ...account, id: demoId('account', at + 1) }));
  const rows = await tx.query<{ id: string; username: string }>(
    'SELECT id, username FROM accounts WHERE username = ANY($1::text[]) OR id = ANY($2::uuid[])',
    [all.map((one) => one.username), all.map((one) => one.id)],
  );
  // Also where somebody has renamed one since.
  const there = new Set(rows.flatMap((row) => [row.id, row.username]));
  const missing = all.filter((one) => !there.has(one.username) && !there.has(one.id));
  const passwordHashes = await Promise.all(missing.map((account) => hashPassword(account.password)));
  await tx.query(
    `INSERT INTO accounts (id, username, name, role, password_hash)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])`,
    [
      missing.map((one) => one.id),
      missing.map((one) => one.username),
      missing.map((one) => one.name),
      missing.map((one) => one.role),
      passwordHashes,
    ],
  );
  const scopes = missing.flatMap((account) => account.scopes.map((scope) => ({ ...scope, id: account.id })));
  await tx.query(
    `INSERT INTO account_scopes (account_id, kind, ref) SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[])`,
    [scopes.map((one) => one.id), scopes.map((one) => one.kind), scopes.map((one) => one.ref)],
  );
}
