// Command: makes an account, the first administrator of an installation without the demo county above all.
//   ACCOUNT_PASSWORD=… node dist/apps/api/src/create-account.js --username admin --name 管理员 --role admin --scope 330723000000 --mobile 13800001234
// DATABASE_URL and the keys as for every process, or beside a running `npm start` with the same DATA_DIR. Without
// ACCOUNT_PASSWORD a password is made and shown once.
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ROLES, type Role } from '#libs/contracts';
import { Accounts, IdentityModule } from '#libs/identity';
import {
  Database,
  DomainError,
  PlatformModule,
  SealedText,
  StartRefused,
  readSettings,
  refuseOlderSchema,
  runningEmbeddedUrl,
  startOrRefuse,
} from '#libs/platform';
import { apiSchemas } from './api.schemas.ts';

const SHORTEST_PASSWORD = 10;

interface Wanted {
  username: string;
  name: string;
  role: Role;
  /** Division code; the installation's top centre when absent. */
  scope: string | null;
  /** Called at night when nobody answers an alert. */
  mobile: string | null;
}

function readArguments(): Wanted {
  const { values } = parseArgs({
    options: {
      username: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      scope: { type: 'string' },
      mobile: { type: 'string' },
    },
  });
  const role = ROLES.find((known) => known === values.role);
  const wrong = [
    values.username ? '' : '--username is missing',
    role ? '' : `--role must be one of ${ROLES.join(', ')}`,
    values.mobile === undefined || /^\+?[0-9 -]{5,20}$/.test(values.mobile) ? '' : '--mobile must be a number',
    values.scope === undefined || /^\d{12}$/.test(values.scope) ? '' : '--scope must be a 12-digit division code',
  ].filter(Boolean);
  if (wrong.length > 0 || !values.username || !role) throw new StartRefused(wrong.join('; '));
  return {
    username: values.username,
    name: values.name ?? values.username,
    role,
    scope: values.scope ?? null,
    mobile: values.mobile ?? null,
  };
}

await startOrRefuse(async () => {
  const wanted = readArguments();
  const told = readSettings();
  const url = told.DATABASE_URL ?? runningEmbeddedUrl(told.DATA_DIR);
  if (!url) throw new StartRefused(`no database: set DATABASE_URL, or start the platform of ${told.DATA_DIR} first`);
  const settings = { ...told, DATABASE_URL: url };
  const given = process.env['ACCOUNT_PASSWORD'];
  if (given !== undefined && given.length < SHORTEST_PASSWORD) {
    throw new StartRefused(`ACCOUNT_PASSWORD must have at least ${SHORTEST_PASSWORD} characters`);
  }
  const password = given ?? randomBytes(15).toString('base64url');

  @Module({
    imports: [PlatformModule.forRoot({ app: 'create-account', settings, schemas: apiSchemas }), IdentityModule],
  })
  class Command {}

  const context = await NestFactory.createApplicationContext(Command, { logger: false, abortOnError: false });
  try {
    await refuseOlderSchema(context.get(Database), apiSchemas);
    const { username, name, role } = wanted;
    const scopes = [{ kind: 'division' as const, ref: wanted.scope ?? settings.HOME_DIVISION }];
    const mobile = wanted.mobile ? { mobileSealed: context.get(SealedText).seal(wanted.mobile) } : {};
    await context
      .get(Accounts)
      .create({ username, name, role, password, scopes, ...mobile }, null)
      .catch((error: unknown) => {
        throw error instanceof DomainError ? new StartRefused(`${error.code}: ${username}`) : error;
      });
    process.stdout.write(`account ${username} (${role}) made${given ? '' : `, password ${password} (shown once)`}\n`);
  } finally {
    await context.close();
  }
});
