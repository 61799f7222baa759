// Who is told the beat, and who has to leave.
import { describe, expect, it } from '@jest/globals';
import type { Beat } from '#libs/contracts';
import type { Fact, FactKind } from '#libs/platform';
import { LiveConnections } from './live-connections.ts';

const HOUR_MS = 3_600_000;

function aConnection(id: string, accountId = `account-${id}`, endsInMs = HOUR_MS) {
  const told: Beat[] = [];
  return {
    told,
    ended: false,
    openCount: 2,
    digest: () => 'digest',
    actor: {
      accountId,
      sessionId: `session-${id}`,
      username: id,
      name: id,
      role: 'operator' as const,
      scopes: [],
      expiresAt: new Date(Date.now() + endsInMs),
    },
    socket: {
      id,
      emit: (_: 'beat', beat: Beat) => told.push(beat),
      disconnect(this: { end(): void }) {
        this.end();
      },
      end: (): void => undefined,
    },
  };
}
const connected = (...all: ReturnType<typeof aConnection>[]) => {
  const live = new LiveConnections<ReturnType<typeof aConnection>>();
  for (const one of all) {
    one.socket.end = () => {
      one.ended = true;
      live.remove(one.socket.id);
    };
    live.add(one);
  }
  return live;
};
const aFact = (kind: FactKind, subject: string): Fact => ({ id: 1, at: '', kind, subject, change: 'ended', data: {} });

describe('Connections', () => {
  it('end with their session, and all of an account with a change of it', () => {
    const [one, two, three, four] = [
      aConnection('1'),
      aConnection('2', 'shared'),
      aConnection('3', 'shared'),
      aConnection('4'),
    ];
    const live = connected(one, two, three, four);
    live.dismiss([aFact('session', 'session-1'), aFact('account', 'shared'), aFact('alert', 'session-4')]);
    expect([one, two, three, four].map(({ ended }) => ended)).toEqual([true, true, true, false]);
    expect(live.all()).toEqual([four]);
  });

  it('end when their session has run out', () => {
    const [old, fresh] = [aConnection('1', 'a', 0), aConnection('2')];
    const live = connected(old, fresh);
    live.dismissExpired();
    expect([old.ended, fresh.ended, live.size]).toEqual([true, false, 1]);
  });

  it('are told how much they hold, and how far the log has been sent', () => {
    const one = aConnection('1');
    connected(one).beat(one, 7);
    expect(one.told).toEqual([{ headSeq: 7, openCount: 2, digest: 'digest', serverTime: expect.any(String) }]);
  });
});
