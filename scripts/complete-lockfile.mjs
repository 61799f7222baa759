// After `npm install <package>`: adds to package-lock.json the optional packages of other machines' kinds that the registry at
// hand did not have. Without them npm leaves them out when it writes the file, and `npm ci` then refuses that same file.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { at, say } from './build/paths.mjs';

/** Names, with their versions, of optional packages that the lock file does not hold. */
export function missingOptionals(packages) {
  const missing = new Map();
  for (const [path, { optionalDependencies, dev, license }] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(path === '' ? {} : (optionalDependencies ?? {}))) {
      if (packages[`node_modules/${name}`] ?? packages[`${path}/node_modules/${name}`]) continue;
      missing.set(name, { version: range.replace(/^[\^~]/, ''), dev, license });
    }
  }
  return missing;
}

/** An entry as npm writes it, without a digest: nobody here could fetch the package. The name tells which machines it is for. */
function entryOf(name, { version, dev, license }) {
  const kind = name.split('/').at(-1);
  const os = /darwin|linux|win32|freebsd|android|openharmony/.exec(kind)?.[0];
  const cpu = /arm64|x64|ia32|ppc64|s390x|riscv64|loong64|arm/.exec(kind)?.[0];
  if (!os || !cpu) throw new Error(`${name}: cannot tell which machines it is for`);
  const libc = os === 'linux' ? (/musl|gnu/.exec(kind)?.[0] ?? null) : null;
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...(libc ? { libc: [libc === 'gnu' ? 'glibc' : libc] } : {}),
    ...(license ? { license } : {}),
    optional: true,
    os: [os],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = at('package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingOptionals(lock.packages);
  for (const [name, facts] of missing) lock.packages[`node_modules/${name}`] = entryOf(name, facts);
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
  if (missing.size > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  say(`${missing.size} optional packages added to package-lock.json`);
}
