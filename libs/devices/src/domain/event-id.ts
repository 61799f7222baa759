// What makes a redelivery harmless: the device's own id of an event, or a digest that stands for it.
import { createHash } from 'node:crypto';
import { isStorable } from './storable.ts';

const LONGEST_ID = 500;

/** The id as told; a digest of it where it is too long or cannot be stored; null where there is none. */
export function toldId(raw: unknown): string | null {
  // A number that was rounded on the way would be somebody else's id.
  if (typeof raw === 'number')
    return Number.isFinite(raw) && Math.abs(raw) <= Number.MAX_SAFE_INTEGER ? String(raw) : null;
  if (typeof raw !== 'string' || raw === '') return null;
  return raw.length <= LONGEST_ID && isStorable(raw) ? raw : `#${digest(raw)}`;
}

/**
 * Stands for an id that is missing. `atMs` is the told time, or the arrival where there is none: without either, a
 * second press would be taken for a copy of the first and be swallowed.
 */
export const digestId = (type: string, atMs: number, data: unknown): string =>
  `~${digest(`${type}\n${atMs}\n${JSON.stringify(data) ?? ''}`)}`;

/** Names what could not be read: by its bytes, its arrival and its place in the batch. */
export const unreadableId = (payload: Uint8Array, receivedMs: number, index: number): string =>
  `!${createHash('sha256').update(payload).update(`\n${receivedMs}\n${index}`).digest('base64url')}`;

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');
