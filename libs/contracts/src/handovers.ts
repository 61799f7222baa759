// Cases that pass from one operator to another, and who is on duty to take them.
import type { PersonRef } from './alert.ts';
import type { Role } from './people-api.ts';

export interface HandoverView {
  id: string;
  from: PersonRef;
  to: PersonRef;
  alertIds: string[];
  state: 'offered' | 'accepted' | 'declined' | 'expired';
  offeredAt: string;
  expiresAt: string;
}

/** GET /api/v1/operators: to whom a case may be handed over. */
export interface OperatorOnDuty {
  id: string;
  name: string;
  role: Role;
  audible: boolean;
  since: string;
  claims: number;
}
