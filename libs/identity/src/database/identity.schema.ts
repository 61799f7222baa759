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
import { AccountMobile1764100000012 } from './migrations/1764100000012-account-mobile.ts';

export const identitySchema: LibSchema = {
  entities: [AccountEntity, AccountScopeEntity, SessionEntity, FailedLoginEntity, AuditEntryEntity],
  migrations: [Accounts1763800000002, AccountMobile1764100000012],
};
