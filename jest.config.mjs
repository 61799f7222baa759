// Three sizes of tests: unit (pure), db (real PostgreSQL), story (the whole house).
import { swcOptions } from './scripts/typescript/swc-options.mjs';

const common = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['yinling-source', 'node', 'node-addons'], globalsCleanup: 'off' },
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json', 'node'],
  transform: { '\\.ts$': ['@swc/jest', swcOptions] },
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/', '<rootDir>/data/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/'],
};
const onDatabase = {
  globalSetup: '<rootDir>/libs/testing/jest/global-setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/jest/global-teardown.mjs',
};

export default {
  maxWorkers: 2,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/{apps,libs}/**/*.spec.ts', '<rootDir>/{scripts,docker}/**/*.spec.mjs'],
      testPathIgnorePatterns: [...common.testPathIgnorePatterns, '\\.db\\.spec\\.ts$'],
    },
    {
      ...common,
      ...onDatabase,
      displayName: 'db',
      testMatch: ['<rootDir>/{apps,libs}/**/*.db.spec.ts'],
      setupFilesAfterEnv: ['<rootDir>/libs/testing/jest/patience-30s.mjs'],
    },
    {
      ...common,
      displayName: 'story',
      testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'],
      setupFilesAfterEnv: ['<rootDir>/libs/testing/jest/patience-180s.mjs'],
    },
  ],
};
