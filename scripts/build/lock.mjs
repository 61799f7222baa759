// One build at a time in one folder.
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Refused, say } from './paths.mjs';

const PATIENCE_MS = 300_000;

export async function underLock(file, work) {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    for (let told = false, began = Date.now(); !take(own, file);) {
      const holder = holderOf(file);
      if (holder !== null && !lives(holder)) {
        rmSync(file, { force: true });
        continue;
      }
      if (Date.now() - began > PATIENCE_MS)
        throw new Refused(`process ${holder} has been building for minutes: end it, or remove ${file}`);
      if (!told) say(`waiting for the build of process ${holder} …`);
      told = true;
      await wait(200);
    }
  } finally {
    rmSync(own, { force: true });
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(own, file) {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
