// What the panels fetch of a case, each anew with the case's version; and the addresses that they write to.
import type {
  AlertView, CaseScript, ElderListItem, OperatorOnDuty, Page, PhotoView, PositionAsked, SearchLink,
  SearchSheet, MissingDetails,
} from '#libs/contracts'; // prettier-ignore
import { api, query, sendFile } from '../shared/http.ts';
import { useFetched, type Fetched } from './case-data.ts';

const path = (id: string): string => `/api/v1/alerts/${encodeURIComponent(id)}`;
const version = (alert: AlertView): string => String(alert.version);

export const useCaseScript = (alert: () => AlertView | null): Fetched<CaseScript> =>
  useFetched(alert, version, (id, signal) => api<CaseScript>('GET', `${path(id)}/script`, undefined, signal));

export const useSearchSheet = (alert: () => AlertView | null): Fetched<SearchSheet> =>
  useFetched(alert, version, (id, signal) => api<SearchSheet>('GET', `${path(id)}/search-sheet`, undefined, signal));

export const describeMissing = (id: string, told: MissingDetails): Promise<SearchSheet> =>
  api('PUT', `${path(id)}/search-sheet`, told);

export const ringDevices = (id: string): Promise<PositionAsked> => api('POST', `${path(id)}/ring`);

export const makeSearchLink = (id: string): Promise<SearchLink> => api('POST', `${path(id)}/search-link`);

export const revokeSearchLinks = (id: string): Promise<void> => api('DELETE', `${path(id)}/search-link`);

export const addPhoto = (id: string, purpose: PhotoView['purpose'], file: Blob, key: string): Promise<PhotoView> =>
  sendFile(`${path(id)}/photos${query({ purpose })}`, file, key);

const FOUND_AT_MOST = 9;

/** As many as there are digits to choose with. */
export const findElders = (q: string, signal?: AbortSignal): Promise<Page<ElderListItem>> =>
  api('GET', `/api/v1/elders${query({ q, page: 1, pageSize: FOUND_AT_MOST })}`, undefined, signal);

export const operatorsOnDuty = (): Promise<{ items: OperatorOnDuty[] }> => api('GET', '/api/v1/operators');
