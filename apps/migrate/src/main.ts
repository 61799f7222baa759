// The deploy step as a process of its own: `npm run migrate`, before the processes of a new version start.
import { readSettings, startOrRefuse } from '#libs/platform';
import { bringUpToDate } from './bring-up-to-date.ts';

await startOrRefuse(async () => {
  const ran = await bringUpToDate(readSettings());
  process.stdout.write(ran.length > 0 ? `migrated: ${ran.join(', ')}\n` : 'the database is up to date\n');
});
