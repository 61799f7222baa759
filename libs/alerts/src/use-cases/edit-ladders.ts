// The ladders of a division, replaced as a set: what was in force stays readable, cases keep what they were given.
import { Injectable } from '@nestjs/common';
import type { AlertKind, LadderStep, LadderView, LaddersInForce } from '#libs/contracts';
import { Audit } from '#libs/identity';
import { Territories } from '#libs/places';
import { Clock, Database, DomainError, FactWaker, appendFacts, newId } from '#libs/platform';
import { rfc3339 } from '../alert-view.ts';
import type { Staffing } from '../domain/escalation.ts';
import { ladderFaults, minuteOf, type EditedLadder } from '../domain/ladder-faults.ts';
import type { TerritoryInSql } from '../territory.ts';
import { Ladders } from './ladders.ts';

interface Row {
  id: string;
  division_code: string;
  division_name: string;
  kinds: AlertKind[];
  from_minute: number;
  to_minute: number;
  staffing: Staffing;
  steps: LadderStep[];
  version: number;
}

@Injectable()
export class EditLadders {
  constructor(
    private readonly database: Database,
    private readonly territories: Territories,
    private readonly audit: Audit,
    private readonly waker: FactWaker,
    private readonly ladders: Ladders,
    private readonly clock: Clock,
  ) {}

  /** Of divisions within the territory (of one, if named), as they are in force. */
  async list(territory: TerritoryInSql, divisionCode: string | null): Promise<LadderView[]> {
    const rows = await this.database.query<Row & Record<string, unknown>>(
      `SELECT l.id, l.division_code, v.name AS division_name, l.kinds, l.from_minute, l.to_minute, l.staffing, l.steps, l.version
       FROM ladders l JOIN divisions v ON v.code = l.division_code
       WHERE l.valid_to IS NULL AND l.division_code = ANY($1::text[]) AND ($2::text IS NULL OR l.division_code = $2)
       ORDER BY l.division_code, l.staffing, l.kinds, l.from_minute`,
      [territory.codes, divisionCode],
    );
    return rows.map((row) => ({
      id: row.id,
      division: { code: row.division_code, name: row.division_name },
      kinds: row.kinds,
      from: clockOf(row.from_minute),
      to: clockOf(row.to_minute),
      staffing: row.staffing,
      steps: row.steps,
      version: row.version,
    }));
  }

  /** Null for a division outside of the territory. What it takes from above is told, wherever that is. */
  async inForce(territory: TerritoryInSql, divisionCode: string): Promise<LaddersInForce | null> {
    if (!territory.codes.includes(divisionCode)) return null;
    const { staffing, rules } = this.ladders.inForce(divisionCode);
    const codes = new Set([divisionCode, ...rules.flatMap(({ from }) => (from ? [from.divisionCode] : []))]);
    const names = await this.database.query<{ code: string; name: string }>(
      'SELECT code, name FROM divisions WHERE code = ANY($1::text[])',
      [[...codes]],
    );
    const division = (code: string): { code: string; name: string } =>
      names.find((one) => one.code === code) ?? { code, name: '' };
    return {
      division: division(divisionCode),
      at: rfc3339(this.clock.now()),
      staffing,
      ladders: rules.map(({ severity, kinds, from, steps }) => ({
        severity,
        kinds,
        source: from === null ? 'shipped' : from.divisionCode === divisionCode ? 'own' : 'above',
        ladderId: from?.ladderId ?? null,
        division: from ? division(from.divisionCode) : null,
        steps: [...steps],
      })),
    };
  }

  /**
   * An empty set gives the division back to the one above it, or to what ships. Throws LADDER.INVALID (details:
   * {faults: [{field, reason}]}), DIVISION.NOT_FOUND for divisions that are unknown or outside the territory.
   */
  async replace(
    territory: TerritoryInSql,
    accountId: string,
    divisionCode: string,
    set: readonly EditedLadder[],
  ): Promise<void> {
    if (!territory.codes.includes(divisionCode)) throw new DomainError('DIVISION.NOT_FOUND');
    const { includesUnplaced: isTop } = await this.territories.of([{ kind: 'division', ref: divisionCode }]);
    const faults = ladderFaults(set, isTop);
    if (faults.length > 0) throw new DomainError('LADDER.INVALID', { faults });
    await this.database.transaction(async (tx) => {
      // Two who edit the same set: one after the other.
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 8))', [divisionCode]);
      const [last] = await tx.query<{ version: number }>(
        'SELECT coalesce(max(version), 0)::int AS version FROM ladders WHERE division_code = $1',
        [divisionCode],
      );
      const version = (last?.version ?? 0) + 1;
      await tx.query('UPDATE ladders SET valid_to = clock_timestamp() WHERE division_code = $1 AND valid_to IS NULL', [
        divisionCode,
      ]);
      for (const ladder of set) {
        await tx.query(
          `INSERT INTO ladders (id, division_code, kinds, from_minute, to_minute, staffing, steps, version, account_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            newId(),
            divisionCode,
            ladder.kinds,
            minuteOf(ladder.from),
            minuteOf(ladder.to),
            ladder.staffing,
            JSON.stringify(ladder.steps),
            version,
            accountId,
          ],
        );
      }
      await this.audit.record(tx, {
        accountId,
        action: 'laddersReplaced',
        subject: `division:${divisionCode}`,
        data: { version, ladders: set.length },
      });
      await appendFacts(tx, [{ kind: 'ladder', subject: divisionCode, change: 'replaced', data: { version } }]);
    });
    this.waker.wake();
    await this.ladders.refresh();
  }
}

const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
