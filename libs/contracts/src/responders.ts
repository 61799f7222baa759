// People who help: what the admin page says of them, and when they agreed to be asked.
import type { LngLat, PersonRef } from './alert.ts';
import type { ResponderKind, TravelWay } from './tasks.ts';

/** `days`: all, workdays, restdays, or ISO weekdays 1 (Monday) to 7. `to` at or before `from` reaches over midnight. */
export interface AgreedHours {
  days: 'all' | 'workdays' | 'restdays' | number[];
  from: string;
  to: string;
}
export const RESPONDER_SKILLS = ['firstAid', 'nursing', 'medical', 'lifting', 'fire', 'search', 'lock'] as const;
export type ResponderSkill = (typeof RESPONDER_SKILLS)[number];

/** GET/POST /api/v1/responders, PUT /api/v1/responders/{id} (admin). */
export interface ResponderView {
  id: string;
  name: string;
  kind: ResponderKind;
  facility: PersonRef | null;
  division: { code: string; name: string };
  username: string | null;
  travel: TravelWay;
  skills: ResponderSkill[];
  hours: AgreedHours[];
  place: LngLat | null;
  /** Addresses without house number and room. */
  homes: { id: string; address: string; holdsKey: boolean }[];
  active: boolean;
  onShift: boolean;
  openTasks: number;
  /** Planned duty that has not ended. */
  rosters?: RosterSpan[];
  /** Only the last four digits; null if none is known. */
  phone?: string | null;
  /** `YYYY-MM-DD`, the day on which they agreed to be asked; null if that is not on record. */
  agreedOn?: string | null;
  /** Of this shift's latest position: when, and whether it is fresh enough to start from. Null: where they are expected. */
  location?: { at: string; fresh: boolean } | null;
}

/** RFC 3339, half-open. */
export interface RosterSpan {
  from: string;
  to: string;
}

/** Body of POST and PUT: the whole of what is kept; phone, planned duty or consent that is not given stays as it is. */
export interface ResponderOrder {
  name: string;
  kind: ResponderKind;
  divisionCode: string;
  facilityId?: string | null;
  /** Of the account that gets the offers: role responder or communityWorker. */
  username?: string | null;
  phone?: string | null;
  travel: TravelWay;
  skills?: ResponderSkill[];
  hours?: AgreedHours[];
  place?: LngLat | null;
  homes?: { id: string; holdsKey: boolean }[];
  rosters?: RosterSpan[];
  active?: boolean;
  /** `YYYY-MM-DD`, not after today; null takes the consent back. */
  agreedOn?: string | null;
}

/** GET /api/v1/divisions: in my territory, by part of the name or beginning of the code. */
export interface DivisionItem {
  code: string;
  name: string;
  level: 'province' | 'city' | 'county' | 'subdistrict' | 'community';
  /** The name of whoever runs it today; null at the top. */
  within: string | null;
}

/** GET /api/v1/facilities: in my territory, by part of the name. */
export interface FacilityItem {
  id: string;
  name: string;
  type: string;
  division: { code: string; name: string };
}
