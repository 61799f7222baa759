// Responders as other parts of the house need them.
import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import type { ResponderKind } from '#libs/contracts';
import { Database } from '#libs/platform';

export interface ResponderRecord {
  id: string;
  name: string;
  kind: ResponderKind;
  accountId: string | null;
  facilityId: string | null;
  divisionCode: string;
  active: boolean;
}

@Injectable()
export class Responders {
  constructor(private readonly database: Database) {}

  /** The responder of a signed-in account; null if it has none. */
  async ofAccount(accountId: string): Promise<ResponderRecord | null> {
    const [found] = await this.database.query<ResponderRecord & QueryResultRow>(
      `SELECT id, name, kind, account_id AS "accountId", facility_id AS "facilityId", division_code AS "divisionCode", active
       FROM responders WHERE account_id = $1::uuid`,
      [accountId],
      'responder-of-account',
    );
    return found ?? null;
  }
}
