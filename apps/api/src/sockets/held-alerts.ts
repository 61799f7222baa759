// The open alerts that one connection was told, with their digest (wire.md, Sockets).
import { createHash } from 'node:crypto';
import { isOpen } from '#libs/alerts';
import type { AlertView } from '#libs/contracts';

export class HeldAlerts {
  /** Open alerts that this connection has been sent, by id. */
  private readonly held = new Map<string, number>();
  /** Versions of what it was sent, closed ones included, so that an older delta is never sent after a newer one. */
  private readonly versions = new Map<string, number>();
  private digestNow: string | null = null;

  get openCount(): number {
    return this.held.size;
  }

  holds(alertId: string): boolean {
    return this.held.has(alertId);
  }

  heldIds(): string[] {
    return [...this.held.keys()];
  }

  /** True if this is news to the connection; remembers that it is being sent. */
  take(alert: AlertView): boolean {
    if ((this.versions.get(alert.id) ?? 0) >= alert.version) return false;
    this.versions.set(alert.id, alert.version);
    if (isOpen(alert.state)) this.held.set(alert.id, alert.version);
    else this.held.delete(alert.id);
    this.digestNow = null;
    // Closed alerts are remembered only as long as a late delta could contradict them.
    if (this.versions.size > this.held.size + 5_000) this.forgetClosed();
    return true;
  }

  drop(alertId: string): void {
    this.versions.delete(alertId);
    if (this.held.delete(alertId)) this.digestNow = null;
  }

  digest(): string {
    this.digestNow ??= createHash('sha256')
      .update(
        [...this.held]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([id, version]) => `${id}:${version}`)
          .join('\n'),
      )
      .digest('hex');
    return this.digestNow;
  }

  private forgetClosed(): void {
    for (const id of this.versions.keys()) if (!this.held.has(id)) this.versions.delete(id);
  }
}
