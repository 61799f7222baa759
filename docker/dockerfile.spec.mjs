// What our reading of a Dockerfile does, so that the check that runs it can be believed.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { carryOut, readDockerfile } from './dockerfile.mjs';

describe('A Dockerfile carried out in plain folders', () => {
  let folder;
  let ran;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yinling-dockerfile-'));
    mkdirSync(join(folder, 'context', 'src'), { recursive: true });
    writeFileSync(join(folder, 'context', 'a.txt'), 'a');
    writeFileSync(join(folder, 'context', 'src', 'b.txt'), 'b');
    ran = [];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const carry = (text) =>
    carryOut(readDockerfile(text), {
      context: join(folder, 'context'),
      ignored: new Set(['data']),
      folder: join(folder, 'stages'),
      run: async (command, cwd, env) => void ran.push({ command, cwd, env }),
    });

  it('copies files and the content of folders, from the context and from earlier stages', async () => {
    const last = await carry(
      'FROM node AS build\nWORKDIR /app\nCOPY a.txt ./\nCOPY src ./src\nRUN make it\nFROM node\nENV MODE=small FLAGS=--room=64\nWORKDIR /srv\nCOPY --from=build /app/src ./copied\nCMD ["node", "x.js"]\n',
    );
    expect(readFileSync(join(last.workdir, 'copied', 'b.txt'), 'utf8')).toBe('b');
    expect(existsSync(join(last.workdir, 'a.txt'))).toBe(false);
    expect(ran).toEqual([{ command: 'make it', cwd: join(folder, 'stages', 'build', 'app'), env: {} }]);
    expect(last).toMatchObject({ env: { MODE: 'small', FLAGS: '--room=64' }, cmd: ['node', 'x.js'] });
    expect(readFileSync(join(folder, 'stages', 'build', 'app', 'a.txt'), 'utf8')).toBe('a');
  });

  it('fails where a file is copied that is not there, or that is never sent', async () => {
    await expect(carry('FROM node\nCOPY missing.txt ./\n')).rejects.toThrow(
      'COPY missing.txt: there is no such file in the context',
    );
    mkdirSync(join(folder, 'context', 'data'));
    await expect(carry('FROM node\nCOPY data ./data\n')).rejects.toThrow('COPY data: left out by the .dockerignore');
  });

  it('fails at a step that it does not know', () => {
    expect(() => readDockerfile('FROM node\nHEALTHCHECK CMD true\n')).toThrow('unknown step: HEALTHCHECK CMD true');
  });
});
