// The audit trail: who did or opened what. Ids and codes only.
import { Injectable } from '@nestjs/common';
import { newId, type Sql } from '#libs/platform';

export interface AuditEntry {
  /** Null when the platform itself acted. */
  accountId: string | null;
  /** A verb in the past, e.g. `signedIn`, `secretIssued`, `cardOpened`. */
  action: string;
  /** What it was done to, e.g. `device:018f…`. */
  subject: string;
  /** Ids and codes only, never personal data. */
  data?: Record<string, unknown>;
}

@Injectable()
export class Audit {
  /** Writes in the caller's transaction, so that nothing audited happens without its entry. */
  async record(sql: Sql, entry: AuditEntry): Promise<void> {
    await sql.query(
      'INSERT INTO audit_log (id, account_id, action, subject, data) VALUES ($1, $2, $3, $4, $5)',
      [newId(), entry.accountId, entry.action, entry.subject, JSON.stringify(entry.data ?? {})],
      'audit-record',
    );
  }
}
