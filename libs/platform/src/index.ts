// The only door of platform: the ground that every process stands on.
export { Clock } from './clock.ts';
export { DomainError, StartRefused, isDatabaseAway, toWireError } from './domain-error.ts';
export { Database, type LibSchema, type Sender, type Sql, type Tx } from './database/database.ts';
export { dataSourceOptions, openDataSource, platformSchema, poolOf } from './database/data-source.ts';
export { migrate, refuseOlderSchema } from './database/migrate.ts';
export {
  runningEmbeddedUrl,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded-postgres/embedded-postgres.ts';
export { expectSql, isUnexpected } from './database/expectation.ts';
export { FactFeed, type FactFeedOptions } from './facts/fact-feed.ts';
export {
  FactWaker,
  RETURNING_FACT,
  appendFacts,
  factsOf,
  type Fact,
  type FactKind,
  type FactRow,
  type NewFact,
} from './facts/facts.ts';
export { Files, LARGEST_FILE_BYTES, pictureOrRefusal, type StoredFile } from './files/files.ts';
export { IMAGE_TYPES, imageTypeOf, type ImageType } from './files/image-type.ts';
export { asError } from './as-error.ts';
export { GroupCommit, type Answered, type GroupCommitOptions } from './group-commit.ts';
export { PROCESS_ID, newId } from './ids.ts';
export { NestLog, makeLog, type Log } from './log.ts';
export { Metrics } from './metrics.ts';
export { LOG, PlatformModule, SETTINGS, type PlatformOptions } from './platform.module.ts';
export {
  commandOf,
  errorCode,
  identityOf,
  isAlive,
  parentOf,
  signal,
  stillLives,
  waitUntil,
  type ProcessIdentity,
} from './processes/process-facts.ts';
export { startOrRefuse } from './processes/start-or-refuse.ts';
export { ProcessBeat, type ProcessBeatOptions } from './process-beat.ts';
export { QueueConnection, QueueModule } from './queue/queue.module.ts';
export { type Routed } from './routing/osrm-table.ts';
export { MOST_ROUTED, Routing, type RouteQuestion } from './routing/routing.ts';
export { SealedText, type SecretKeys } from './secrets/sealed-text.ts';
export { ensureSecretKeys, loadSecretKeys } from './secrets/secret-keys.ts';
export { SETTING_KEYS, readSettings, type SettingName, type Settings } from './settings.ts';
export { SIGNATURE_HEADER, TIMESTAMP_HEADER, isSigned, signatureOf } from './telephony/signature.ts';
export { Telephony, type TelephonyAnswer, type TelephonyOrder } from './telephony/telephony.ts';
