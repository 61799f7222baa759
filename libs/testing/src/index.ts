// The only door of testing: what specs of every lib stand on. Never imported by anything that runs.
export { codeOf } from './code-of.ts';
export { schemaCatalog } from './schema-catalog.ts';
export { testDatabase, type TestDatabase } from './test-database.ts';
