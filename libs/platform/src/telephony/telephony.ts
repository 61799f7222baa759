// The call centre's telephony behind TELEPHONY_URL: takes orders to call somebody (docs/telephony.md).
import type { Clock } from '../clock.ts';
import { isErrorLike } from '../domain-error.ts';
import { SIGNATURE_HEADER, TIMESTAMP_HEADER, signatureOf } from './signature.ts';

export interface TelephonyOrder {
  /** The same order may come again, when an answer was lost: the telephony carries it out once. */
  id: string;
  /** clickToCall connects an operator with `to`; announce calls `to` and reads a text aloud. */
  kind: 'clickToCall' | 'announce';
  purpose: string;
  to: { number: string } | { device: string };
  /** Whose extension rings first. */
  operator: { id: string; username: string } | null;
  alert: { id: string; number: string };
  callTaskId: string | null;
  /** Zh-CN, to be read aloud; only with announce. */
  text: string | null;
}

/** Refused: asking again would change nothing. Unreachable: it may work in a moment. */
export type TelephonyAnswer = { became: 'accepted' } | { became: 'refused' | 'unreachable'; error: string };

const TIMEOUT_MS = 5_000;
/** Statuses that a server gives to what it might take later. */
const TRY_AGAIN = new Set([408, 421, 425, 429]);

export class Telephony {
  constructor(
    private readonly url: string | null,
    private readonly secret: string | null,
    private readonly clock: Clock,
    private readonly timeoutMs: number = TIMEOUT_MS,
  ) {}

  /** False: there is none, and people dial by themselves. */
  get isThere(): boolean {
    return this.url !== null;
  }

  /** Never throws; what went wrong is a code, without number or address. */
  async send(order: TelephonyOrder): Promise<TelephonyAnswer> {
    const { url, secret } = this;
    if (url === null || secret === null) return { became: 'refused', error: 'noTelephony' };
    const body = JSON.stringify(order);
    const timestamp = String(Math.floor(this.clock.now().getTime() / 1000));
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(this.timeoutMs),
        headers: {
          'content-type': 'application/json',
          'idempotency-key': order.id,
          [TIMESTAMP_HEADER]: timestamp,
          [SIGNATURE_HEADER]: signatureOf(secret, timestamp, body),
        },
      });
      // What it says beside its status is not read; the connection is free again.
      await response.body?.cancel();
      if (response.ok) return { became: 'accepted' };
      const again = response.status >= 500 || TRY_AGAIN.has(response.status);
      return { became: again ? 'unreachable' : 'refused', error: `http${response.status}` };
    } catch (error) {
      return { became: 'unreachable', error: isErrorLike(error) ? error.name : 'unknown' };
    }
  }
}
