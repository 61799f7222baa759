// The beat of this api process: that it lives and still reads the fact log. Its id stands before every console's.
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database, LOG, PROCESS_ID, ProcessBeat, type Log } from '#libs/platform';
import { ConsoleFeed } from './console-feed.ts';

@Injectable()
export class ConsoleBeat implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly beat: ProcessBeat;

  constructor(database: Database, feed: ConsoleFeed, @Inject(LOG) log: Log) {
    this.beat = new ProcessBeat(database, log, {
      app: 'api',
      processId: PROCESS_ID,
      links: () => [
        {
          link: 'consoles',
          state: 'ok',
          ageMs: Number.isFinite(feed.ageMs) ? feed.ageMs : null,
          detail: `${feed.consoles} connected`,
        },
      ],
    });
  }

  onApplicationBootstrap(): void {
    this.beat.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.beat.stop();
  }
}
