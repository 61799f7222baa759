// One statement per transition: compare-and-set on state, version and owner, with timeline entry, steps and fact beside it.
import type { QueryResultRow } from 'pg';
import type { AlertState } from '#libs/contracts';
import { RETURNING_FACT, newId, type Fact, type Sql } from '#libs/platform';
import { TRANSITIONS, type AlertVerb } from '../domain/alert-lifecycle.ts';
import type { TerritoryInSql } from '../territory.ts';
import { inTerritory, territoryValues } from './scope.sql.ts';
import { rearmSql } from './steps.store.ts';

export interface TransitionRow extends QueryResultRow {
  id: string;
  version: number;
  lease_until: Date | null;
  fact: Fact;
}

/** Who acts, and from where: ids only. */
export interface ActorRef {
  accountId: string;
  territory: TerritoryInSql;
}

export interface TransitionCommand {
  verb: Exclude<AlertVerb, 'lapse' | 'merge'>;
  alertId: string;
  actor: ActorRef;
  /** SET clauses; may use $1 alert id, $2 account id and $9… for `values`. */
  set: string;
  /** A further statement on `done`, as `name AS (…)`. */
  also?: string;
  /** Further condition on `a`, beside state and territory. */
  where?: string;
  values?: unknown[];
  noteSealed?: string | null;
  data?: Record<string, unknown>;
  /** After it, the alert waits for a console again: its ladder begins anew. */
  waitsAgain?: boolean;
}

const CHANGE = {
  claim: 'claimed',
  release: 'released',
  resolve: 'resolved',
  close: 'closed',
  reopen: 'reopened',
} as const;

/** Null if the compare-and-set did not match: the caller then asks why. */
export async function transition(sql: Sql, command: TransitionCommand): Promise<TransitionRow | null> {
  const { from, to } = TRANSITIONS[command.verb];
  const change = CHANGE[command.verb];
  const [row] = await sql.query<TransitionRow>(
    `WITH done AS (
       UPDATE alerts a SET version = a.version + 1, state = '${to}', ${command.set}
       WHERE a.id = $1::uuid AND a.state = ANY($3::text[]) AND ${inTerritory('a', 4, 5)}
         AND (${command.where ?? 'true'})
       RETURNING a.id, a.version, a.lease_until),
     entry AS (
       INSERT INTO alert_timeline (id, alert_id, version, action, account_id, origin, note_sealed, data)
       SELECT $6::uuid, id, version, '${change}', $2::uuid, 'console', $7::text, $8::jsonb FROM done),
     steps AS (
       UPDATE alert_steps s SET done_at = clock_timestamp(), outcome = 'cancelled'
       FROM done WHERE s.alert_id = done.id AND s.done_at IS NULL${command.verb === 'claim' ? ` AND s.until = 'claimed'` : ''}),
     ${command.waitsAgain ? `armed AS (${rearmSql('done')}),` : ''}
     ${command.also ? `${command.also},` : ''}
     fact AS (
       INSERT INTO facts (kind, subject, change, data)
       SELECT 'alert', id::text, '${change}', jsonb_build_object('version', version) FROM done ${RETURNING_FACT})
     SELECT id, version, lease_until, fact.fact FROM done CROSS JOIN fact`,
    [
      command.alertId,
      command.actor.accountId,
      from,
      ...territoryValues(command.actor.territory),
      newId(),
      command.noteSealed ?? null,
      JSON.stringify(command.data ?? {}),
      ...(command.values ?? []),
    ],
    `alert-${command.verb}`,
  );
  return row ?? null;
}

export interface StandRow extends QueryResultRow {
  state: AlertState;
  severity: 'P1' | 'P2' | 'P3';
  drill: boolean;
  closed_at: Date | null;
  claimed_by: string | null;
  claimed_by_name: string | null;
  lease_alive: boolean;
  /** The last one who claimed it was the asker. */
  was_mine: boolean;
}

/** How a case stands for this actor; null if it is not in the actor's territory. */
export async function standOf(sql: Sql, alertId: string, actor: ActorRef): Promise<StandRow | null> {
  const [row] = await sql.query<StandRow>(
    `SELECT a.state, a.severity, a.drill, a.closed_at, a.claimed_by, c.name AS claimed_by_name,
       coalesce(a.lease_until > clock_timestamp(), false) AS lease_alive,
       coalesce((SELECT t.account_id = $2::uuid FROM alert_timeline t WHERE t.alert_id = a.id AND t.action = 'claimed'
         ORDER BY t.at DESC LIMIT 1), false) AS was_mine
     FROM alerts a LEFT JOIN accounts c ON c.id = a.claimed_by
     WHERE a.id = $1::uuid AND ${inTerritory('a', 3, 4)}`,
    [alertId, actor.accountId, ...territoryValues(actor.territory)],
    'alert-stand',
  );
  return row ?? null;
}
