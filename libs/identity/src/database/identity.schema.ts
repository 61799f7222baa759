// What identity brings to the database.
import type { LibSchema } from '#libs/platform';
import {
  AccountEntity,
  AccountScopeEntity,
  AuditEntryEntity,
  FailedLoginEntity,
  SessionEntity,
} from './identity.entities.ts';
import { Accounts1763800000002 } from './migrations/1763800000002-accounts.ts';

export const identitySchema: LibSchema = {
  entities: [AccountEntity, AccountScopeEntity, SessionEntity, FailedLoginEntity, AuditEntryEntity],
  migrations: [Accounts1763800000002],
};
