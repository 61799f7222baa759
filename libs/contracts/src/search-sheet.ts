// A missing person, for the desk and for those who search.
import type { LngLat } from './alert.ts';

export interface SearchPosition extends LngLat {
  at: string;
  accuracyM: number | null;
  ageSeconds: number;
  source: string;
}

/** GET /api/v1/alerts/{id}/search-sheet, and (less) GET /api/v1/search/{token}. */
export interface SearchSheet {
  alertId: string;
  number: string;
  name: string;
  sex: 'male' | 'female' | null;
  age: number | null;
  photoUrl: string | null;
  heightCm: number | null;
  clothes: string | null;
  dialect: string | null;
  features: string | null;
  missingSince: string;
  lastSeenPlace: string | null;
  placesSought: string[];
  lastPosition: SearchPosition | null;
  positions: SearchPosition[];
  lastDoorEvent: { at: string; device: string } | null;
  /** When 110 has to be called if the person is not found; null once it was. */
  policeDueAt: string | null;
  hotline: string | null;
  open: boolean;
}
/** GET /api/v1/search/{token}: for whoever holds a link; nothing of the case, of the home, or of health. */
export type PublicSearchSheet = Omit<SearchSheet, 'alertId' | 'number' | 'lastDoorEvent' | 'policeDueAt'>;
/** POST /api/v1/alerts/{id}/ring: the devices that ring and are asked where they are; none if none is worn. */
export interface PositionAsked {
  devices: { key: string; name: string }[];
}
export interface SearchLink {
  id: string;
  /** Shown once. */
  url: string;
  expiresAt: string;
}
