// Whose number is it: elders and contacts by the blind index of a whole number.
import { Injectable } from '@nestjs/common';
import { Clock, Database } from '#libs/platform';
import { PersonalData } from './personal-data.ts';
import { plainPhone } from './domain/phone.ts';

export interface NumberOwner {
  elderId: string;
  /** Null: it is the elder's own number. */
  contactId: string | null;
  /** Where the elder lives now; null without a home. */
  communityCode: string | null;
}

/** Fewer digits are no number of a person (services, extensions), and would match by chance. */
const SHORTEST = 7;

@Injectable()
export class PhoneBook {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
  ) {}

  /** Elders who live, with the number as their own or as one of a contact's; their own first. */
  async whose(number: string): Promise<NumberOwner[]> {
    if (plainPhone(number).length < SHORTEST) return [];
    return this.database.query<NumberOwner & Record<string, unknown>>(
      `SELECT e.id AS "elderId", found.contact_id AS "contactId", h.community_code AS "communityCode"
       FROM (SELECT id AS elder_id, NULL::uuid AS contact_id FROM elders WHERE phone_indexes @> ARRAY[$1]
         UNION ALL SELECT elder_id, id FROM contacts WHERE phone_indexes @> ARRAY[$1]) AS found
       JOIN elders e ON e.id = found.elder_id AND e.died_at IS NULL
       LEFT JOIN residencies r ON r.elder_id = e.id AND r.during @> $2::timestamptz
       LEFT JOIN homes h ON h.id = r.home_id
       ORDER BY found.contact_id IS NOT NULL, e.pinyin, e.id, found.contact_id`,
      [this.personal.wholePhone(number), this.clock.now()],
      'whose-number',
    );
  }
}
