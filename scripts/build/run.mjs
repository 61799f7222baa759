// Runs a program and waits for it; its output goes to stderr, or is kept. Signals that reach us reach it.
import { spawn } from 'node:child_process';
import { Refused, ROOT } from './paths.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Resolves with {code, signal, output}; `keep` collects stdout and stderr, else both are shown on stderr. */
export function run(command, args, { cwd = ROOT, env = process.env, keep = false, timeoutMs = 0 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', keep ? 'pipe' : 2, keep ? 'pipe' : 2] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    const forward = (signal) => child.kill(signal);
    for (const signal of SIGNALS) process.on(signal, forward);
    const timer = timeoutMs > 0 ? setTimeout(() => child.kill('SIGKILL'), timeoutMs) : undefined;
    const done = () => {
      clearTimeout(timer);
      for (const signal of SIGNALS) process.off(signal, forward);
    };
    child.once('error', (error) => {
      done();
      reject(new Refused(`cannot run ${command}: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      done();
      resolve({ code, signal, output });
    });
  });
}

/** As run(), but anything other than success is refused with `what`. */
export async function mustRun(what, command, args, options) {
  const { code, signal, output } = await run(command, args, options);
  if (code === 0) return output;
  if (output) process.stderr.write(output);
  throw new Refused(signal ? `${what}: ended by ${signal}` : `${what} failed`);
}
