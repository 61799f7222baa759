// The connections of one namespace on this process: who is there, their beats, and who has to leave.
import type { Beat } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import type { Fact } from '#libs/platform';
import type { HeldAlerts } from './held-alerts.ts';

interface Connection extends Pick<HeldAlerts, 'openCount' | 'digest'> {
  readonly actor: Actor;
  readonly socket: {
    readonly id: string;
    emit(event: 'beat', beat: Beat): unknown;
    disconnect(close: boolean): unknown;
  };
}

export class LiveConnections<C extends Connection> {
  private readonly bySocket = new Map<string, C>();

  get size(): number {
    return this.bySocket.size;
  }

  /** As they are now: who comes or goes meanwhile changes nothing. */
  all(): C[] {
    return [...this.bySocket.values()];
  }

  add(connection: C): void {
    this.bySocket.set(connection.socket.id, connection);
  }

  remove(socketId: string): void {
    this.bySocket.delete(socketId);
  }

  /** Ends those whose session ended or whose account was changed. */
  dismiss(facts: readonly Fact[]): void {
    const sessions = subjectsOf(facts, 'session');
    const accounts = subjectsOf(facts, 'account');
    if (sessions.size + accounts.size === 0) return;
    this.endWhere(({ actor }) => sessions.has(actor.sessionId) || accounts.has(actor.accountId));
  }

  dismissExpired(): void {
    const now = Date.now();
    this.endWhere(({ actor }) => actor.expiresAt.getTime() <= now);
  }

  /** `headSeq`: everything up to there that concerns the connection has been sent. */
  beat(connection: C, headSeq: number): void {
    connection.socket.emit('beat', {
      headSeq,
      openCount: connection.openCount,
      digest: connection.digest(),
      serverTime: new Date().toISOString(),
    });
  }

  private endWhere(which: (connection: C) => boolean): void {
    for (const connection of this.all()) if (which(connection)) connection.socket.disconnect(true);
  }
}

const subjectsOf = (facts: readonly Fact[], kind: Fact['kind']): Set<string> =>
  new Set(facts.filter((fact) => fact.kind === kind).map(({ subject }) => subject));
