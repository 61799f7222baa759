// The feed over a real database: late commits, failed deliveries, a dead listener.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { makeLog } from '../log.ts';
import { FactFeed } from './fact-feed.ts';
import { FactWaker, appendFacts, type Fact } from './facts.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

async function follow(deliver: (facts: Fact[]) => Promise<void>, from: 'now' | number = 'now'): Promise<FactFeed> {
  const feed = new FactFeed(db.database, new FactWaker(), makeLog('spec', 'silent'), {
    name: 'spec',
    databaseUrl: db.url,
    pollMs: 200,
    from,
    deliver,
  });
  await feed.start();
  return feed;
}
const write = (subject: string): Promise<void> =>
  appendFacts(db.database, [{ kind: 'alert', subject, change: 'raised' }]);
async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !condition();) {
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

  it('notices by polling when the listening connection has been killed', async () => {
    const seen: string[] = [];
    const feed = await follow(async (facts) => void seen.push(...facts.map((fact) => fact.subject)));
    await db.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'yinling-listen-spec'`,
    );
    await write('unheard');
    await until(() => seen.includes('unheard'));
    await feed.stop();
  });
});
