// For specs: the call centre's telephony, played by a local server that checks signatures and answers what it is told to.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isSigned, type TelephonyOrder } from '#libs/platform';

export class PlayedTelephony {
  static readonly SECRET = 'a secret of both';
  readonly heard: TelephonyOrder[] = [];
  /** Statuses of the next answers; then 202. */
  readonly answers: number[] = [];
  private waiting: (() => void)[] = [];

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<PlayedTelephony> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const played = new PlayedTelephony(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`);
    server.on('request', (request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = Buffer.concat(parts);
        const { 'x-yinling-timestamp': timestamp, 'x-yinling-signature': signature } = request.headers;
        if (!isSigned(PlayedTelephony.SECRET, { timestamp, signature, body }, new Date())) {
          response.writeHead(401).end();
          return;
        }
        played.heard.push(JSON.parse(body.toString()) as TelephonyOrder);
        response.writeHead(played.answers.shift() ?? 202).end();
        for (const look of played.waiting.splice(0)) look();
      });
    });
    return played;
  }

  /** Resolves once it has heard so many orders. */
  async hasHeard(count: number): Promise<void> {
    while (this.heard.length < count) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
