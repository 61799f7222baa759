// Facts: the append-only log (outbox) that feeds sockets, receipts, messages and caches.
import { Injectable } from '@nestjs/common';
import type { Sql } from '../database/database.ts';
import { newId } from '../ids.ts';
import { FactListener } from './fact-listener.ts';

export type FactKind =
  | 'alert' | 'event' | 'device' | 'account' | 'session'
  /** A dispatch task (data: alertId, responderId), a call at the centre, a handover, a helper, rules, an elder. */
  | 'dispatch' | 'incomingCall' | 'handover' | 'responder' | 'ladder' | 'script' | 'elder'; // prettier-ignore

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

/** At the end of an INSERT INTO facts: what was written comes back as a Fact, in the column `fact`. */
export const RETURNING_FACT = 'RETURNING to_json(facts) AS fact';

/** Rows of a statement that ends in RETURNING_FACT. */
export interface FactRow {
  fact: Fact;
}

export const factsOf = (rows: readonly FactRow[]): Fact[] => rows.map(({ fact }) => fact);

/** Nothing is lost with it, so its commit need not wait for the disk. */
export const NOTIFY_SQL = `SELECT set_config('synchronous_commit', 'off', true), pg_notify('facts', $1)`;

/**
 * Writes facts in the caller's transaction and wakes the readers of every process when it commits; for rare ones. The
 * transaction has its id before a place in the log is taken: GapLedger relies on it.
 */
export async function appendFacts(sql: Sql, facts: NewFact[]): Promise<void> {
  if (facts.length === 0) return;
  await sql.query(
    `WITH begun AS MATERIALIZED (SELECT pg_current_xact_id()),
     written AS (
       INSERT INTO facts (kind, subject, change, data)
       SELECT t.* FROM begun CROSS JOIN unnest($1::text[], $2::text[], $3::text[], $4::jsonb[]) AS t RETURNING 1)
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

/** Long enough for the operator's socket to come first, too short to be noticed by anybody else. */
const PATIENCE_MS = 5;

/** Tells other processes that there are new facts; `from` names the waker whose own feeds know already. */
export type TellOthers = (from: string) => Promise<unknown>;

/** Gets facts that were just committed; none: there are some, and it must look for itself. */
export type Wake = (facts: readonly Fact[]) => void;

/**
 * Hands facts to the feeds of this process at once after a commit, then wakes those of other processes by NOTIFY; all of
 * them poll as well. NOTIFY stands outside of the transactions that write facts, because commits of notifying transactions
 * wait for each other; and one is under way at a time, however many facts there are.
 */
@Injectable()
export class FactWaker {
  /** What our own notifications say, so that nobody here reads the facts twice. */
  readonly id = newId();
  /** Where the feeds of this process hear of others. */
  readonly listener = new FactListener(this.id);
  private readonly feeds = new Set<Wake>();
  private readonly patient = new Set<Wake>();
  /** For the patient ones; null once somebody has woken us without saying what there is. */
  private gathered: Fact[] | null = [];
  private timer: NodeJS.Timeout | null = null;
  private telling = false;
  private again = false;

  constructor(private readonly tellOthers: TellOthers | null = null) {}

  /** `patient`: woken after the others, with everything that comes meanwhile. Returns what takes it back. */
  register(wake: Wake, patient = false): () => void {
    const feeds = patient ? this.patient : this.feeds;
    feeds.add(wake);
    return () => feeds.delete(wake);
  }

  /** True where a feed of this very process is stared at. */
  get isWatched(): boolean {
    return this.feeds.size > 0;
  }

  /** `facts`: all that were written by this commit, where they are known. */
  wake(facts: readonly Fact[] = []): void {
    for (const wake of this.feeds) wake(facts);
    if (facts.length === 0) this.gathered = null;
    else this.gathered?.push(...facts);
    this.timer ??= setTimeout(() => this.wakePatient(), PATIENCE_MS);
    // Where people look at this very process, they come first.
    if (!this.isWatched) this.tell();
  }

  private wakePatient(): void {
    const facts = this.gathered ?? [];
    this.gathered = [];
    this.timer = null;
    for (const wake of this.patient) wake(facts);
    if (this.isWatched) this.tell();
  }

  /** A failure costs promptness only: the others poll. */
  private tell(): void {
    if (!this.tellOthers) return;
    if (this.telling) {
      this.again = true;
      return;
    }
    this.telling = true;
    this.tellOthers(this.id)
      .catch(() => undefined)
      .finally(() => {
        this.telling = false;
        if (!this.again) return;
        this.again = false;
        this.tell();
      });
  }
}
