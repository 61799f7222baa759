// The people's door for specs: a real Nest application over a real, fresh database, with one account of each role.
import { randomBytes } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { Module, type DynamicModule } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import supertest from 'supertest';
import { ROLES, type LoginAnswer, type Scope } from '#libs/contracts';
import { Accounts } from '#libs/identity';
import { Database, NestLog, PlatformModule, makeLog, readSettings, type Log, type Settings } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { ApiModule } from '../api.module.ts';
import { apiSchemas } from '../api.schemas.ts';
import { openPeoplesDoor } from '../door/people-door.ts';

export const PASSWORD = 'Silver Bell 2026';
export const COUNTY = '330723000000';
export const TOWN = '330723001000';
export const COMMUNITY = '330723001001';
export const OTHER_COMMUNITY = '330723002001';

@Module({})
class TestProcess {
  static forRoot(settings: Settings, log: Log): DynamicModule {
    return {
      module: TestProcess,
      imports: [
        PlatformModule.forRoot({ app: 'api', settings, schemas: apiSchemas, shared: { log } }),
        ApiModule.forRoot(settings),
      ],
    };
  }
}

export interface ApiApp {
  app: NestExpressApplication;
  /** `http://127.0.0.1:<port>`. */
  url: string;
  database: Database;
  accounts: Accounts;
  /** A program's answer to signing in. */
  signIn(username: string): Promise<LoginAnswer>;
  /** The token of an account, signed in once. */
  token(username: string): Promise<string>;
  http: ReturnType<typeof supertest>;
  close(): Promise<void>;
}

const secretKeys = {
  ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  INDEX_KEY: randomBytes(32).toString('base64'),
};

/** `environment` overrides settings; accounts are named like their roles, plus `operator-town` with one town's scope. */
export async function startApi(
  environment: Record<string, string> = {},
  options: { log?: Log; pages?: string } = {},
): Promise<ApiApp> {
  const test: TestDatabase = await testDatabase();
  const settings = readSettings({
    DATABASE_URL: test.url,
    DATABASE_POOL: '10',
    HOME_DIVISION: COUNTY,
    LOG_LEVEL: 'silent',
    ...secretKeys,
    ...environment,
  });
  const log = options.log ?? makeLog('api', settings.LOG_LEVEL);
  const app = await NestFactory.create<NestExpressApplication>(TestProcess.forRoot(settings, log), {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLog(log),
  });
  openPeoplesDoor(app, options.pages ? { pages: options.pages } : {});
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  const accounts = app.get(Accounts, { strict: false });
  await writeDivisions(test.database);
  const county: Scope[] = [{ kind: 'division', ref: COUNTY }];
  await Promise.all(
    ROLES.map((role) => accounts.create({ username: role, name: role, role, scopes: county, password: PASSWORD })),
  );
  const town: Scope[] = [{ kind: 'division', ref: TOWN }];
  await accounts.create({
    username: 'operator-town',
    name: 'town',
    role: 'operator',
    scopes: town,
    password: PASSWORD,
  });
  await accounts.create({ username: 'admin-town', name: 'town', role: 'admin', scopes: town, password: PASSWORD });

  const http = supertest(url);
  const tokens = new Map<string, Promise<string>>();
  const signIn = async (username: string): Promise<LoginAnswer> =>
    (await http.post('/api/v1/auth/login').send({ username, password: PASSWORD }).expect(200)).body as LoginAnswer;
  return {
    app,
    url,
    database: app.get(Database, { strict: false }),
    accounts,
    signIn,
    token: (username) => {
      const token = tokens.get(username) ?? signIn(username).then((answer) => answer.token);
      tokens.set(username, token);
      return token;
    },
    http,
    close: async () => {
      await app.close();
      await test.close();
    },
  };
}

const writeDivisions = (database: Database): Promise<unknown> =>
  database.query(
    `INSERT INTO divisions (code, name, level) VALUES ('${COUNTY}', '武义县', 'county'), ('${TOWN}', '壶山街道', 'subdistrict'),
       ('${COMMUNITY}', '溪里社区', 'community'), ('330723002000', '柳城镇', 'subdistrict'), ('${OTHER_COMMUNITY}', '东村', 'community')`,
  );
