// How grave it is what a person says: a request to look after somebody is P1 once they have given no sign of life for a day.
import { Injectable } from '@nestjs/common';
import type { JudgedSeverity, RaisedByPeople } from '#libs/contracts';
import { SignsOfLife } from '#libs/devices';
import { Database } from '#libs/platform';

const HOURS = 24;

@Injectable()
export class SeverityOfWord {
  constructor(
    private readonly database: Database,
    private readonly signs: SignsOfLife,
  ) {}

  /** Somebody whom the registry does not know has no signs to look for: P2. Nobody is well because nothing was heard. */
  async of(kind: RaisedByPeople, elderId: string | null): Promise<JudgedSeverity> {
    if (kind !== 'welfareCheck') return 'P1';
    if (elderId === null || (await this.signs.lastOf(elderId, HOURS)) !== null) return 'P2';
    return (await this.wasSpokenTo(elderId)) ? 'P2' : 'P1';
  }

  private async wasSpokenTo(elderId: string): Promise<boolean> {
    const rows = await this.database.query(
      `SELECT 1 FROM alerts a JOIN call_tasks c ON c.alert_id = a.id
       WHERE a.elder_id = $1::uuid AND c.elder_id = $1::uuid AND c.result = 'isWell'
         AND c.voice_at > clock_timestamp() - $2::integer * interval '1 hour' LIMIT 1`,
      [elderId, HOURS],
      'was-spoken-to',
    );
    return rows.length > 0;
  }
}
