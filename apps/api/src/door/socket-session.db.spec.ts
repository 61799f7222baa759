// Who may open a socket.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import { DomainError } from '#libs/platform';
import { startApi, type ApiApp } from '../testing/api-app.ts';
import { SESSION_COOKIE } from './credentials.ts';
import { SocketSessions } from './socket-session.ts';

describe('A socket', () => {
  let api: ApiApp;
  let sessions: SocketSessions;
  let token: string;
  beforeAll(async () => {
    api = await startApi({ PUBLIC_ORIGINS: 'https://yinling.example' });
    sessions = api.app.get(SocketSessions, { strict: false });
    token = await api.token('operator');
  });
  afterAll(() => api.close());

  const opens = async (auth: Record<string, unknown>, headers: Record<string, string>): Promise<string> =>
    sessions.authenticate({ handshake: { auth, headers } }).then(
      (actor) => actor.username,
      (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
    );
  const cookie = (): string => `${SESSION_COOKIE}=${token}`;

  it('opens for a program by token, whatever its origin', async () => {
    expect(await opens({ token }, { host: 'a' })).toBe('operator');
    expect(await opens({ token }, { host: 'a', origin: 'https://elsewhere.example', cookie: 'x=y' })).toBe('operator');
    expect(await opens({}, { authorization: `Bearer ${token}` })).toBe('operator');
  });

  it('opens for a browser by cookie from the own host or a named origin', async () => {
    expect(await opens({}, { host: 'own.example', origin: 'https://own.example', cookie: cookie() })).toBe('operator');
    expect(await opens({}, { host: 'inside:3000', origin: 'https://yinling.example', cookie: cookie() })).toBe(
      'operator',
    );
    for (const origin of ['https://elsewhere.example', 'null', '']) {
      expect(await opens({}, { host: 'own.example', origin, cookie: cookie() })).toBe('AUTH.ORIGIN_REFUSED');
    }
    expect(await opens({}, { host: 'own.example', cookie: cookie() })).toBe('AUTH.ORIGIN_REFUSED');
  });

  it('believes a forwarded host only behind a proxy', async () => {
    const forwarded = {
      host: 'inside',
      'x-forwarded-host': 'evil.example',
      origin: 'https://evil.example',
      cookie: cookie(),
    };
    expect(await opens({}, forwarded)).toBe('AUTH.ORIGIN_REFUSED');
  });

  it('stays shut without a living session', async () => {
    const odd: Record<string, unknown>[] = [
      {},
      { token: '' },
      { token: 'x' },
      { token: null },
      { token: { a: 1 } },
      { token: ['x'] },
    ];
    for (const auth of odd) expect(await opens(auth, { host: 'a' })).toBe('AUTH.REQUIRED');
  });

  it('that is refused gets the code with its connect_error; one that is let in gets its snapshot', async () => {
    const outcome = async (
      auth: Record<string, unknown>,
      extraHeaders: Record<string, string> = {},
    ): Promise<string> => {
      const socket = io(`${api.url}/dispatch`, {
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
        auth,
        extraHeaders,
      });
      try {
        return await new Promise<string>((resolve) => {
          socket.once('connect_error', (error) =>
            resolve((error as Error & { data?: { code?: string } }).data?.code ?? error.message),
          );
          socket.once('snapshot', () => resolve('snapshot'));
        });
      } finally {
        socket.disconnect();
      }
    };
    expect(await outcome({ token })).toBe('snapshot');
    expect(await outcome({})).toBe('AUTH.REQUIRED');
    expect(await outcome({ token: await api.token('family') })).toBe('AUTH.FORBIDDEN');
    expect(await outcome({}, { cookie: cookie(), origin: api.url })).toBe('snapshot');
    expect(await outcome({}, { cookie: cookie(), origin: 'https://elsewhere.example' })).toBe('AUTH.ORIGIN_REFUSED');
  });
});
