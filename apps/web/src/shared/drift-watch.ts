// Does this page hold what the server believes it sent? Compared at each beat; drift is healed step by step. Pure but for the hash.
import type { AlertView, Beat } from '#libs/contracts';

type Held = Pick<AlertView, 'id' | 'version'>;

/** The lines `id:version`, sorted by id, joined by `\n`. */
export function digestText(open: Iterable<Held>): string {
  return [...open]
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .map(({ id, version }) => `${id}:${version}`)
    .join('\n');
}

/** Lower-case hex SHA-256, or null where the page has no crypto.subtle (plain http on a LAN address). */
export async function sha256(text: string): Promise<string | null> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle) return null;
  const bytes = await subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** With a hash the hash decides; without one the count has to do. */
export const agrees = (beat: Beat, held: { count: number; hash: string | null }): boolean =>
  held.hash === null ? held.count === beat.openCount : held.hash === beat.digest;

export interface DriftState {
  /** Beats in a row that did not agree. */
  mismatches: number;
}
export type DriftStep = 'none' | 'sync' | 'reconnect';

export const noDrift: DriftState = { mismatches: 0 };

/** One beat may cross a delta on the wire; two in a row ask for a sync; a third asks for a fresh connection. */
export function afterBeat(state: DriftState, agreed: boolean): { state: DriftState; step: DriftStep } {
  if (agreed) return { state: noDrift, step: 'none' };
  const mismatches = state.mismatches + 1;
  if (mismatches === 2) return { state: { mismatches }, step: 'sync' };
  if (mismatches > 2) return { state: noDrift, step: 'reconnect' };
  return { state: { mismatches }, step: 'none' };
}

export class DriftWatch {
  private state = noDrift;
  private seq = 0;

  /** The last headSeq at which both sides agreed: a sync from there cannot skip what was lost. */
  get agreedSeq(): number {
    return this.seq;
  }

  /** A snapshot is the whole truth. */
  begin(headSeq: number): void {
    this.state = noDrift;
    this.seq = headSeq;
  }

  async judge(beat: Beat, open: Iterable<Held>): Promise<DriftStep> {
    // Text and count are taken before anything else can arrive; only the hashing waits.
    const held = [...open];
    const text = digestText(held);
    const agreed = agrees(beat, { count: held.length, hash: await sha256(text) });
    if (agreed) this.seq = Math.max(this.seq, beat.headSeq);
    const next = afterBeat(this.state, agreed);
    this.state = next.state;
    return next.step;
  }
}
