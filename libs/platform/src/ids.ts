// Ids are UUIDv7, made in the application: sortable by time, known before the insert.
import { v7 } from 'uuid';

export const newId = (): string => v7();
