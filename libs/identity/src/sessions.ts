// Sessions: opaque 256-bit tokens, stored hashed; remembered for seconds and forgotten at once when a fact says so.
import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { LoginAnswer, Role, Scope } from '#libs/contracts';
import {
  Clock, Database, DomainError, FactWaker, SETTINGS, appendFacts, newId, type Fact, type Settings,
} from '#libs/platform'; // prettier-ignore
import { accountView, type Actor } from './actor.ts';
import { Audit } from './audit.ts';
import { LoginThrottle } from './login-throttle.ts';
import { HASH_OF_NOBODY, fitsPassword } from './passwords.ts';

/** Safety net only: facts drop what has changed, usually within milliseconds. */
const REMEMBER_MS = 5_000;
const REMEMBER_MOST = 10_000;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

interface AccountRow {
  id: string;
  username: string;
  name: string;
  role: Role;
  password_hash: string;
  disabled_at: Date | null;
  scopes: Scope[];
}

interface SessionRow extends Omit<AccountRow, 'password_hash' | 'disabled_at'> {
  session_id: string;
  expires_at: Date;
}

const SCOPES = `(SELECT coalesce(json_agg(json_build_object('kind', kind, 'ref', ref) ORDER BY kind, ref), '[]')
  FROM account_scopes WHERE account_id = a.id) AS scopes`;

@Injectable()
export class Sessions {
  private readonly remembered = new Map<string, { actor: Actor; until: number }>();
  private generation = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly waker: FactWaker,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly throttle: LoginThrottle,
    private readonly audit: Audit,
  ) {}

  /**
   * Opens a session. `address` is the client's, for throttling only.
   * Throws AUTH.BAD_CREDENTIALS (the same after the same time for unknown, disabled and wrong), AUTH.THROTTLED.
   */
  async signIn(username: string, password: string, address: string): Promise<LoginAnswer> {
    const account = await this.throttle.attempt(username, address, async () => {
      const found = await this.accountOf(username);
      const fits = await fitsPassword(found?.password_hash ?? HASH_OF_NOBODY, password);
      return found && fits && found.disabled_at === null ? found : null;
    });
    if (!account) throw new DomainError('AUTH.BAD_CREDENTIALS');
    return this.open(account);
  }

  /** The actor of a living session; null for anything else. */
  async verify(token: string): Promise<Actor | null> {
    if (!TOKEN.test(token)) return null;
    const hash = hashOf(token);
    const key = hash.toString('base64');
    const now = this.clock.now().getTime();
    const known = this.remembered.get(key);
    if (known && known.until > now && known.actor.expiresAt.getTime() > now) return known.actor;
    this.remembered.delete(key);
    const generation = this.generation;
    const actor = await this.load(hash);
    // A revocation that came while this was read must win.
    if (actor && generation === this.generation) this.remember(key, actor, now);
    return actor;
  }

  async signOut(actor: Actor): Promise<void> {
    await this.database.transaction(async (tx) => {
      const rows = await tx.query(
        'UPDATE sessions SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING id',
        [actor.sessionId, this.clock.now()],
      );
      if (rows.length === 0) return;
      const data = { accountId: actor.accountId };
      await appendFacts(tx, [{ kind: 'session', subject: actor.sessionId, change: 'revoked', data }]);
      await this.audit.record(tx, {
        accountId: actor.accountId,
        action: 'signedOut',
        subject: `session:${actor.sessionId}`,
      });
    });
    this.invalidate(actor.sessionId);
    this.waker.wake();
  }

  /** Forgets what is remembered of a session or of all sessions of an account. */
  invalidate(sessionOrAccountId: string): void {
    this.generation++;
    for (const [key, { actor }] of this.remembered) {
      if (actor.sessionId === sessionOrAccountId || actor.accountId === sessionOrAccountId) this.remembered.delete(key);
    }
  }

  /** For whoever tails the facts of a process: drops what session and account facts have changed. */
  take(facts: readonly Fact[]): void {
    for (const fact of facts) if (fact.kind === 'session' || fact.kind === 'account') this.invalidate(fact.subject);
  }

  /** Removes sessions that ended more than 30 days ago and stale counts of failed sign-ins; returns how many rows. */
  async removeStale(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - 30 * 24 * 3_600_000);
    const rows = await this.database.query('DELETE FROM sessions WHERE expires_at < $1 RETURNING id', [before]);
    return rows.length + (await this.throttle.removeStale());
  }

  private async accountOf(username: string): Promise<AccountRow | null> {
    const [row] = await this.database.query<AccountRow>(
      `SELECT a.id, a.username, a.name, a.role, a.password_hash, a.disabled_at, ${SCOPES} FROM accounts a WHERE a.username = $1`,
      [username],
      'account-by-username',
    );
    return row ?? null;
  }

  private async open(account: AccountRow): Promise<LoginAnswer> {
    const token = randomBytes(32).toString('base64url');
    const sessionId = newId();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + this.settings.SESSION_HOURS * 3_600_000);
    await this.database.transaction(async (tx) => {
      // The lock orders this against disable(): no session is born behind its back.
      const rows = await tx.query(
        `INSERT INTO sessions (id, token_hash, account_id, created_at, expires_at)
         SELECT $1, $2, a.id, $4, $5 FROM (SELECT id FROM accounts WHERE id = $3 AND disabled_at IS NULL FOR SHARE) AS a
         RETURNING id`,
        [sessionId, hashOf(token), account.id, now, expiresAt],
      );
      if (rows.length === 0) throw new DomainError('AUTH.BAD_CREDENTIALS');
      await this.audit.record(tx, { accountId: account.id, action: 'signedIn', subject: `session:${sessionId}` });
    });
    const { username, name, role, scopes } = account;
    const actor: Actor = { accountId: account.id, username, name, role, scopes, sessionId, expiresAt };
    return { token, expiresAt: expiresAt.toISOString(), account: accountView(actor) };
  }

  private async load(hash: Buffer): Promise<Actor | null> {
    const [row] = await this.database.query<SessionRow>(
      `SELECT a.id, a.username, a.name, a.role, ${SCOPES}, s.id AS session_id, s.expires_at
       FROM sessions s JOIN accounts a ON a.id = s.account_id
       WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND a.disabled_at IS NULL`,
      [hash, this.clock.now()],
      'session-by-token',
    );
    if (!row) return null;
    const { id, username, name, role, scopes } = row;
    return { accountId: id, username, name, role, scopes, sessionId: row.session_id, expiresAt: row.expires_at };
  }

  private remember(key: string, actor: Actor, now: number): void {
    if (this.remembered.size >= REMEMBER_MOST) {
      const oldest = this.remembered.keys().next().value;
      if (oldest !== undefined) this.remembered.delete(oldest);
    }
    this.remembered.set(key, { actor, until: now + REMEMBER_MS });
  }
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
