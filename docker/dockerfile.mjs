// Reads a Dockerfile as far as ours goes, and carries its COPY and RUN steps out in plain folders: no Docker engine is needed.
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

/** Stages in order: {name, steps: [{word, rest}]}. Throws on a word that it does not know. */
export function readDockerfile(text) {
  const stages = [];
  const lines = text
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.trim());
  for (const line of lines) {
    if (line === '' || line.startsWith('#')) continue;
    const [, word, rest] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (!['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'EXPOSE', 'CMD'].includes(word))
      throw new Error(`unknown step: ${line}`);
    if (word === 'FROM') stages.push({ name: / AS (\S+)$/i.exec(rest)?.[1] ?? String(stages.length), steps: [] });
    else stages.at(-1).steps.push({ word, rest });
  }
  return stages;
}

/** Names at the top of the context that are not sent to the engine. */
export const readIgnored = (file) =>
  new Set(
    readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  );

/**
 * Carries the stages out below `folder`, one folder for each; `run(command, cwd, env)` runs a RUN step.
 * Resolves with the last stage: {folder of its WORKDIR, env, cmd}.
 */
export async function carryOut(stages, { context, ignored, folder, run }) {
  let last;
  for (const stage of stages) {
    const root = join(folder, stage.name);
    mkdirSync(root, { recursive: true });
    last = { root, workdir: root, env: {}, cmd: null };
    for (const { word, rest } of stage.steps) {
      if (word === 'WORKDIR') mkdirSync((last.workdir = join(root, rest)), { recursive: true });
      if (word === 'ENV') Object.assign(last.env, Object.fromEntries(rest.split(/\s+/).map(assignment)));
      if (word === 'COPY') copy(rest, { context, ignored, folder, into: last.workdir });
      if (word === 'RUN') await run(rest, last.workdir, last.env);
      if (word === 'CMD') last.cmd = JSON.parse(rest);
    }
  }
  return last;
}

function copy(rest, { context, ignored, folder, into }) {
  const words = rest.split(/\s+/);
  const from = words[0].startsWith('--from=') ? join(folder, words.shift().slice('--from='.length)) : null;
  const target = join(into, words.pop());
  for (const source of words) {
    const path = join(from ?? context, source);
    if (!existsSync(path))
      throw new Error(`COPY ${source}: there is no such file in ${from ? 'that stage' : 'the context'}`);
    if (!from && ignored.has(source.split('/')[0])) throw new Error(`COPY ${source}: left out by the .dockerignore`);
    // As the engine does it: a folder's content, a file into a folder whose name ends in a slash or that is there.
    const isFolder = statSync(path).isDirectory();
    const into = isFolder || !(rest.endsWith('/') || existsSync(target)) ? target : join(target, basename(source));
    mkdirSync(dirname(into), { recursive: true });
    cpSync(realpathSync(path), into, { recursive: true, verbatimSymlinks: true, filter: (file) => isSent(file, path) });
  }
}

const assignment = (pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];

const isSent = (file, top) =>
  !relative(top, file)
    .split('/')
    .some((part) => part === '.git');
