// Plays a town against a broker: many signed-in devices, paced messages, receipts counted; bounded in every direction.
import { setImmediate as breathe, setTimeout as wait } from 'node:timers/promises';
import { DeviceLink } from './device-link.ts';
import { demoSecretOf } from './fleet.ts';
import { PressLedger, type Latency, type PendingPress } from './press-ledger.ts';
import { messageOf, townActions, townDevices, type TownAction, type TownOptions } from './town.ts';

export interface TownRunOptions extends TownOptions {
  url: string;
  /** Ends the run early and cleanly. */
  stop: AbortSignal;
  onProgress: (progress: TownProgress) => void;
  progressMs?: number;
  /** How long the last receipts are waited for, in ms. */
  patienceMs?: number;
  /** A press without receipt is sent again after this, as a real pendant does it, in ms. */
  repeatMs?: number;
}

export interface TownProgress {
  elapsedMs: number;
  devices: number;
  online: number;
  sent: number;
  acknowledged: number;
  /** Publishes that the broker never acknowledged. */
  failed: number;
  presses: number;
  receipts: number;
  copies: number;
  cancels: number;
  /** Presses sent again because no receipt came. */
  repeats: number;
  drops: number;
  pressToReceipt: Latency;
  /** How far the run is behind its plan, in ms: the broker or this machine is the bottleneck. */
  behindMs: number;
}

export interface TownSummary extends TownProgress {
  unheard: PendingPress[];
  interrupted: boolean;
}

const SIGN_INS_AT_ONCE = 40;
/** Beyond this many unacknowledged messages the town waits: a slow broker must not fill this process's memory. */
const MOST_UNACKNOWLEDGED = 2_000;
const MOST_REPEATS = 5;

/** Throws CannotRun if a device cannot sign in. */
export async function runTown(options: TownRunOptions): Promise<TownSummary> {
  const town = new Town(options);
  try {
    await town.signIn();
    await town.play();
    return await town.settle();
  } finally {
    await town.close();
  }
}

class Town {
  private readonly links = new Map<string, DeviceLink>();
  private readonly ledger = new PressLedger();
  private readonly run = Date.now().toString(36);
  private readonly counts = { sent: 0, acknowledged: 0, failed: 0, copies: 0, cancels: 0, repeats: 0, drops: 0 };
  private startedAt = 0;
  private began = 0;
  private behindMs = 0;

  constructor(private readonly options: TownRunOptions) {}

  async signIn(): Promise<void> {
    const waiting = townDevices(this.options).map((device) => device.key);
    const signInAll = async (): Promise<void> => {
      for (let key = waiting.shift(); key !== undefined && !this.options.stop.aborted; key = waiting.shift()) {
        const device = key;
        const link = await DeviceLink.open({
          url: this.options.url,
          key: device,
          secret: demoSecretOf(device),
          reconnectMs: 1_000,
          announces: true,
          onReceipt: (receipt) => {
            if (receipt.state === 'received') this.ledger.receipt(device, receipt.id, performance.now());
          },
        });
        this.links.set(device, link);
      }
    };
    const lane = async (): Promise<void> => {
      try {
        await signInAll();
      } catch (error) {
        // One refusal says it all: the others need not be asked.
        waiting.length = 0;
        throw error;
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: SIGN_INS_AT_ONCE }, lane));
    for (const end of lanes) if (end.status === 'rejected') throw end.reason;
  }

  async play(): Promise<void> {
    const { stop, onProgress, progressMs = 5_000 } = this.options;
    this.startedAt = Date.now();
    this.began = performance.now();
    const clock = setInterval(() => this.repeatUnheard(), 500);
    const progress = setInterval(() => onProgress(this.progress()), progressMs);
    try {
      let sinceBreath = 0;
      for (const action of townActions(this.options)) {
        if (!(await this.isTime(action.at, stop))) return;
        this.perform(action);
        if (++sinceBreath < 50) continue;
        sinceBreath = 0;
        await breathe();
      }
    } finally {
      clearInterval(clock);
      clearInterval(progress);
    }
  }

  /** Waits for what is still on its way. */
  async settle(): Promise<TownSummary> {
    const { stop, patienceMs = 10_000 } = this.options;
    const interrupted = stop.aborted;
    const until = performance.now() + (interrupted ? Math.min(patienceMs, 3_000) : patienceMs);
    while (performance.now() < until && (this.ledger.unheard().length > 0 || this.unacknowledged() > 0)) {
      await wait(50);
      this.repeatUnheard();
    }
    return { ...this.progress(), unheard: this.ledger.unheard(), interrupted };
  }

  async close(): Promise<void> {
    const open = [...this.links.values()];
    const next = async (): Promise<void> => {
      for (let link = open.pop(); link; link = open.pop()) await link.close();
    };
    await Promise.all(Array.from({ length: SIGN_INS_AT_ONCE }, next));
  }

  /** False once the run was stopped. */
  private async isTime(at: number, stop: AbortSignal): Promise<boolean> {
    while (!stop.aborted) {
      const early = at - (performance.now() - this.began);
      this.behindMs = Math.max(0, -early);
      if (early > 1) await wait(early, undefined, { signal: stop }).catch(() => undefined);
      else if (this.unacknowledged() >= MOST_UNACKNOWLEDGED) await wait(5);
      else return true;
    }
    return false;
  }

  private perform(action: TownAction): void {
    if (action.do === 'drop') {
      this.counts.drops++;
      for (const key of action.keys) this.links.get(key)?.drop(action.forMs);
      return;
    }
    const message = messageOf(action, this.run, this.startedAt);
    if (action.do === 'event' && message.eventId !== null) {
      if (action.why === 'copy') this.counts.copies++;
      if (action.why === 'cancel') this.counts.cancels++;
      if (action.why === 'press' || action.why === 'pressAgain') {
        this.ledger.press(action.key, message.eventId, message.payload, performance.now());
      }
    }
    this.send(action.key, message.channel, message.payload);
  }

  private send(key: string, channel: 'events' | 'telemetry' | 'status', payload: string): void {
    const link = this.links.get(key);
    if (!link) return;
    this.counts.sent++;
    link.publish(channel, payload).then(
      () => this.counts.acknowledged++,
      () => this.counts.failed++,
    );
  }

  private repeatUnheard(): void {
    const { repeatMs = 5_000 } = this.options;
    for (const press of this.ledger.toRepeat(performance.now(), repeatMs, MOST_REPEATS)) {
      this.counts.repeats++;
      this.send(press.key, 'events', press.payload);
    }
  }

  private unacknowledged(): number {
    return this.counts.sent - this.counts.acknowledged - this.counts.failed;
  }

  private progress(): TownProgress {
    const links = [...this.links.values()];
    return {
      elapsedMs: performance.now() - this.began,
      devices: links.length,
      online: links.filter((link) => link.isUp).length,
      ...this.counts,
      presses: this.ledger.pressed,
      receipts: this.ledger.received,
      pressToReceipt: this.ledger.latency(),
      behindMs: this.behindMs,
    };
  }
}
