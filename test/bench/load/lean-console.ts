// A console as small as can be: speaks just enough socket.io to claim, and lets the deltas pass unread. What a console on
// its own machine does with them must not be paid for by the two cores that are being measured.
import WebSocket from 'ws';

const NAMESPACE = '/dispatch,';

export class LeanConsole {
  private readonly answers = new Map<number, (ok: boolean) => void>();
  private serial = 0;
  deltas = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => this.take(data));
  }

  /** Resolves with the snapshot. */
  static async connect(http: string, token: string): Promise<LeanConsole> {
    const socket = new WebSocket(`${http.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      maxPayload: 64 * 1024 * 1024,
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.once('message', () => socket.send(`40${NAMESPACE}${JSON.stringify({ token })}`));
      socket.on('message', function ready(data: Buffer) {
        const text = data.toString('latin1', 0, 40);
        if (text.startsWith(`44${NAMESPACE}`)) reject(new Error(`refused: ${data.toString()}`));
        if (!text.startsWith(`42${NAMESPACE}["snapshot"`)) return;
        socket.off('message', ready);
        resolve();
      });
    });
    return new LeanConsole(socket);
  }

  /** True if the claim was won. */
  claim(alertId: string): Promise<boolean> {
    const id = this.serial++;
    return new Promise((resolve) => {
      this.answers.set(id, resolve);
      this.socket.send(`42${NAMESPACE}${id}["claim",{"alertId":"${alertId}"}]`);
    });
  }

  close(): void {
    this.socket.terminate();
  }

  private take(data: Buffer): void {
    // '2' is a ping, '42' an event, '43' an answer.
    if (data[0] === 0x32) return this.socket.send('3');
    if (data[1] !== 0x33) {
      this.deltas++;
      return;
    }
    const text = data.toString('latin1', 0, 60);
    const from = 2 + NAMESPACE.length;
    const id = Number(text.slice(from, text.indexOf('[')));
    this.answers.get(id)?.(text.includes('"ok":true'));
    this.answers.delete(id);
  }
}
