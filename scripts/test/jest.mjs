// Runs projects of Jest and counts what its JSON says.
import { mkdtempSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at } from '../build/paths.mjs';
import { run } from '../build/run.mjs';

/** No project of ours takes half of this; one that hangs is ended and counted as failed. */
const PATIENCE_MS = 900_000;

/** `args` on top of --selectProjects; every test is counted, and a file that could not run is a failure. */
export async function jest(tally, projects, { args = [], env = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'yinling-results-'));
  const file = join(folder, 'results.json');
  try {
    const flags = [
      '--config',
      at('jest.config.mjs'),
      '--json',
      `--outputFile=${file}`,
      '--selectProjects',
      ...projects,
      ...args,
    ];
    const { code, signal } = await run(
      process.execPath,
      [
        '--experimental-vm-modules',
        '--no-warnings=ExperimentalWarning',
        at('node_modules', 'jest', 'bin', 'jest.js'),
        ...flags,
      ],
      {
        env: { ...process.env, NODE_ENV: 'test', FORCE_COLOR: '0', ...env },
        timeoutMs: PATIENCE_MS,
      },
    );
    if (!existsSync(file)) {
      tally.failed(`Jest ended with ${signal ?? code} and no result`);
      return;
    }
    count(tally, JSON.parse(readFileSync(file, 'utf8')), code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function count(tally, result, code) {
  const before = tally.failures.length;
  for (const suite of result.testResults) {
    for (const test of suite.assertionResults) {
      if (test.status === 'passed') tally.passed();
      else if (test.status === 'failed') tally.failed(test.fullName);
      else tally.skipped(`${test.fullName} (${test.status})`);
    }
    const ownFailure = suite.assertionResults.some((test) => test.status === 'failed');
    if (suite.status === 'failed' && !ownFailure) tally.failed(`${suite.name} did not run`);
  }
  if (result.testResults.length === 0) tally.failed('no test was found');
  else if (code !== 0 && tally.failures.length === before)
    tally.failed(`Jest ended with ${code} although every test passed`);
}
