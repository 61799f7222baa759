// Sends commands to devices from their outbox, by one process at a time; what the broker did not take is tried again until it
// expires. A crash between sending and remembering sends once more: a device knows a command by its id.
import { Inject, Injectable } from '@nestjs/common';
import { DeviceCommands } from '#libs/devices';
import { FactWaker, LOG, SETTINGS, type Fact, type Log, type Settings } from '#libs/platform';
import { DeviceBroker } from '../device-broker.ts';
import { SingleHolder } from '../receipts/single-holder.ts';

const LOCK = 7_233_011;
const TRY_MS = 1_000;
const BATCH = 100;

@Injectable()
export class CommandSender {
  private readonly holder: SingleHolder;
  private timer: NodeJS.Timeout | null = null;
  private unregister: () => void = () => undefined;
  private running: Promise<void> | null = null;
  private again = false;

  constructor(
    private readonly commands: DeviceCommands,
    private readonly broker: DeviceBroker,
    private readonly waker: FactWaker,
    @Inject(LOG) private readonly log: Log,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.holder = new SingleHolder(log, {
      databaseUrl: settings.DATABASE_URL ?? '',
      lock: LOCK,
      name: 'commands',
      tryEveryMs: TRY_MS,
      isAble: () => broker.canSend,
      onTaken: () => this.begin(),
      onLost: () => this.end(),
    });
  }

  start(): void {
    this.holder.start();
  }

  async stop(): Promise<void> {
    await this.holder.stop();
  }

  private begin(): Promise<void> {
    this.unregister = this.waker.register((facts) => {
      if (facts.some(asksDevices)) this.send();
    }, true);
    this.timer = setInterval(() => this.send(), this.settings.FEED_POLL_MS);
    this.send();
    return Promise.resolve();
  }

  private async end(): Promise<void> {
    this.unregister();
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.running;
  }

  private send(): void {
    this.again = this.running !== null;
    this.running ??= this.sendAll()
      .catch((error: unknown) => this.log.warn({ err: error }, 'commands could not be sent; it will be tried again'))
      .finally(() => {
        this.running = null;
        // Something was given while the last batch was under way.
        if (this.again && this.timer) this.send();
      });
  }

  private async sendAll(): Promise<void> {
    for (;;) {
      const waiting = await this.commands.waiting(BATCH);
      const results = await Promise.allSettled(
        waiting.map(({ deviceKey, command }) => this.broker.sendCommand(deviceKey, command)),
      );
      const taken = waiting.filter((_, at) => results[at]?.status === 'fulfilled').map(({ command }) => command.id);
      if (taken.length > 0) await this.commands.sent(taken);
      const refused = results.find((result) => result.status === 'rejected');
      if (refused) throw refused.reason;
      if (waiting.length < BATCH) return;
    }
  }
}

/** Somebody at a console asked just now; what the clock asks for may wait for the next look. */
const asksDevices = (fact: Fact): boolean => fact.kind === 'alert' && fact.change === 'positionAsked';
