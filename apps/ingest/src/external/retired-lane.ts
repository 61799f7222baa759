// An alarm lane of an earlier start that had more of them: its session still holds alarms, and would go on taking its share.
import type { IPublishPacket, MqttClient } from 'mqtt';
import { Lane } from './lane.ts';

const EMPTY_AFTER_MS = 10_000;

export class RetiredLane extends Lane {
  private done = false;
  private quiet: NodeJS.Timeout | null = null;

  override open(): void {
    if (!this.done) super.open();
  }

  override async close(): Promise<void> {
    if (this.quiet) clearTimeout(this.quiet);
    await super.close();
  }

  /** Takes what is left without taking part any more; a lane that the broker does not know has nothing left. */
  protected override async connected(client: MqttClient, sessionPresent: boolean): Promise<void> {
    if (!sessionPresent) return this.retire(client);
    await client.unsubscribeAsync(this.options.filter).catch(() => undefined);
    this.options.log.info({ lane: this.options.name }, 'emptying a lane that is no longer used');
    this.waitForQuiet(client);
  }

  protected override handle(packet: IPublishPacket, done: (error?: Error) => void): void {
    super.handle(packet, (error) => {
      if (this.client) this.waitForQuiet(this.client);
      done(error);
    });
  }

  private waitForQuiet(client: MqttClient): void {
    if (this.quiet) clearTimeout(this.quiet);
    this.quiet = setTimeout(() => void this.retire(client), EMPTY_AFTER_MS);
  }

  /** Gives the session back to the broker. */
  private async retire(client: MqttClient): Promise<void> {
    if (this.client !== client) return;
    this.done = true;
    this.client = null;
    await client.endAsync(false, { properties: { sessionExpiryInterval: 0 } }).catch(() => undefined);
  }
}
