// Who opens a socket: programs by `auth: { token }`, browsers by cookie; origin is checked where the cookie is used.
import { Inject, Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { Sessions, type Actor } from '#libs/identity';
import { DomainError, SETTINGS, type Settings } from '#libs/platform';
import { Origins, credentialsOf } from './credentials.ts';

/** The part of a socket.io socket that says who opened it. */
export interface OpeningSocket {
  handshake: { auth: Record<string, unknown>; headers: IncomingHttpHeaders };
}

@Injectable()
export class SocketSessions {
  private readonly origins: Origins;

  constructor(
    private readonly sessions: Sessions,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.origins = new Origins(settings.PUBLIC_ORIGINS);
  }

  /** Throws AUTH.REQUIRED, AUTH.ORIGIN_REFUSED. The role is the gateway's question (AUTH.FORBIDDEN). */
  async authenticate(socket: OpeningSocket): Promise<Actor> {
    const { auth, headers } = socket.handshake;
    const token: unknown = auth['token'];
    const given =
      typeof token === 'string' && token !== '' ? ({ token, by: 'bearer' } as const) : credentialsOf(headers);
    const actor = given && (await this.sessions.verify(given.token));
    if (!actor) throw new DomainError('AUTH.REQUIRED');
    if (given.by === 'cookie' && !this.origins.allow(headers.origin, this.hostOf(headers))) {
      throw new DomainError('AUTH.ORIGIN_REFUSED');
    }
    return actor;
  }

  private hostOf(headers: IncomingHttpHeaders): string | undefined {
    const forwarded = headers['x-forwarded-host'];
    if (this.settings.TRUST_PROXY > 0 && typeof forwarded === 'string') return forwarded.split(',')[0]?.trim();
    return headers.host;
  }
}
