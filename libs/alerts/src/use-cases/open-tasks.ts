// How many open dispatch tasks helpers have.
import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import { OPEN_DISPATCH_SQL } from '../database/case-in-need.query.ts';

@Injectable()
export class OpenTasks {
  constructor(private readonly database: Database) {}

  /** By responder; who has none is left out. */
  async of(responderIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.database.query<{ responder_id: string; tasks: number }>(
      `SELECT responder_id, count(*)::int AS tasks FROM dispatch_tasks
       WHERE responder_id = ANY($1::uuid[]) AND state IN ${OPEN_DISPATCH_SQL} GROUP BY responder_id`,
      [responderIds],
      'open-tasks-of-responders',
    );
    return new Map(rows.map((row) => [row.responder_id, row.tasks]));
  }
}
