// The one table of operations, read from the OpenAPI document: who may call what, and what takes a body. Whatever is not
// in the document is not served below /api, so document and door cannot disagree.
import type { OpenAPIObject } from '@nestjs/swagger';
import { StartRefused } from '#libs/platform';
import { ROLES, type Role } from '#libs/contracts';

export interface Operation {
  method: string;
  /** As in the document, e.g. `/api/v1/alerts/{id}`: for logs, which never show a path as it was asked for. */
  route: string;
  /** Marked `security: []`: no session is asked for. */
  public: boolean;
  /** Empty for public operations; every role that may call it otherwise. */
  roles: ReadonlySet<Role>;
  takesBody: boolean;
  /** The body is one picture, not JSON. */
  takesImage: boolean;
  /** The body is signed: it is kept as it came. */
  signed: boolean;
}

/** What an operation says that it consumes if its body is a picture. */
export const IMAGE_BODY = 'image/*';

interface Route {
  route: string;
  shape: RegExp;
  methods: Map<string, Operation>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
type DocumentOperation = NonNullable<OpenAPIObject['paths'][string]['get']> & {
  'x-roles'?: readonly Role[];
  'x-signed'?: boolean;
};

export class Operations {
  private readonly routes: Route[];

  /** Refuses to start if an operation below /api is neither public nor bound to roles. */
  constructor(document: OpenAPIObject) {
    this.routes = Object.entries(document.paths)
      .map(([route, item]) => ({
        route,
        shape: shapeOf(route),
        methods: new Map(
          METHODS.flatMap((method) => {
            const operation: DocumentOperation | undefined = item[method];
            return operation ? [[method.toUpperCase(), operationOf(method, route, operation)]] : [];
          }),
        ),
      }))
      // `/devices/events` is asked before `/devices/{id}`.
      .sort((a, b) => (a.route.replaceAll('{', '\uffff') < b.route.replaceAll('{', '\uffff') ? -1 : 1));
  }

  /** Null: no such path. `operation` null: the path exists, with other methods. HEAD counts as GET. */
  find(method: string, path: string): { operation: Operation | null; allowed: string[] } | null {
    const route = isReadable(path) ? this.routes.find(({ shape }) => shape.test(path)) : undefined;
    if (!route) return null;
    const allowed = [...route.methods.keys()];
    if (allowed.includes('GET')) allowed.push('HEAD');
    return { operation: route.methods.get(method === 'HEAD' ? 'GET' : method) ?? null, allowed };
  }
}

/** Whether its percent signs stand for letters: a path that cannot be read is the path of nothing. */
function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Like Express: letters of either case, one slash at the end. */
function shapeOf(route: string): RegExp {
  const literal = route.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+');
  return new RegExp(`^${literal}/?$`, 'i');
}

function operationOf(method: string, route: string, operation: DocumentOperation): Operation {
  const isPublic = operation.security?.length === 0;
  const roles = new Set((operation['x-roles'] ?? []).filter((role) => ROLES.includes(role)));
  if (!isPublic && roles.size === 0 && /^\/api(\/|$)/i.test(route)) {
    throw new StartRefused(`${method.toUpperCase()} ${route} names no roles`);
  }
  return {
    method: method.toUpperCase(),
    route,
    public: isPublic,
    roles,
    takesBody: operation.requestBody !== undefined,
    takesImage: takesImage(operation.requestBody),
    signed: operation['x-signed'] === true,
  };
}

const takesImage = (body: DocumentOperation['requestBody']): boolean =>
  body !== undefined && 'content' in body && Object.hasOwn(body.content, IMAGE_BODY);
