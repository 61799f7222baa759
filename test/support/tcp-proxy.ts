// A small TCP proxy between a client and a server: passes, holds what the server answers, or cuts.
import { connect, createServer, type Server, type Socket } from 'node:net';

export class TcpProxy {
  private readonly pairs = new Set<{ near: Socket; far: Socket }>();
  /** While true, what the server says does not reach the client (the half-open line). */
  holdAnswers = false;
  /** While true, what the client says does not reach the server. */
  holdRequests = false;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async to(port: number): Promise<TcpProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const proxy = new TcpProxy(server, address.port);
    server.on('connection', (near) => proxy.join(near, connect(port, '127.0.0.1')));
    return proxy;
  }

  /** Ends every connection without a goodbye. */
  cut(): void {
    for (const { near, far } of this.pairs) {
      near.destroy();
      far.destroy();
    }
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(near: Socket, far: Socket): void {
    const pair = { near, far };
    this.pairs.add(pair);
    const end = (): void => {
      this.pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) socket.on('error', end).on('close', end);
    near.on('data', (chunk) => {
      if (!this.holdRequests) far.write(chunk);
    });
    far.on('data', (chunk) => {
      if (!this.holdAnswers) near.write(chunk);
    });
  }
}
