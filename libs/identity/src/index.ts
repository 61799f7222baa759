// The only door of identity: who acts, with which role and scopes, and the trail of what they did.
export { Accounts, type NewAccount } from './accounts.ts';
export { accountView, type Actor } from './actor.ts';
export { Audit, type AuditEntry } from './audit.ts';
export { identitySchema } from './database/identity.schema.ts';
export { IdentityModule } from './identity.module.ts';
export { hashPassword } from './passwords.ts';
export { Sessions } from './sessions.ts';
