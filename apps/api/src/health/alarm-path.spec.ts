// What the links of the alarm path are judged by: silence shows, and only evidence counts as health.
import { describe, expect, it } from '@jest/globals';
import type { LinkHealth } from '#libs/contracts';
import { judgeAlarmPath, type AlarmPathFacts, type ProcessBeat } from './alarm-path.ts';

const NOW = new Date('2026-05-01T12:00:00Z');
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1_000);

const aBeat = (app: string, change: Partial<ProcessBeat> = {}): ProcessBeat => ({
  processId: `018f0000-0000-7000-8000-${app.padStart(12, '0')}`,
  app,
  startedAt: ago(3_600),
  beatAt: ago(2),
  links: [],
  ...change,
});
const facts = (change: Partial<AlarmPathFacts> = {}): AlarmPathFacts => ({
  now: NOW,
  databaseMs: 3,
  feedAgeMs: 400,
  lastFindingMs: null,
  telephony: null,
  beats: [aBeat('ingest'), aBeat('worker'), aBeat('api')],
  ...change,
});
const stateOf = (given: AlarmPathFacts, link: string): LinkHealth['state'] | undefined =>
  judgeAlarmPath(given).links.find((one) => one.link === link)?.state;

describe('The alarm path', () => {
  it('is ok when every process beats, the database answers and the feed is read', () => {
    expect(judgeAlarmPath(facts()).status).toBe('ok');
  });

  it.each([
    ['ingest', 15, 'ok', 'ok'],
    ['ingest', 16, 'late', 'ok'],
    ['ingest', 31, 'broken', 'broken'],
    ['worker', 31, 'broken', 'broken'],
    ['api', 31, 'broken', 'broken'],
  ])('%s that beat %i s ago is %s, the path %s', (app, seconds, state, status) => {
    const beats = [aBeat('ingest'), aBeat('worker'), aBeat('api')].map((beat) =>
      beat.app === app ? { ...beat, beatAt: ago(seconds) } : beat,
    );
    expect([stateOf(facts({ beats }), app), judgeAlarmPath(facts({ beats })).status]).toEqual([state, status]);
  });

  it('is broken without an ingest or a worker, and whole with a standalone process', () => {
    expect(judgeAlarmPath(facts({ beats: [aBeat('worker'), aBeat('api')] }))).toMatchObject({ status: 'broken' });
    expect(stateOf(facts({ beats: [aBeat('api')] }), 'worker')).toBe('broken');
    expect(judgeAlarmPath(facts({ beats: [aBeat('standalone')] })).status).toBe('ok');
  });

  it('is broken while the database gives no answer, or the feed is not read', () => {
    expect(judgeAlarmPath(facts({ databaseMs: null, beats: [] }))).toMatchObject({ status: 'broken' });
    expect(judgeAlarmPath(facts({ feedAgeMs: 31_000 })).status).toBe('broken');
    expect(judgeAlarmPath(facts({ feedAgeMs: Number.POSITIVE_INFINITY })).status).toBe('broken');
  });

  it('names two processes of one app apart, and one dead of two breaks it', () => {
    const beats = [
      aBeat('ingest', { processId: 'ingest-aaaaaaaa' }),
      aBeat('ingest', { processId: 'ingest-bbbbbbbb', beatAt: ago(40) }),
      aBeat('worker'),
    ];
    const judged = judgeAlarmPath(facts({ beats }));
    expect(judged.status).toBe('broken');
    expect(
      judged.links.filter((link) => link.link.startsWith('ingest')).map((link) => [link.link, link.state]),
    ).toEqual([
      ['ingest/aaaaaaaa', 'ok'],
      ['ingest/bbbbbbbb', 'broken'],
    ]);
  });

  it('forgets a dead process once another one of its app has started since', () => {
    const died = aBeat('ingest', { processId: 'old', beatAt: ago(300) });
    const born = aBeat('ingest', { processId: 'new', startedAt: ago(290) });
    expect(judgeAlarmPath(facts({ beats: [died, born, aBeat('worker')] })).status).toBe('ok');
    const older = aBeat('ingest', { processId: 'new', startedAt: ago(310) });
    expect(judgeAlarmPath(facts({ beats: [died, older, aBeat('worker')] })).status).toBe('broken');
  });

  it('believes what a process says of its links only as long as it beats', () => {
    const link: LinkHealth = { link: 'broker', state: 'ok', ageMs: 1_000 };
    const said = (seconds: number, state: LinkHealth['state'] = 'ok'): AlarmPathFacts =>
      facts({ beats: [aBeat('ingest', { beatAt: ago(seconds), links: [{ ...link, state }] }), aBeat('worker')] });
    expect(stateOf(said(2), 'broker')).toBe('ok');
    expect(stateOf(said(2, 'broken'), 'broker')).toBe('broken');
    expect(judgeAlarmPath(said(2, 'broken')).status).toBe('broken');
    expect(stateOf(said(20), 'broker')).toBe('late');
    expect(stateOf(said(40), 'broker')).toBe('broken');
    expect(judgeAlarmPath(said(5)).links.find((one) => one.link === 'broker')?.ageMs).toBe(6_000);
  });

  it('takes what nobody knows for broken, once there was time to find out', () => {
    const unknown: LinkHealth[] = [{ link: 'canary', state: 'unknown', ageMs: null }];
    const since = (seconds: number): AlarmPathFacts =>
      facts({ beats: [aBeat('standalone', { startedAt: ago(seconds), links: unknown })] });
    expect(judgeAlarmPath(since(30)).status).toBe('ok');
    expect(judgeAlarmPath(since(61)).status).toBe('broken');
  });
});

describe('The auditor', () => {
  const facts = (lastFindingMs: number | null) => ({
    now: new Date(),
    databaseMs: 1,
    feedAgeMs: 0,
    lastFindingMs,
    telephony: null,
    beats: [{ processId: 'p', app: 'standalone', startedAt: new Date(0), beatAt: new Date(), links: [] }],
  });

  it('is a broken link for five minutes after an open case had no next step', () => {
    expect(judgeAlarmPath(facts(null)).status).toBe('ok');
    expect(judgeAlarmPath(facts(299_000)).status).toBe('broken');
    expect(judgeAlarmPath(facts(301_000)).status).toBe('ok');
  });
});

describe('The telephony as a link', () => {
  const signs = {
    takesOrders: true,
    lastEventMs: 1_000,
    lastAcceptedMs: 2_000,
    lastFailed: null,
    waiting: 0,
    longestWaitMs: 0,
  };
  const linkOf = (given: AlarmPathFacts): boolean =>
    judgeAlarmPath(given).links.some(({ link }) => link === 'telephony');

  it('is there where one is configured, and breaks the path when it rings nobody', () => {
    expect(linkOf(facts())).toBe(false);
    expect(stateOf(facts({ telephony: signs }), 'telephony')).toBe('ok');
    expect(judgeAlarmPath(facts({ telephony: { ...signs, longestWaitMs: 31_000 } })).status).toBe('broken');
  });

  it('breaks nothing while nobody has used it yet', () => {
    const unused = facts({ telephony: { ...signs, lastEventMs: null, lastAcceptedMs: null } });
    expect(stateOf(unused, 'telephony')).toBe('unknown');
    expect(judgeAlarmPath(unused).status).toBe('ok');
  });
});
