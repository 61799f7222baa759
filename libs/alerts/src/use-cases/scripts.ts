// Short scripts of questions, by kind: each change is a new version, and answers keep the one that they were given to.
import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import { ALERT_KINDS, type AlertKind, type CaseScript, type ScriptQuestion, type ScriptView } from '#libs/contracts';
import {
  Database,
  DomainError,
  FactWaker,
  RETURNING_FACT,
  SealedText,
  newId,
  type Fact,
  type Sql,
} from '#libs/platform';
import { rfc3339 } from '../alert-view.ts';
import { caseTasksSql, type CaseTasksRow } from '../database/case-tasks.query.ts';
import { CaseWork } from '../database/case-work.ts';
import { inTerritory, territoryValues } from '../database/scope.sql.ts';
import type { ActorRef } from '../database/transition.store.ts';
import { allowsAnswer, scriptFaults, scriptFor, scriptsInUse, type Script } from '../domain/scripts.ts';
import { caseTasksOf } from '../task-view.ts';
import type { TerritoryInSql } from '../territory.ts';

interface ScriptRow extends QueryResultRow {
  id: string;
  kinds: AlertKind[];
  version: number;
  questions: ScriptQuestion[];
  published_at: Date;
  published_by: string | null;
  published_by_name: string | null;
}

interface StoredScript extends Script {
  publishedBy: ScriptView['publishedBy'];
}

/** Two who publish at once follow one another. */
const PUBLISH_LOCK = 7_233_040;

@Injectable()
export class Scripts {
  constructor(
    private readonly database: Database,
    private readonly work: CaseWork,
    private readonly sealed: SealedText,
    private readonly waker: FactWaker,
  ) {}

  /** Those in use, each with the kinds that it is used for. */
  async inUse(): Promise<ScriptView[]> {
    return scriptsInUse(await this.stored(this.database), ALERT_KINDS).map(viewOf);
  }

  /** Any version. Throws SCRIPT.NOT_FOUND. */
  async one(id: string): Promise<ScriptView> {
    const script = (await this.stored(this.database)).find((stored) => stored.id === id);
    if (!script) throw new DomainError('SCRIPT.NOT_FOUND');
    return viewOf(script);
  }

  /** A new version for these kinds. Throws COMMON.VALIDATION with the fields that are wrong. */
  async publish(accountId: string, script: Pick<Script, 'kinds' | 'questions'>): Promise<ScriptView> {
    const faults = scriptFaults(script);
    if (Object.keys(faults).length > 0) throw new DomainError('COMMON.VALIDATION', { fields: faults });
    const id = newId();
    const fact = await this.database.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock($1)', [PUBLISH_LOCK]);
      const [row] = await tx.query<{ fact: Fact }>(
        `WITH published AS (
           INSERT INTO scripts (id, kinds, version, questions, published_by)
           SELECT $1::uuid, $2::text[], coalesce(max(s.version), 0) + 1, $3::jsonb, $4::uuid FROM scripts s WHERE s.kinds = $2::text[]
           RETURNING id, version)
         INSERT INTO facts (kind, subject, change, data)
         SELECT 'script', id::text, 'published', jsonb_build_object('version', version) FROM published ${RETURNING_FACT}`,
        [id, [...script.kinds].sort(), JSON.stringify(script.questions), accountId],
      );
      return row?.fact;
    });
    this.waker.wake(fact ? [fact] : []);
    return this.one(id);
  }

  /** The script of a case: the one that it was begun with, else the latest of its kind. Throws ALERT.NOT_FOUND. */
  async ofCase(territory: TerritoryInSql, alertId: string): Promise<CaseScript> {
    const where = `a.id = $1::uuid AND ${inTerritory('a', 2, 3)}`;
    const values = [alertId, ...territoryValues(territory)];
    const [[alert], [beside]] = await Promise.all([
      this.database.query<{ kind: AlertKind }>(`SELECT a.kind FROM alerts a WHERE ${where}`, values, 'kind-of-case'),
      this.database.query<CaseTasksRow & QueryResultRow>(caseTasksSql(where), values, 'case-tasks'),
    ]);
    if (!alert || !beside) throw new DomainError('ALERT.NOT_FOUND');
    const { answers } = caseTasksOf(beside, this.sealed);
    const scripts = await this.stored(this.database);
    const begun = answers.at(-1)?.scriptId;
    const script = scripts.find(({ id }) => id === begun) ?? scriptFor(alert.kind, scripts);
    return { script: script && viewOf(script), answers };
  }

  /**
   * The holder of the case writes down an answer; a later one to the same question stands beside it. Throws SCRIPT.NOT_FOUND
   * for scripts of other kinds, SCRIPT.ANSWER_NOT_ALLOWED for what is not in the script.
   */
  async answer(
    alertId: string,
    actor: ActorRef,
    { scriptId, question, answer }: { scriptId: string; question: string; answer: string },
  ): Promise<void> {
    await this.work.on({ alertId, actor, origin: 'console', holder: true, states: ['claimed'] }, async (tx, found) => {
      const script = (await this.stored(tx)).find(({ id, kinds }) => id === scriptId && kinds.includes(found.kind));
      if (!script) throw new DomainError('SCRIPT.NOT_FOUND');
      if (!allowsAnswer(script, question, answer)) throw new DomainError('SCRIPT.ANSWER_NOT_ALLOWED');
      const written = await tx.query(
        `INSERT INTO script_answers (id, alert_id, script_id, question, answer, account_id)
         SELECT $1::uuid, $2::uuid, $3::uuid, $4::text, $5::text, $6::uuid
         WHERE $5::text IS DISTINCT FROM (SELECT q.answer FROM script_answers q
           WHERE q.alert_id = $2::uuid AND q.script_id = $3::uuid AND q.question = $4::text ORDER BY q.at DESC, q.id DESC LIMIT 1)
         RETURNING 1`,
        [newId(), alertId, scriptId, question, answer, actor.accountId],
      );
      const data = { scriptId, version: script.version, question, answer };
      // The same answer again says nothing new.
      return { entries: written.length > 0 ? [{ action: 'answered', data }] : [], result: undefined };
    });
  }

  private async stored(sql: Sql): Promise<StoredScript[]> {
    const rows = await sql.query<ScriptRow>(
      `SELECT s.id, s.kinds, s.version, s.questions, s.published_at, s.published_by, u.name AS published_by_name
       FROM scripts s LEFT JOIN accounts u ON u.id = s.published_by ORDER BY s.published_at, s.id`,
      [],
      'scripts',
    );
    return rows.map((row) => ({
      id: row.id,
      kinds: row.kinds,
      version: row.version,
      questions: row.questions,
      publishedAt: row.published_at,
      publishedBy: row.published_by ? { id: row.published_by, name: row.published_by_name ?? '' } : null,
    }));
  }
}

const viewOf = (script: StoredScript): ScriptView => ({
  id: script.id,
  kinds: [...script.kinds],
  version: script.version,
  publishedAt: rfc3339(script.publishedAt),
  publishedBy: script.publishedBy,
  questions: [...script.questions],
});
