// What the register of helpers asks of the API, each with its address once.
import type {
  DivisionItem, ElderListItem, FacilityItem, Page, ResponderKind, ResponderOrder, ResponderView,
} from '#libs/contracts'; // prettier-ignore
import { api, query } from '../shared/http.ts';
import { PAGE_SIZE } from '../supervising/supervise-api.ts';

export interface HelperSearch {
  q: string;
  kind: ResponderKind | '';
  /** Empty: both. */
  onShift: 'true' | 'false' | '';
  agreed: 'true' | 'false' | '';
  active: 'true' | 'false' | '';
}
const FOUND_AT_MOST = 8;

export const listHelpers = (search: HelperSearch, page: number, signal: AbortSignal): Promise<Page<ResponderView>> =>
  api(
    'GET',
    `/api/v1/responders${query({ ...search, q: search.q.trim(), page, pageSize: PAGE_SIZE })}`,
    undefined,
    signal,
  );

export const registerHelper = (order: ResponderOrder): Promise<ResponderView> =>
  api('POST', '/api/v1/responders', order);

export const changeHelper = (id: string, order: ResponderOrder): Promise<ResponderView> =>
  api('PUT', `/api/v1/responders/${id}`, order);

const found = (q: string): string => query({ q, page: 1, pageSize: FOUND_AT_MOST });
export const findDivisions = (q: string, signal: AbortSignal): Promise<Page<DivisionItem>> =>
  api('GET', `/api/v1/divisions${found(q)}`, undefined, signal);
export const findFacilities = (q: string, signal: AbortSignal): Promise<Page<FacilityItem>> =>
  api('GET', `/api/v1/facilities${found(q)}`, undefined, signal);
export const findResidents = (q: string, signal: AbortSignal): Promise<Page<ElderListItem>> =>
  api('GET', `/api/v1/elders${found(q)}`, undefined, signal);
