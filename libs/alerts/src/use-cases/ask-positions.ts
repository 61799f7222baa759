// As long as a missing person is searched for, their devices are asked every 30 seconds where they are, and not longer.
import { Injectable } from '@nestjs/common';
import { DeviceCommands } from '#libs/devices';
import { Database } from '#libs/platform';
import { SEARCHED_FOR, SEARCHING_STATES } from '../domain/search-sheet.ts';

const LOCK = 7_233_012;
const EVERY_MS = 30_000;

@Injectable()
export class AskPositions {
  constructor(
    private readonly database: Database,
    private readonly commands: DeviceCommands,
  ) {}

  /** Asks whoever is due now, in one process at a time; answers how many devices. */
  async run(everyMs = EVERY_MS): Promise<number> {
    return this.database.transaction(async (tx) => {
      const [lock] = await tx.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [LOCK]);
      if (!lock?.mine) return 0;
      // No territory: the clock asks for all of them.
      const cases = await tx.query<{ alertId: string; elderId: string }>(
        `SELECT a.id AS "alertId", a.elder_id AS "elderId" FROM alerts a
         WHERE a.state = ANY($1::text[]) AND a.kind = ANY($2::text[]) AND a.elder_id IS NOT NULL ORDER BY a.id`,
        [SEARCHING_STATES, SEARCHED_FOR],
        'cases-searched-for',
      );
      return this.commands.locate(tx, cases, everyMs);
    });
  }
}
