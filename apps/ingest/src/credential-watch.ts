// Learns by facts that a secret was revoked or replaced, and has whoever uses the old one cut off.
import { Inject, Injectable } from '@nestjs/common';
import { Database, FactFeed, FactWaker, LOG, SETTINGS, type Log, type Settings } from '#libs/platform';
import { DeviceBroker } from './device-broker.ts';

const CHANGES = new Set(['secretIssued', 'secretRevoked']);

@Injectable()
export class CredentialWatch {
  private readonly feed: FactFeed;

  constructor(
    database: Database,
    waker: FactWaker,
    broker: DeviceBroker,
    @Inject(LOG) log: Log,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.feed = new FactFeed(database, waker, log, {
      name: 'credentials',
      settings,
      from: 'now',
      deliver: (facts) => {
        for (const fact of facts) {
          if (fact.kind === 'device' && CHANGES.has(fact.change)) broker.credentialChanged(fact.subject);
        }
        return Promise.resolve();
      },
    });
  }

  start(): Promise<void> {
    return this.feed.start();
  }

  stop(): Promise<void> {
    return this.feed.stop();
  }
}
