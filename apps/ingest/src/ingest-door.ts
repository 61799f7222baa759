// Opens and closes the devices' door in the right order: nothing is taken before it can be stored, nothing stored is left.
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { LivenessKeeper, TelemetryStore } from '#libs/devices';
import type { LinkHealth } from '#libs/contracts';
import { Clock, Database, LOG, ProcessBeat, SETTINGS, type Log, type Settings } from '#libs/platform';
import { CommandSender } from './commands/command-sender.ts';
import { CredentialWatch } from './credential-watch.ts';
import { DeviceBroker } from './device-broker.ts';
import { Inbox } from './inbox.ts';
import { ReceiptSender } from './receipts/receipt-sender.ts';

const HOUR_MS = 3_600_000;

@Injectable()
export class IngestDoor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly beat: ProcessBeat;
  private daily: NodeJS.Timeout | null = null;

  constructor(
    private readonly broker: DeviceBroker,
    private readonly inbox: Inbox,
    private readonly receipts: ReceiptSender,
    private readonly commands: CommandSender,
    private readonly credentials: CredentialWatch,
    private readonly liveness: LivenessKeeper,
    private readonly telemetry: TelemetryStore,
    private readonly clock: Clock,
    database: Database,
    @Inject(LOG) private readonly log: Log,
    @Inject(SETTINGS) settings: Settings,
  ) {
    const processId = `ingest-${settings.INGEST_ID}`;
    this.beat = new ProcessBeat(database, log, { app: 'ingest', processId, links: () => this.links() });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.telemetry.ensureDays(this.clock.now());
    this.daily = setInterval(() => void this.makeDays(), HOUR_MS);
    await this.credentials.start();
    await this.broker.open();
    this.receipts.start();
    this.commands.start();
    this.beat.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.daily) clearInterval(this.daily);
    await this.beat.stop();
    await this.broker.close();
    await this.inbox.drain();
    await this.receipts.stop();
    await this.commands.stop();
    await this.credentials.stop();
    await this.liveness.close();
  }

  links(): LinkHealth[] {
    return [...this.broker.links(), ...this.receipts.links()];
  }

  /** Missing days are made on the spot too; made ahead, nobody has to wait for it. */
  private async makeDays(): Promise<void> {
    try {
      await this.telemetry.ensureDays(this.clock.now());
    } catch (error) {
      this.log.warn({ err: error }, 'partitions of telemetry could not be made ahead');
    }
  }
}
