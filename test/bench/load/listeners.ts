// Where presses arrive: a real console (socket.io, proves every alert as displayed), or the floor's bare websocket.
import { io, type Socket } from 'socket.io-client';
import WebSocket from 'ws';
import type { DispatchClientEvents, DispatchServerEvents } from '../../../libs/contracts/src/index.ts';
import type { Listener } from './presser.ts';

class Waiting implements Listener {
  private readonly waiting = new Map<string, (at: number) => void>();

  heard(key: string): Promise<number> {
    return new Promise((resolve) => this.waiting.set(key, resolve));
  }

  arrived(key: string): void {
    const resolve = this.waiting.get(key);
    this.waiting.delete(key);
    resolve?.(performance.now());
  }
}

export interface OpenListener extends Listener {
  close(): void;
}

/** Signed in as an operator; resolves with the snapshot. */
export async function openConsole(http: string, token: string): Promise<OpenListener> {
  const waiting = new Waiting();
  const socket: Socket<DispatchServerEvents, DispatchClientEvents> = io(`${http}/dispatch`, {
    transports: ['websocket'],
    auth: { token },
    reconnection: false,
    forceNew: true,
  });
  socket.on('alert', ({ alert }) => {
    if (alert.device) waiting.arrived(alert.device.key);
    if (alert.state === 'raised' && alert.version === 1) {
      socket.emit('displayed', { alertId: alert.id, audible: true, visible: true }, () => undefined);
    }
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('snapshot', () => resolve());
    socket.once('connect_error', reject);
  });
  return { heard: (key) => waiting.heard(key), close: () => socket.disconnect() };
}

/** Gets what the floor's process sends: the payload of the press. */
export async function openBareSocket(url: string): Promise<OpenListener> {
  const waiting = new Waiting();
  const socket = new WebSocket(url);
  socket.on('message', (data: Buffer) => waiting.arrived((JSON.parse(data.toString()) as { key: string }).key));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  return { heard: (key) => waiting.heard(key), close: () => socket.close() };
}
