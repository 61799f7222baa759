// The feed over a real database: late commits, failed deliveries, a dead listener.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { makeLog } from '../log.ts';
import { FactFeed } from './fact-feed.ts';
import { FactWaker, RETURNING_FACT, appendFacts, type Fact } from './facts.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

async function follow(
  deliver: (facts: Fact[]) => Promise<void>,
  from: 'now' | number = 'now',
  waker = new FactWaker(),
  pollMs = 200,
): Promise<FactFeed> {
  const feed = new FactFeed(db.database, waker, makeLog('spec', 'silent'), {
    name: 'spec',
    settings: { DATABASE_URL: db.url, FEED_POLL_MS: pollMs },
    from,
    deliver,
  });
  await feed.start();
  return feed;
}
/** Written without telling anybody. */
const written = async (subject: string): Promise<Fact> => {
  const [row] = await db.database.query<{ fact: Fact }>(
    `INSERT INTO facts (kind, subject, change) VALUES ('alert', $1, 'raised') ${RETURNING_FACT}`,
    [subject],
  );
  if (!row) throw new Error('not written');
  return row.fact;
};
const write = (subject: string): Promise<void> =>
  appendFacts(db.database, [{ kind: 'alert', subject, change: 'raised' }]);
/** Server processes of the connections that listen. */
const listening = async (): Promise<number[]> =>
  (
    await db.database.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'yinling-listen' AND datname = current_database()`,
    )
  ).map(({ pid }) => pid);
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 10_000; !(await condition());) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('The fact feed', () => {
  it('delivers a fact that commits after later ones, and its head waits for it', async () => {
    const seen: string[] = [];
    const feed = await follow(async (facts) => void seen.push(...facts.map((fact) => fact.subject)));
    let committed: () => void = () => undefined;
    const mayCommit = new Promise<void>((resolve) => (committed = resolve));
    let written: () => void = () => undefined;
    const slowWritten = new Promise<void>((resolve) => (written = resolve));
    const slow = db.database.transaction(async (tx) => {
      await appendFacts(tx, [{ kind: 'alert', subject: 'slow', change: 'raised' }]);
      written();
      await mayCommit;
    });
    await slowWritten;
    await write('fast');
    await until(() => seen.includes('fast'));
    expect(seen).not.toContain('slow');
    const headBefore = feed.head;
    committed();
    await slow;
    await until(() => seen.includes('slow'));
    await until(() => feed.head > headBefore);
    expect(seen.filter((subject) => subject === 'slow')).toHaveLength(1);
    await feed.stop();
  });

  it('delivers again what could not be delivered, and only then moves its head', async () => {
    let failures = 2;
    const seen: string[] = [];
    const feed = await follow(async (facts) => {
      if (failures-- > 0) throw new Error('not now');
      seen.push(...facts.map((fact) => fact.subject));
    });
    const before = feed.head;
    await write('stubborn');
    await until(() => seen.includes('stubborn'));
    await until(() => feed.head > before);
    expect(seen).toEqual(['stubborn']);
    await feed.stop();
  });

  it('takes what this process hands over without reading, in whatever order, and each fact once', async () => {
    const seen: string[] = [];
    const waker = new FactWaker();
    // It reads at its start, and then not for a long time.
    const feed = await follow(
      async (facts) => void seen.push(...facts.map((fact) => fact.subject)),
      'now',
      waker,
      60_000,
    );
    await until(() => Number.isFinite(feed.ageMs));
    const [one, two] = [await written('one'), await written('two')];
    waker.wake([two]);
    waker.wake([one]);
    waker.wake([two]);
    await until(() => seen.length >= 2);
    expect(seen).toEqual(['two', 'one']);
    expect(feed.head).toBe(two.id);
    waker.wake();
    await written('three').then((three) => waker.wake([three]));
    await until(() => seen.length >= 3);
    expect(seen).toEqual(['two', 'one', 'three']);
    await feed.stop();
  });

  it('reads instead what is handed over far ahead of it', async () => {
    const seen: number[] = [];
    const waker = new FactWaker();
    const feed = await follow(async (facts) => void seen.push(...facts.map((fact) => fact.id)), 'now', waker, 60_000);
    await until(() => Number.isFinite(feed.ageMs));
    const many = await db.database.query<{ fact: Fact }>(
      `INSERT INTO facts (kind, subject, change) SELECT 'alert', 'many', 'raised' FROM generate_series(1, 1500)
       ${RETURNING_FACT}`,
    );
    const last = many.at(-1)?.fact;
    waker.wake(last ? [last] : []);
    await until(() => seen.length >= 1500);
    expect(seen).toEqual(many.map(({ fact }) => fact.id));
    await feed.stop();
  });

  it('goes on from a remembered place', async () => {
    await write('old');
    const [row] = await db.database.query<{ id: string }>('SELECT max(id) AS id FROM facts');
    await write('new');
    const seen: string[] = [];
    const feed = await follow(async (facts) => void seen.push(...facts.map((fact) => fact.subject)), Number(row?.id));
    await until(() => seen.length > 0);
    expect(seen).toEqual(['new']);
    await feed.stop();
  });

  it('notices by polling when the listening connection has been killed, and listens again', async () => {
    const seen: string[] = [];
    const feed = await follow(async (facts) => void seen.push(...facts.map((fact) => fact.subject)));
    const [before] = await listening();
    await db.database.query('SELECT pg_terminate_backend($1)', [before]);
    await write('unheard');
    await until(() => seen.includes('unheard'));
    await until(async () => (await listening()).some((pid) => pid !== before));
    await feed.stop();
  });

  it('shares one listening connection with the other feeds of its process, whatever becomes of those', async () => {
    const [heard, seen]: [string[], string[]] = [[], []];
    const waker = new FactWaker();
    const subjects = (facts: Fact[]): string[] => facts.map((fact) => fact.subject);
    // None of them polls for a long time.
    const broken = await follow(() => Promise.reject(new Error('never')), 'now', waker, 60_000);
    const leaving = await follow(async (facts) => void heard.push(...subjects(facts)), 'now', waker, 60_000);
    const staying = await follow(async (facts) => void seen.push(...subjects(facts)), 'now', waker, 60_000);
    await until(async () => (await listening()).length === 1);
    await write('to all');
    await until(() => heard.includes('to all') && seen.includes('to all'));
    await leaving.stop();
    await write('to who stays');
    await until(() => seen.includes('to who stays'));
    expect(heard).toEqual(['to all']);
    await Promise.all([broken.stop(), staying.stop()]);
    await until(async () => (await listening()).length === 0);
  });
});
