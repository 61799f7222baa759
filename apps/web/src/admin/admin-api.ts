// What the admin pages ask of the API, each with its address once.
import type { DeviceKind, DeviceView, ElderListItem, IssuedSecret, Page, QuarantineView } from '#libs/contracts';
import { api, query } from '../shared/http.ts';

export const PAGE_SIZE = 20;
const at = (id: string): string => encodeURIComponent(id);

export const listDevices = (q: string, page: number, signal?: AbortSignal): Promise<Page<DeviceView>> =>
  api('GET', `/api/v1/devices${query({ q, page, pageSize: PAGE_SIZE })}`, undefined, signal);

export const registerDevice = (device: { key: string; name: string; kind: DeviceKind }): Promise<DeviceView> =>
  api('POST', '/api/v1/devices', device);

export const issueSecret = (id: string): Promise<IssuedSecret> => api('POST', `/api/v1/devices/${at(id)}/secret`);

export const revokeSecret = (id: string): Promise<void> => api('DELETE', `/api/v1/devices/${at(id)}/secret`);

export const placeDevice = (id: string, elderId: string): Promise<unknown> =>
  api('PUT', `/api/v1/devices/${at(id)}/placement`, { elderId });

export const removePlacement = (id: string): Promise<void> => api('DELETE', `/api/v1/devices/${at(id)}/placement`);

export const listElders = (q: string, page: number, signal?: AbortSignal): Promise<Page<ElderListItem>> =>
  api('GET', `/api/v1/elders${query({ q, page, pageSize: PAGE_SIZE })}`, undefined, signal);

export const listQuarantine = (page: number, signal?: AbortSignal): Promise<Page<QuarantineView>> =>
  api('GET', `/api/v1/quarantine${query({ page, pageSize: PAGE_SIZE })}`, undefined, signal);

export const quarantineRawAddress = (id: string): string => `/api/v1/quarantine/${at(id)}/raw`;
