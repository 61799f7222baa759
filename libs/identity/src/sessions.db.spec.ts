// Signing in and out on real tables: opaque tokens, equal refusals, throttled failures, sessions that end at once.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Clock, DomainError, FactWaker, SealedText, readSettings } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { Accounts } from './accounts.ts';
import { Audit } from './audit.ts';
import { LoginThrottle } from './login-throttle.ts';
import { Sessions } from './sessions.ts';

class SetClock extends Clock {
  at = new Date();
  override now(): Date {
    return this.at;
  }
  pass(ms: number): void {
    this.at = new Date(this.at.getTime() + ms);
  }
}

const LIMIT = 3;
const HERE = '203.0.113.7';
const PASSWORD = 'Silver Bell 2026';

describe('A session', () => {
  let test: TestDatabase;
  let clock: SetClock;
  let sessions: Sessions;
  let accounts: Accounts;
  let operator: string;
  let username: string;
  const sealed = new SealedText({ encryption: new Map([['k1', randomBytes(32)]]), index: randomBytes(32) });

  const aProcess = (): Sessions => {
    const settings = readSettings({ LOGIN_FAILURES: String(LIMIT), SESSION_HOURS: '13' });
    const throttle = new LoginThrottle(test.database, clock, sealed, settings);
    return new Sessions(test.database, clock, new FactWaker(), settings, throttle, new Audit());
  };

  beforeAll(async () => {
    test = await testDatabase();
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    clock = new SetClock();
    sessions = aProcess();
    accounts = new Accounts(test.database, new FactWaker(), new Audit());
    username = `operator-${randomBytes(4).toString('hex')}`;
    operator = await accounts.create({
      username,
      name: '方晓铃',
      role: 'operator',
      scopes: [{ kind: 'division', ref: '330723000000' }],
      password: PASSWORD,
    });
    await test.database.query('DELETE FROM failed_logins');
  });

  const refusal = async (work: Promise<unknown>): Promise<DomainError> => {
    const error: unknown = await work.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof DomainError)) throw new Error(`expected a coded refusal, got ${String(error)}`);
    return error;
  };
  const signIn = (password = PASSWORD, address = HERE, as = username) => sessions.signIn(as, password, address);

  it('answers who signed in, with role and scopes, for 13 hours', async () => {
    const answer = await signIn();
    expect(answer.account).toEqual({
      id: operator,
      username,
      name: '方晓铃',
      role: 'operator',
      scopes: [{ kind: 'division', ref: '330723000000' }],
    });
    expect(new Date(answer.expiresAt).getTime() - clock.at.getTime()).toBe(13 * 3_600_000);
    expect(await sessions.verify(answer.token)).toMatchObject({ accountId: operator, role: 'operator' });
  });

  it('is stored without its token', async () => {
    const { token } = await signIn();
    const [row] = await test.database.query<{ stored: string }>(
      `SELECT string_agg(to_jsonb(s)::text, '') AS stored FROM sessions s`,
    );
    expect(row?.stored).not.toContain(token);
    expect(row?.stored).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
  });

  it('is unknown for anything but its token', async () => {
    const { token } = await signIn();
    const changed = (token[0] === 'A' ? 'B' : 'A') + token.slice(1);
    for (const wrong of ['', 'x', changed, `${token} `, token.slice(1), '\0'.repeat(43)]) {
      expect(await sessions.verify(wrong)).toBeNull();
    }
  });

  it('ends when its time is over, also where it is remembered', async () => {
    const { token } = await signIn();
    clock.pass(13 * 3_600_000 - 1);
    expect(await sessions.verify(token)).not.toBeNull();
    clock.pass(1);
    expect(await sessions.verify(token)).toBeNull();
  });

  it('ends with sign-out, here at once and elsewhere with the fact', async () => {
    const { token } = await signIn();
    const other = aProcess();
    const actor = await sessions.verify(token);
    expect(await other.verify(token)).not.toBeNull();
    if (!actor) throw new Error('not signed in');
    await sessions.signOut(actor);
    expect(await sessions.verify(token)).toBeNull();
    const facts = await test.database.query<{ subject: string; data: object }>(
      `SELECT id::int, at, kind, subject, change, data FROM facts WHERE kind = 'session' AND subject = $1`,
      [actor.sessionId],
    );
    expect(facts).toMatchObject([{ change: 'revoked', data: { accountId: operator } }]);
    expect(await other.verify(token)).not.toBeNull();
    other.take(facts as never);
    expect(await other.verify(token)).toBeNull();
  });

  it('is forgotten within 5 seconds even where no fact arrives', async () => {
    const { token } = await signIn();
    const deaf = aProcess();
    const actor = await deaf.verify(token);
    if (!actor) throw new Error('not signed in');
    await sessions.signOut(actor);
    clock.pass(5_001);
    expect(await deaf.verify(token)).toBeNull();
  });

  it('ends when its account is disabled or gets a new password, and sees new scopes', async () => {
    const { token } = await signIn();
    await accounts.setScopes(operator, [{ kind: 'division', ref: '330723001000' }], null);
    expect((await aProcess().verify(token))?.scopes).toEqual([{ kind: 'division', ref: '330723001000' }]);
    await accounts.setPassword(operator, 'another one', null);
    expect(await aProcess().verify(token)).toBeNull();
    const second = await signIn('another one');
    await accounts.disable(operator, null);
    expect(await aProcess().verify(second.token)).toBeNull();
    expect((await refusal(signIn('another one'))).code).toBe('AUTH.BAD_CREDENTIALS');
  });

  it('is refused alike for an unknown user, a wrong password and a disabled account', async () => {
    await accounts.disable(operator, null);
    const refusals = [
      await refusal(signIn('wrong')),
      await refusal(signIn(PASSWORD)),
      await refusal(signIn(PASSWORD, HERE, 'nobody-at-all')),
    ];
    for (const one of refusals) expect([one.code, one.details]).toEqual(['AUTH.BAD_CREDENTIALS', undefined]);
  });

  it('takes as long to refuse an unknown user as a known one', async () => {
    const took = async (as: string, address: string): Promise<number> => {
      const start = performance.now();
      await refusal(sessions.signIn(as, 'wrong', address));
      return performance.now() - start;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let n = 0; n < 5; n++) {
      known.push(await took(username, `198.51.100.${n}`));
      unknown.push(await took(`nobody-${n}`, `198.51.100.${n}`));
    }
    const least = (times: number[]): number => Math.min(...times);
    // Without the hash an unknown user would be refused in a tenth of the time.
    expect(least(unknown)).toBeGreaterThan(least(known) / 3);
  });

  it('is paused after too many failures of one account from one address, whatever the password then', async () => {
    for (let n = 0; n < LIMIT; n++) expect((await refusal(signIn('wrong'))).code).toBe('AUTH.BAD_CREDENTIALS');
    const paused = await refusal(signIn());
    expect(paused.code).toBe('AUTH.THROTTLED');
    expect(paused.details?.['retryAfter']).toBe(300);
    expect((await refusal(aProcess().signIn(username, PASSWORD, HERE))).code).toBe('AUTH.THROTTLED');
    expect((await signIn(PASSWORD, '198.51.100.1')).token).toHaveLength(43);
    clock.pass(300_001);
    expect((await signIn()).token).toHaveLength(43);
  });

  it('pauses unknown users like known ones', async () => {
    for (let n = 0; n < LIMIT; n++) await refusal(signIn('wrong', HERE, 'nobody'));
    expect((await refusal(signIn('wrong', HERE, 'nobody'))).code).toBe('AUTH.THROTTLED');
  });

  it('pauses a disabled account like others: the right password tells nothing', async () => {
    await accounts.disable(operator, null);
    for (let n = 0; n < LIMIT; n++) expect((await refusal(signIn())).code).toBe('AUTH.BAD_CREDENTIALS');
    expect((await refusal(signIn())).code).toBe('AUTH.THROTTLED');
  });

  it('forgets failures after a success and after 15 minutes', async () => {
    for (let n = 0; n < LIMIT - 1; n++) await refusal(signIn('wrong'));
    await signIn();
    for (let n = 0; n < LIMIT - 1; n++) await refusal(signIn('wrong'));
    clock.pass(15 * 60_000 + 1);
    for (let n = 0; n < LIMIT - 1; n++) await refusal(signIn('wrong'));
    await signIn();
  });

  it('lets a right password in, however often others have failed from the same address', async () => {
    for (let n = 0; n < 12; n++) {
      for (let failed = 0; failed < LIMIT; failed++) await refusal(signIn('wrong', HERE, `nobody-${n}`));
    }
    for (let n = 0; n < LIMIT - 1; n++) expect((await refusal(signIn('wrong'))).code).toBe('AUTH.BAD_CREDENTIALS');
    expect((await signIn()).token).toHaveLength(43);
    expect((await refusal(signIn('wrong', HERE, 'nobody-0'))).code).toBe('AUTH.THROTTLED');
  });

  it('tells nobody by its pauses who has an account, also from where many have failed', async () => {
    for (let n = 0; n < 10 * LIMIT; n++) await refusal(signIn('wrong', HERE, `nobody-${n}`));
    const answers = async (as: string): Promise<unknown[]> => {
      const codes: unknown[] = [];
      for (let n = 0; n < LIMIT + 2; n++) {
        const { code, details } = await refusal(signIn('wrong', HERE, as));
        codes.push([code, details]);
      }
      return codes;
    };
    const known = await answers(username);
    expect(known.slice(LIMIT)).toEqual([
      ['AUTH.THROTTLED', { retryAfter: 300 }],
      ['AUTH.THROTTLED', { retryAfter: 300 }],
    ]);
    expect(await answers('somebody-else')).toEqual(known);
  });

  it('is refused without a look at the password while it is paused, and the pause does not grow', async () => {
    for (let n = 0; n < LIMIT; n++) await refusal(signIn('wrong'));
    clock.pass(200_000);
    for (const password of ['wrong', PASSWORD]) {
      const paused = await refusal(signIn(password));
      expect([paused.code, paused.details]).toEqual(['AUTH.THROTTLED', { retryAfter: 100 }]);
    }
    clock.pass(100_001);
    expect((await signIn()).token).toHaveLength(43);
  });

  it('never throttles successes, however many at once', async () => {
    const answers = await Promise.all(Array.from({ length: 4 * LIMIT }, () => signIn()));
    expect(new Set(answers.map((answer) => answer.token)).size).toBe(4 * LIMIT);
  });

  it('lets a crowd of guesses at once through no further than guesses one by one', async () => {
    const results = await Promise.all(
      Array.from({ length: 8 * LIMIT }, async () => (await refusal(signIn('wrong'))).code),
    );
    const tried = results.filter((code) => code === 'AUTH.BAD_CREDENTIALS').length;
    expect(tried).toBeGreaterThanOrEqual(LIMIT);
    expect(tried).toBeLessThanOrEqual(2 * LIMIT);
  });

  it('leaves who signed in and out in the audit trail, and no address or name in the throttle’s table', async () => {
    const { token } = await signIn();
    await refusal(signIn('wrong'));
    const actor = await sessions.verify(token);
    if (actor) await sessions.signOut(actor);
    const trail = await test.database.query('SELECT action FROM audit_log WHERE subject = $1 ORDER BY at, id', [
      `session:${actor?.sessionId}`,
    ]);
    expect(trail).toEqual([{ action: 'signedIn' }, { action: 'signedOut' }]);
    const [row] = await test.database.query<{ stored: string }>(
      `SELECT string_agg(f.key, '') AS stored FROM failed_logins f`,
    );
    expect(row?.stored).not.toMatch(/203\.0|operator/);
  });

  it('is removed with its throttle long after its end', async () => {
    await signIn();
    await refusal(signIn('wrong'));
    expect(await sessions.removeStale()).toBe(0);
    clock.pass(32 * 24 * 3_600_000);
    expect(await sessions.removeStale()).toBeGreaterThanOrEqual(2);
  });
});
