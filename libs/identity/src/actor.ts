// Who is acting: the signed-in account behind a request or a socket, with its role and scopes.
import type { AccountView, Role, Scope } from '#libs/contracts';

export interface Actor {
  accountId: string;
  username: string;
  name: string;
  role: Role;
  scopes: Scope[];
  sessionId: string;
  expiresAt: Date;
}

export const accountView = (actor: Actor): AccountView => ({
  id: actor.accountId,
  username: actor.username,
  name: actor.name,
  role: actor.role,
  scopes: actor.scopes,
});
