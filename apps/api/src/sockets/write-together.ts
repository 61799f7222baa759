// Everything that waits for one client goes out in one write, not in one for each message.
import type { Socket } from 'socket.io';

/** What the websocket transport of engine.io is made of, as far as writing goes. */
interface Transport {
  send?: (packets: unknown[]) => void;
  socket?: { _socket?: { cork(): void; uncork(): void } };
}

/**
 * When fifty consoles claim at once, writing is most of what the process does. Changes nothing but the number of writes;
 * without effect where the transport is built otherwise.
 */
export function writeTogether(socket: Pick<Socket, 'conn'>): void {
  const transport = socket.conn.transport as unknown as Transport;
  const send = transport.send;
  if (typeof send !== 'function') return;
  transport.send = (packets) => {
    const stream = packets.length > 1 ? transport.socket?._socket : undefined;
    stream?.cork();
    try {
      send.call(transport, packets);
    } finally {
      stream?.uncork();
    }
  };
}
