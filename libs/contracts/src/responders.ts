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
}

/** RFC 3339, half-open. */
export interface RosterSpan {
  from: string;
  to: string;
}

/** Body of POST and PUT: the whole of what is kept; a phone or planned duty that is not given stays as it is. */
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
}
