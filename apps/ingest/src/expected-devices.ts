// A device that has signed in may cry for help next: where it is gets looked up now, so that its press need not wait for it.
import { Injectable } from '@nestjs/common';
import { PlaceSignals } from '#libs/devices';
import { Database, GroupCommit } from '#libs/platform';

@Injectable()
export class ExpectedDevices {
  /** A town that reconnects at once is looked up by the hundred, and the places of a batch are one statement. */
  private readonly lookUp = new GroupCommit<string, void>({
    maxBatch: 500,
    parallel: 1,
    commit: async (keys) => {
      const at = new Date();
      await this.places.at(
        this.database,
        keys.map((deviceKey) => ({ deviceKey, at })),
      );
      return [];
    },
    // Then its press asks for itself.
    poison: () => Promise.resolve(),
  });

  constructor(
    private readonly places: PlaceSignals,
    private readonly database: Database,
  ) {}

  signedIn(deviceKey: string): void {
    if (!this.places.remembered(deviceKey)) this.lookUp.take(deviceKey, () => undefined);
  }

  /** Resolves when nothing is looked up any more. */
  drain(): Promise<void> {
    return this.lookUp.drain();
  }
}
