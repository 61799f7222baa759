// Dispatch tasks as the desk sees them; whoever asks for them by id has just written them.
import { Injectable } from '@nestjs/common';
import type { DispatchTaskView } from '#libs/contracts';
import { Database, SealedText } from '#libs/platform';
import { dispatchViewsSql, type DispatchViewRow } from '../database/case-tasks.query.ts';
import { dispatchViewOf } from '../task-view.ts';

@Injectable()
export class DispatchTasks {
  constructor(
    private readonly database: Database,
    private readonly sealed: SealedText,
  ) {}

  /** In the order of the ids. */
  async byIds(ids: readonly string[]): Promise<DispatchTaskView[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.query<{ view: DispatchViewRow }>(
      dispatchViewsSql('d.id = ANY($1::uuid[])'),
      [ids],
      'dispatches-by-ids',
    );
    const views = new Map(rows.map(({ view }) => [view.id, dispatchViewOf(view, this.sealed)]));
    return ids.flatMap((id) => views.get(id) ?? []);
  }
}
