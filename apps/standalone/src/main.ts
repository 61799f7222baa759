// The embedded default as a process: database, migrations, demo county, then ingest, api and worker together.
import { startOrRefuse } from '#libs/platform';
import { startStandalone } from './start-standalone.ts';

await startOrRefuse(startStandalone);
