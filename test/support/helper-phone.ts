// A responder's phone as a program: holds its tasks and their cases as the socket told them, and takes every step by a verb.
import { createHash } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type {
  Ack,
  AlertView,
  Beat,
  ResponderTask,
  StationClientEvents,
  StationServerEvents,
  StationSnapshot,
} from '../../libs/contracts/src/index.ts';
import { until } from './waiting.ts';

type ClientSocket = Socket<StationServerEvents, StationClientEvents>;
type Answer<E extends keyof StationClientEvents> = Parameters<StationClientEvents[E]>[1] extends (
  answer: Ack<infer T>,
) => void
  ? Ack<T>
  : never;
type Payload<E extends keyof StationClientEvents> = Parameters<StationClientEvents[E]>[0];
export type Step = 'accept' | 'decline' | 'enRoute' | 'onScene' | 'atDoorNoAnswer' | 'left' | 'checkIn';

export class HelperPhone {
  /** Cases of my open tasks. */
  readonly held = new Map<string, AlertView>();
  /** Last state of every task ever told, ended ones too. */
  readonly tasks = new Map<string, ResponderTask>();
  /** Offers in the order in which they came, with the moment. */
  readonly offers: { task: ResponderTask; at: number }[] = [];
  readonly beats: Beat[] = [];
  readonly removed: string[] = [];
  responder: StationSnapshot['responder'] = null;
  headSeq = 0;

  private constructor(readonly socket: ClientSocket) {
    socket.on('snapshot', (snapshot) => this.reset(snapshot));
    socket.on('offer', ({ task, alert }) => {
      this.offers.push({ task, at: Date.now() });
      this.hold(alert);
      this.take(task);
    });
    socket.on('task', ({ task }) => this.take(task));
    socket.on('alert', ({ alert }) => this.hold(alert));
    socket.on('removed', ({ alertId }) => {
      this.removed.push(alertId);
      this.held.delete(alertId);
    });
    socket.on('beat', (beat) => {
      this.beats.push(beat);
      this.headSeq = beat.headSeq;
    });
  }

  static async connect(http: string, token: string): Promise<HelperPhone> {
    const socket: ClientSocket = io(`${http}/station`, {
      transports: ['websocket'],
      auth: { token },
      reconnection: false,
      forceNew: true,
    });
    const phone = new HelperPhone(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('snapshot', () => resolve());
      socket.once('connect_error', (error) => {
        socket.disconnect();
        reject(error);
      });
    });
    return phone;
  }

  async ask<E extends keyof StationClientEvents>(event: E, payload: Payload<E>): Promise<Answer<E>> {
    return (
      this.socket.timeout(20_000) as unknown as { emitWithAck(e: string, p: unknown): Promise<unknown> }
    ).emitWithAck(event, payload) as Promise<Answer<E>>;
  }

  /** Takes a step that must succeed. */
  async step(step: Step, taskId: string, more: Omit<Payload<Step>, 'taskId'> = {}): Promise<ResponderTask> {
    const answer = await this.ask(step, { taskId, ...more });
    if (!answer.ok) throw new Error(`${step}: ${answer.error.code} ${JSON.stringify(answer.error.details)}`);
    this.take(answer.task);
    return answer.task;
  }

  /** The first task told, open or ended, that fits. */
  async sees(what: string, fits: (task: ResponderTask) => boolean, timeoutMs = 15_000): Promise<ResponderTask> {
    return until(`the phone to see ${what}`, () => [...this.tasks.values()].find(fits), timeoutMs);
  }

  /** The offer for this case. */
  async offerOf(alertId: string, timeoutMs = 15_000): Promise<ResponderTask> {
    return this.sees('an offer', ({ task }) => task.alertId === alertId && task.state === 'offered', timeoutMs);
  }

  /** What was missed after `lastSeq`, taken over as a good phone does. */
  async sync(lastSeq: number): Promise<Answer<'sync'>> {
    const answer = await this.ask('sync', { lastSeq });
    if (!answer.ok) return answer;
    for (const alert of answer.alerts) this.hold(alert);
    for (const task of answer.tasks) this.take(task);
    for (const alertId of answer.removed) this.held.delete(alertId);
    this.headSeq = answer.headSeq;
    return answer;
  }

  /** The digest over what this phone holds, as wire.md defines it. */
  digest(): string {
    const lines = [...this.held.values()]
      .filter(({ state }) => state !== 'closed' && state !== 'merged')
      .map((alert) => `${alert.id}:${alert.version}`)
      .sort();
    return createHash('sha256').update(lines.join('\n')).digest('hex');
  }

  close(): void {
    this.socket.disconnect();
  }

  private reset({ alerts, tasks, responder, headSeq }: StationSnapshot): void {
    this.responder = responder;
    this.headSeq = headSeq;
    this.held.clear();
    for (const alert of alerts) this.hold(alert);
    for (const task of tasks) this.take(task);
  }

  private take(told: ResponderTask): void {
    const known = this.tasks.get(told.task.id);
    if (!known || known.task.version <= told.task.version) this.tasks.set(told.task.id, told);
  }

  private hold(alert: AlertView): void {
    const known = this.held.get(alert.id);
    if (!known || known.version < alert.version) this.held.set(alert.id, alert);
  }
}
