// Imported first: an old Node gets one clear line before it meets anything that it does not know.
const OLDEST = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  process.stderr.write(
    `Node.js ${OLDEST.join('.')} or later is needed (22 or 24 recommended), this is ${process.versions.node}\n`,
  );
  process.exit(1);
}
