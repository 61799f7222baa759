// Everything beside a case: calls, dispatches, rescue, follow-ups, door steps, photos, answers.
import { Injectable } from '@nestjs/common';
import type { CaseTasks } from '#libs/contracts';
import { Database, DomainError, SealedText } from '#libs/platform';
import { caseTasksSql, type CaseTasksRow } from '../database/case-tasks.query.ts';
import { inTerritory, territoryValues } from '../database/scope.sql.ts';
import { caseTasksOf } from '../task-view.ts';
import type { TerritoryInSql } from '../territory.ts';

@Injectable()
export class CaseTasksView {
  constructor(
    private readonly database: Database,
    private readonly sealed: SealedText,
  ) {}

  /** Each kind oldest first. Throws ALERT.NOT_FOUND for cases that are unknown or outside the territory. */
  async of(territory: TerritoryInSql, alertId: string): Promise<CaseTasks> {
    const [row] = await this.database.query<CaseTasksRow & Record<string, unknown>>(
      caseTasksSql(`a.id = $1::uuid AND ${inTerritory('a', 2, 3)}`),
      [alertId, ...territoryValues(territory)],
      'case-tasks',
    );
    if (!row) throw new DomainError('ALERT.NOT_FOUND');
    return caseTasksOf(row, this.sealed);
  }
}
