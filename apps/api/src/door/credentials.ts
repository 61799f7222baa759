// How a caller says who they are: programs by bearer token, browsers by cookie; and where a cookie may be used from.
import type { IncomingHttpHeaders } from 'node:http';
import type { CookieOptions } from 'express';

export const SESSION_COOKIE = 'yinling_session';

export interface CookieOrBearer {
  token: string;
  by: 'cookie' | 'bearer';
}

/** A bearer token wins over the cookie: whoever sends one means it. Null if neither is there. */
export function credentialsOf(headers: IncomingHttpHeaders): CookieOrBearer | null {
  const bearer = /^Bearer +(\S+)\s*$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer) return { token: bearer, by: 'bearer' };
  const token = cookieOf(headers.cookie);
  return token === null ? null : { token, by: 'cookie' };
}

function cookieOf(header: string | undefined): string | null {
  for (const part of header?.split(';') ?? []) {
    const [name, ...value] = part.split('=');
    if (name?.trim() === SESSION_COOKIE)
      return value
        .join('=')
        .trim()
        .replace(/^"(.*)"$/, '$1');
  }
  return null;
}

/** Pages are static and ask for data from their own origin, so the strictest SameSite costs nothing. */
export const cookieOptions = (secure: boolean, expires?: Date): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  path: '/',
  secure,
  ...(expires ? { expires } : {}),
});

/** Origins that may use the cookie: the request's own host, and those named in PUBLIC_ORIGINS. */
export class Origins {
  private readonly named: ReadonlySet<string>;

  constructor(publicOrigins: string) {
    this.named = new Set(
      publicOrigins
        .split(',')
        .map((origin) => origin.trim())
        .filter((origin) => URL.canParse(origin))
        .map((origin) => new URL(origin).origin),
    );
  }

  /** `host` as the caller addressed us, with port. A missing or opaque (`null`) origin is refused. */
  allow(origin: string | undefined, host: string | undefined): boolean {
    if (!origin || !/^https?:/i.test(origin) || !URL.canParse(origin)) return false;
    const asked = new URL(origin);
    if (this.named.has(asked.origin)) return true;
    // Read with the origin's scheme, so that a default port is equal to none.
    const own = `${asked.protocol}//${host ?? ''}`;
    return host !== undefined && URL.canParse(own) && new URL(own).host === asked.host;
  }
}
