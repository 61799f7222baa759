// Carries the Dockerfile's steps out in an empty folder (there is no Docker engine in CI), then starts every program of the result.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { carryOut, readDockerfile, readIgnored } from '../docker/dockerfile.mjs';
import { at, orRefuse, Refused, ROOT, say } from './build/paths.mjs';
import { mustRun, run } from './build/run.mjs';

const PROGRAMS = ['api', 'ingest', 'worker', 'migrate'];

export async function checkDockerfile() {
  const folder = mkdtempSync(join(tmpdir(), 'yinling-image-'));
  try {
    const stages = readDockerfile(readFileSync(at('docker', 'Dockerfile'), 'utf8'));
    const image = await carryOut(stages, {
      context: ROOT,
      ignored: readIgnored(at('docker', 'Dockerfile.dockerignore')),
      folder,
      run: (command, cwd, env) => {
        say(`RUN ${command}`);
        return mustRun(`RUN ${command}`, '/bin/sh', ['-ec', command], { cwd, env: clean(env), keep: true });
      },
    });
    if (image.cmd?.[0] !== 'node') throw new Refused('CMD does not start a node program');
    // A program that finds all its packages in the image gets as far as its settings.
    for (const program of PROGRAMS) await mustRefuseSettings(image, ['node', `dist/apps/${program}/src/main.js`]);
    await mustRefuseSettings(image, image.cmd);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function mustRefuseSettings(image, [command, ...args]) {
  const env = { ...clean(image.env), HTTP_PORT: 'eighty', DEMO: 'perhaps' };
  const { code, output } = await run(command, args, { cwd: image.workdir, env, keep: true, timeoutMs: 60_000 });
  const line = 'wrong settings: HTTP_PORT must be a port, 0 to 65535; DEMO must be true or false';
  if (code !== 1 || !output.includes(line))
    throw new Refused(`${args.join(' ')} in the image: code ${code}, instead of "${line}":\n${output}`);
}

/** What an image starts from: nothing of this shell but where programs and npm's cache are. */
function clean(env) {
  const kept = ['PATH', 'HOME', 'npm_config_cache', 'npm_config_nodedir', 'npm_config_registry', 'NODE_EXTRA_CA_CERTS'];
  const base = Object.fromEntries(kept.flatMap((key) => (process.env[key] ? [[key, process.env[key]]] : [])));
  return { ...base, npm_config_prefer_offline: 'true', npm_config_update_notifier: 'false', ...env };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await orRefuse(checkDockerfile);
