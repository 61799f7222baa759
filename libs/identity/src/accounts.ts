// Accounts: one person, one role, one or more scopes. Whatever changes what an account may do is audited and told as a fact.
import { Injectable } from '@nestjs/common';
import type { Role, Scope } from '#libs/contracts';
import { Database, DomainError, FactWaker, appendFacts, newId, type Sql, type Tx } from '#libs/platform';
import { Audit } from './audit.ts';
import { hashPassword } from './passwords.ts';

export interface NewAccount {
  /** Made here when absent. */
  id?: string;
  username: string;
  name: string;
  role: Role;
  /** At least one: a query without a scope is a bug. */
  scopes: Scope[];
  password: string;
  /** The person's own mobile, sealed, for calls at night. */
  mobileSealed?: string;
}

@Injectable()
export class Accounts {
  constructor(
    private readonly database: Database,
    private readonly waker: FactWaker,
    private readonly audit: Audit,
  ) {}

  /** Returns the account's id. Throws ACCOUNT.USERNAME_TAKEN. `by` is the acting account, null for the platform. */
  async create(account: NewAccount, by: string | null = null): Promise<string> {
    const id = account.id ?? newId();
    const passwordHash = await hashPassword(account.password);
    await this.database.transaction(async (tx) => {
      const rows = await tx.query(
        `INSERT INTO accounts (id, username, name, role, password_hash, mobile_sealed) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (username) DO NOTHING RETURNING id`,
        [id, account.username, account.name, account.role, passwordHash, account.mobileSealed ?? null],
      );
      if (rows.length === 0) throw new DomainError('ACCOUNT.USERNAME_TAKEN');
      await writeScopes(tx, id, account.scopes);
      await this.audit.record(tx, {
        accountId: by,
        action: 'accountCreated',
        subject: `account:${id}`,
        data: { role: account.role, scopes: account.scopes },
      });
    });
    return id;
  }

  /** Ends every session of the account at once; it cannot sign in any more. Throws ACCOUNT.NOT_FOUND. */
  async disable(id: string, by: string | null): Promise<void> {
    await this.change(id, by, 'disabled', 'UPDATE accounts SET disabled_at = now() WHERE id = $1 RETURNING id', [id]);
  }

  /** Sets a new password and ends the account's sessions. Throws ACCOUNT.NOT_FOUND. */
  async setPassword(id: string, password: string, by: string | null): Promise<void> {
    const passwordHash = await hashPassword(password);
    await this.change(id, by, 'passwordChanged', 'UPDATE accounts SET password_hash = $2 WHERE id = $1 RETURNING id', [
      id,
      passwordHash,
    ]);
  }

  /** Replaces the scopes; sessions stay and see the new ones at once. Throws ACCOUNT.NOT_FOUND. */
  async setScopes(id: string, scopes: Scope[], by: string | null): Promise<void> {
    await this.database.transaction(async (tx) => {
      const rows = await tx.query('SELECT id FROM accounts WHERE id = $1 FOR UPDATE', [id]);
      if (rows.length === 0) throw new DomainError('ACCOUNT.NOT_FOUND');
      await tx.query('DELETE FROM account_scopes WHERE account_id = $1', [id]);
      await writeScopes(tx, id, scopes);
      await this.told(tx, id, by, 'scopesChanged', { scopes });
    });
    this.waker.wake();
  }

  /** Role and scopes of an account that may sign in; null for unknown and disabled ones. */
  async find(id: string): Promise<{ id: string; name: string; role: Role; scopes: Scope[] } | null> {
    const [row] = await this.database.query<{ id: string; name: string; role: Role; scopes: Scope[] | null }>(
      `SELECT a.id, a.name, a.role, (SELECT json_agg(json_build_object('kind', s.kind, 'ref', s.ref))
         FROM account_scopes s WHERE s.account_id = a.id) AS scopes
       FROM accounts a WHERE a.id = $1::uuid AND a.disabled_at IS NULL`,
      [id],
      'account-by-id',
    );
    return row ? { ...row, scopes: row.scopes ?? [] } : null;
  }

  /** Names of accounts by id, as shown beside what they did. */
  async names(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.query<{ id: string; name: string }>(
      'SELECT id, name FROM accounts WHERE id = ANY($1::uuid[])',
      [ids],
      'account-names',
    );
    return new Map(rows.map((row) => [row.id, row.name]));
  }

  private async change(
    id: string,
    by: string | null,
    what: 'disabled' | 'passwordChanged',
    statement: string,
    values: unknown[],
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      if ((await tx.query(statement, values)).length === 0) throw new DomainError('ACCOUNT.NOT_FOUND');
      await tx.query('UPDATE sessions SET revoked_at = now() WHERE account_id = $1 AND revoked_at IS NULL', [id]);
      await this.told(tx, id, by, what, {});
    });
    this.waker.wake();
  }

  private async told(
    tx: Tx,
    id: string,
    by: string | null,
    change: string,
    data: Record<string, unknown>,
  ): Promise<void> {
    await appendFacts(tx, [{ kind: 'account', subject: id, change }]);
    const action = `account${change[0]?.toUpperCase()}${change.slice(1)}`;
    await this.audit.record(tx, { accountId: by, action, subject: `account:${id}`, data });
  }
}

async function writeScopes(sql: Sql, accountId: string, scopes: Scope[]): Promise<void> {
  if (scopes.length === 0) throw new Error('an account needs at least one scope');
  await sql.query(
    `INSERT INTO account_scopes (account_id, kind, ref)
     SELECT $1, kind, ref FROM unnest($2::text[], $3::text[]) AS given (kind, ref) ON CONFLICT DO NOTHING`,
    [accountId, scopes.map((scope) => scope.kind), scopes.map((scope) => scope.ref)],
  );
}
