// Command: loads the demo county into an external, migrated database, for a house of separate processes. DEMO=true is asked
// for by name, since the county's accounts have public passwords.
import { Database, SealedText, StartRefused, loadSecretKeys, openDataSource, poolOf, readSettings, startOrRefuse } from '#libs/platform'; // prettier-ignore
import { loadDemoCounty } from './demo/load-demo-county.ts';

await startOrRefuse(async () => {
  const settings = readSettings();
  if (!settings.DATABASE_URL) throw new StartRefused('missing settings: DATABASE_URL');
  if (settings.DEMO !== true) throw new StartRefused('the demo county has public passwords: set DEMO=true to load it');
  const dataSource = await openDataSource(settings.DATABASE_URL, 2, []);
  try {
    const database = new Database(dataSource, poolOf(dataSource));
    const sealed = new SealedText(loadSecretKeys(settings));
    await loadDemoCounty({ database, sealed, log: (line) => void process.stdout.write(`${line}\n`) });
  } finally {
    await dataSource.destroy();
  }
});
