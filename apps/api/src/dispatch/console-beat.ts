// The beat of this api process: that it lives and still reads the fact log. Its id stands before every console's.
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database, LOG, PROCESS_ID, ProcessBeat, type Log } from '#libs/platform';
import { ConsoleFeed } from './console-feed.ts';

/** Age of the last reading of the fact log at which consoles no longer hear what happens. */
const LATE_MS = 15_000;
const BROKEN_MS = 30_000;

@Injectable()
export class ConsoleBeat implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly beat: ProcessBeat;

  constructor(database: Database, feed: ConsoleFeed, @Inject(LOG) log: Log) {
    const bornAt = Date.now();
    this.beat = new ProcessBeat(database, log, {
      app: 'api',
      processId: PROCESS_ID,
      links: () => {
        const ageMs = Number.isFinite(feed.ageMs) ? feed.ageMs : null;
        // What was never read is as old as this process.
        const age = ageMs ?? Date.now() - bornAt;
        const state = age > BROKEN_MS ? 'broken' : age > LATE_MS ? 'late' : 'ok';
        return [{ link: 'consoles', state, ageMs, detail: `${feed.consoles} connected` }];
      },
    });
  }

  onApplicationBootstrap(): void {
    this.beat.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.beat.stop();
  }
}
