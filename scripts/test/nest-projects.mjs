// Builds and starts every project with Nest's own command; a program that gets as far as its settings has started.
import { readFileSync } from 'node:fs';
import { at } from '../build/paths.mjs';
import { run } from '../build/run.mjs';

const NEST = at('node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
/** Wrong on purpose: nothing is opened, and the refusal shows that the program ran. */
const WRONG = { HTTP_PORT: 'eighty', MQTT_URL: 'nowhere', DATA_DIR: '/nonexistent' };
const REFUSED = /wrong settings: HTTP_PORT|MQTT_URL must begin with/;

export async function checkNestProjects(tally) {
  const { projects } = JSON.parse(readFileSync(at('nest-cli.json'), 'utf8'));
  for (const name of Object.keys(projects)) {
    const { code, output } = await run(process.execPath, [NEST, 'start', name], {
      keep: true,
      env: { ...process.env, ...WRONG },
      timeoutMs: 120_000,
    });
    const started = REFUSED.test(output);
    if (!started) process.stderr.write(`nest start ${name}: code ${code}\n${output}\n`);
    tally.record(`nest start ${name}`, started);
  }
}
