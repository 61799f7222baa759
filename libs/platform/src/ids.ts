// Ids are UUIDv7, made in the application: sortable by time, known before the insert.
import { v7 } from 'uuid';

export const newId = (): string => v7();

/** Names this run of this process in beats, shifts and connections. */
export const PROCESS_ID: string = v7();
