// Facts: the append-only log (outbox) that feeds sockets, receipts, messages and caches.
import { Injectable } from '@nestjs/common';
import type { Sql } from '../database/database.ts';

export type FactKind = 'alert' | 'event' | 'device' | 'account' | 'session';

export interface NewFact {
  kind: FactKind;
  /** Alert id, device key, account id or session id. */
  subject: string;
  /** What happened, e.g. `raised`, `claimed`, `received`. */
  change: string;
  /** Ids and codes only. */
  data?: Record<string, unknown>;
}

export interface Fact {
  /** Place in the log; `seq` on the wire. */
  id: number;
  at: string;
  kind: FactKind;
  subject: string;
  change: string;
  data: Record<string, unknown>;
}

/** Writes facts in the caller's transaction and wakes the readers of every process when it commits. */
export async function appendFacts(sql: Sql, facts: NewFact[]): Promise<void> {
  if (facts.length === 0) return;
  await sql.query(
    `WITH written AS (
       INSERT INTO facts (kind, subject, change, data)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::jsonb[]) RETURNING 1)
     SELECT pg_notify('facts', '') FROM (SELECT count(*) FROM written) AS counted`,
    [
      facts.map((fact) => fact.kind),
      facts.map((fact) => fact.subject),
      facts.map((fact) => fact.change),
      facts.map((fact) => JSON.stringify(fact.data ?? {})),
    ],
    'append-facts',
  );
}

/** Wakes the feeds of this process at once after a commit; other processes are woken by NOTIFY, and all of them poll. */
@Injectable()
export class FactWaker {
  private readonly feeds = new Set<() => void>();

  register(wake: () => void): () => void {
    this.feeds.add(wake);
    return () => this.feeds.delete(wake);
  }

  wake(): void {
    for (const wake of this.feeds) wake();
  }
}
