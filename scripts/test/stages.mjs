// The stages of `npm test`, in order: quick ones first.
import { readFileSync, readdirSync } from 'node:fs';
import { delimiter } from 'node:path';
import { at } from '../build/paths.mjs';
import { run } from '../build/run.mjs';
import { checkDockerfile } from '../check-dockerfile.mjs';
import { jest } from './jest.mjs';
import { externalPostgres, missing, program, startRedis } from './machine.mjs';
import { checkNestProjects } from './nest-projects.mjs';

const bin = (...path) => at('node_modules', ...path);
const tool = async (tally, what, path, ...args) => {
  const { code } = await run(process.execPath, [path, ...args]);
  tally.record(what, code === 0);
};

export const STAGES = [
  {
    name: 'types',
    group: 'static',
    what: 'TypeScript, tests and pages included',
    run: async (tally) => {
      await tool(
        tally,
        'tsc',
        bin('typescript', 'bin', 'tsc'),
        '--noEmit',
        '-p',
        at('tsconfig.json'),
        '--tsBuildInfoFile',
        at('node_modules', '.cache', 'types.tsbuildinfo'),
      );
      await tool(
        tally,
        'vue-tsc',
        bin('vue-tsc', 'bin', 'vue-tsc.js'),
        '--noEmit',
        '-p',
        at('apps', 'web', 'tsconfig.json'),
      );
    },
  },
  {
    name: 'lint',
    group: 'static',
    what: 'ESLint with types, no warning',
    run: (tally) => tool(tally, 'eslint', bin('eslint', 'bin', 'eslint.js'), '--max-warnings', '0', at('.')),
  },
  {
    name: 'format',
    group: 'static',
    what: 'prettier',
    run: (tally) =>
      tool(tally, 'prettier', bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', at('.')),
  },
  {
    name: 'walls',
    group: 'static',
    what: 'who may import whom',
    run: async (tally) => {
      const { brokenWalls } = await import('../walls.mjs');
      const { broken, modules } = await brokenWalls();
      for (const line of broken) tally.failed(line);
      tally.record('the walls were looked at', modules > 100);
    },
  },
  {
    name: 'unit',
    what: 'pure specs',
    run: (tally) => jest(tally, ['unit']),
  },
  {
    name: 'db',
    what: 'specs on the embedded PostgreSQL 18, schema drift among them',
    run: (tally) => jest(tally, ['db'], { env: { TEST_DATABASE_URL: '' } }),
  },
  {
    name: 'db-external',
    group: 'beside',
    what: 'the specs of whatever speaks SQL on an external PostgreSQL (TEST_POSTGRES_URL)',
    run: async (tally) => {
      const url = await externalPostgres();
      // What is about our own server only has nothing to say about another one; doors whose SQL is all in libs, and the demo,
      // are opened on external servers by the stories.
      if (url)
        await jest(tally, ['db'], {
          args: ['embedded-postgres', 'apps/api/src/(?!health/|door/idempotency/)', 'apps/standalone/'].map(
            (path) => `--testPathIgnorePatterns=${path}`,
          ),
          env: { TEST_DATABASE_URL: url },
        });
      else missing(tally, 'external PostgreSQL');
    },
  },
  {
    name: 'docker',
    group: 'beside',
    what: "the Dockerfile's steps in an empty folder",
    run: async (tally) => {
      await checkDockerfile();
      tally.passed();
    },
  },
  {
    name: 'nest',
    group: 'beside',
    what: 'every project of nest-cli.json builds and starts by itself',
    run: checkNestProjects,
  },
  {
    name: 'stories',
    what: 'the whole house, on the embedded stack and on external servers, three at a time: they mostly wait',
    needsBuild: true,
    run: async (tally) => {
      const postgres = await externalPostgres();
      const redis = await startRedis();
      try {
        const there = { 'external PostgreSQL': postgres, Mosquitto: program('mosquitto'), Redis: redis };
        const absent = Object.keys(there).filter((what) => !there[what]);
        const left = absent.length > 0 ? storiesOfSeveralMachines() : [];
        for (const file of left) missing(tally, `${file} needs ${absent.join(', ')}`);
        await jest(tally, ['story'], {
          args: ['--maxWorkers=3', ...left.map((file) => `--testPathIgnorePatterns=${file}`)],
          env: {
            // An ordinary user's PATH leaves out where Debian keeps servers.
            PATH: [process.env.PATH, '/usr/sbin', '/usr/local/sbin'].join(delimiter),
            ...(postgres ? { TEST_POSTGRES_URL: postgres } : {}),
            ...(redis ? { TEST_REDIS_URL: redis.url } : {}),
          },
        });
      } finally {
        redis?.stop();
      }
    },
  },
];

/** The stories that stand on external servers: those that import the house of several processes. */
const storiesOfSeveralMachines = () =>
  readdirSync(at('test')).filter(
    (file) => file.endsWith('.e2e-spec.ts') && readFileSync(at('test', file), 'utf8').includes('support/split-house'),
  );
