// Claims of one moment in one statement: at fifty consoles it is the commits and round trips that cost, not the claims.
import type { QueryResultRow } from 'pg';
import { RETURNING_FACT, newId, type Fact, type Sender } from '#libs/platform';
import type { ActorRef } from './transition.store.ts';

export interface ClaimAsked {
  alertId: string;
  actor: ActorRef;
}

export interface ClaimWon extends QueryResultRow {
  id: string;
  account_id: string;
  lease_until: Date;
  fact: Fact;
}

/**
 * $1 alert ids (each once), $2 accounts, $3 territory of each, $4 and $5 territories as pairs of number and community code
 * ('' for cases without a place), $6 lease in ms, $7 ids of timeline entries. Answers the ones that were won.
 */
const CLAIM_SQL = `
  WITH asked AS (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::integer[], $7::uuid[])
      AS q (alert_id, account_id, territory, entry_id)),
  scope AS (SELECT * FROM unnest($4::integer[], $5::text[]) AS s (territory, code)),
  picked AS (
    SELECT a.id, q.account_id, q.entry_id FROM asked q JOIN alerts a ON a.id = q.alert_id
    WHERE a.state = 'raised' AND (q.territory, coalesce(a.community_code, '')) IN (SELECT territory, code FROM scope)
    ORDER BY a.id FOR NO KEY UPDATE OF a),
  done AS (
    UPDATE alerts a SET version = a.version + 1, state = 'claimed', claimed_by = p.account_id,
      claimed_at = clock_timestamp(), lease_until = clock_timestamp() + $6::integer * interval '1 millisecond'
    FROM picked p WHERE a.id = p.id RETURNING a.id, a.version, a.claimed_by, a.lease_until, p.entry_id),
  entry AS (
    INSERT INTO alert_timeline (id, alert_id, version, action, account_id, origin)
    SELECT entry_id, id, version, 'claimed', claimed_by, 'console' FROM done),
  steps AS (
    UPDATE alert_steps s SET done_at = clock_timestamp(), outcome = 'cancelled'
    FROM done WHERE s.alert_id = done.id AND s.done_at IS NULL AND s.until = 'claimed'),
  fact AS (
    INSERT INTO facts (kind, subject, change, data)
    SELECT 'alert', id::text, 'claimed', jsonb_build_object('version', version) FROM done ${RETURNING_FACT})
  SELECT done.id, done.claimed_by AS account_id, done.lease_until, fact.fact
  FROM done JOIN fact ON fact.fact ->> 'subject' = done.id::text`;

/** One territory is often shared by all: it is sent once. */
export function claimAtOnce(tx: Sender, asked: readonly ClaimAsked[], leaseMs: number): Promise<ClaimWon[]> {
  const numbers = new Map<string, number>();
  const [territories, codes]: [number[], string[]] = [[], []];
  const numberOf = ({ territory }: ActorRef): number => {
    const key = `${territory.includesUnplaced}:${territory.codes.join()}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(key, number);
    for (const code of territory.includesUnplaced ? ['', ...territory.codes] : territory.codes) {
      territories.push(number);
      codes.push(code);
    }
    return number;
  };
  const numbered = asked.map(({ actor }) => numberOf(actor));
  return tx.send<ClaimWon>(
    CLAIM_SQL,
    [
      asked.map(({ alertId }) => alertId),
      asked.map(({ actor }) => actor.accountId),
      numbered,
      territories,
      codes,
      leaseMs,
      asked.map(() => newId()),
    ],
    'claim-at-once',
  );
}
