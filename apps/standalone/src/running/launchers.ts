// Who started us: npm, the shell that npm started, or whoever ran node. When one of them is gone, we stop as well.
import { commandOf, identityOf, parentOf, stillLives, type ProcessIdentity } from '#libs/platform';

/** The parent, and above it the shell and npm as far as they stand between; empty if init itself started us. */
export function findLaunchers(): ProcessIdentity[] {
  const found: ProcessIdentity[] = [];
  for (let pid: number | null = process.ppid; pid !== null && pid > 1 && found.length < 4; pid = parentOf(pid)) {
    const identity = identityOf(pid);
    if (!identity) break;
    found.push(identity);
    // Above npm stands the user's own terminal or service: it may come and go.
    if (!isShellOfNpm(pid)) break;
  }
  return found;
}

/** `sh -c node scripts/start.mjs` with npm above it. */
function isShellOfNpm(pid: number): boolean {
  const above = parentOf(pid);
  return /^\S*sh -c /.test(commandOf(pid)) && above !== null && isNpm(above);
}

const isNpm = (pid: number): boolean => /^npm\b|\bnpm(-cli\.js)?\b/.test(commandOf(pid));

/** Calls back once when a launcher is gone or has been replaced by a foster parent. */
export function watchLaunchers(launchers: ProcessIdentity[], gone: () => void, everyMs = 500): () => void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (launchers.length === 0) return;
    if (process.ppid === parent && launchers.every((launcher) => stillLives(launcher))) return;
    clearInterval(timer);
    gone();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
