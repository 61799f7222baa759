// Accounts, sessions and audit for whoever needs to know who is acting.
import { Module } from '@nestjs/common';
import { Accounts } from './accounts.ts';
import { Audit } from './audit.ts';
import { LoginThrottle } from './login-throttle.ts';
import { Sessions } from './sessions.ts';

@Module({
  providers: [Accounts, Audit, LoginThrottle, Sessions],
  exports: [Accounts, Audit, Sessions],
})
export class IdentityModule {}
