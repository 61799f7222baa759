// Files of the platform: pictures in one table, 5 MB each, so that backups and several nodes have one truth.
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Sql } from '../database/database.ts';
import { DomainError } from '../domain-error.ts';
import { newId } from '../ids.ts';
import { imageTypeOf, type ImageType } from './image-type.ts';

export const LARGEST_FILE_BYTES = 5 * 1024 * 1024;

export interface StoredFile {
  id: string;
  mediaType: ImageType;
  bytes: Buffer;
}

interface FileRow {
  id: string;
  media_type: ImageType;
  bytes: Buffer;
}

@Injectable()
export class Files {
  constructor(private readonly database: Database) {}

  /** Throws FILE.TOO_LARGE and FILE.NOT_AN_IMAGE. In the caller's transaction if one is given. */
  async storeImage(bytes: Buffer, accountId: string | null, sql: Sql = this.database): Promise<string> {
    const mediaType = pictureOrRefusal(bytes);
    const id = newId();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await sql.query(
      'INSERT INTO files (id, media_type, bytes, sha256, created_by) VALUES ($1, $2, $3, $4, $5)',
      [id, mediaType, bytes, sha256, accountId],
      'store-file',
    );
    return id;
  }

  /** The caller has checked that it may be seen. Throws FILE.NOT_FOUND. */
  async read(id: string): Promise<StoredFile> {
    const [row] = await this.database.query<FileRow>(
      'SELECT id, media_type, bytes FROM files WHERE id = $1',
      [id],
      'read-file',
    );
    if (!row) throw new DomainError('FILE.NOT_FOUND');
    return { id: row.id, mediaType: row.media_type, bytes: row.bytes };
  }
}

/** What kind of picture it is; asked before anything is locked for it. */
export function pictureOrRefusal(bytes: Buffer): ImageType {
  if (bytes.length > LARGEST_FILE_BYTES) throw new DomainError('FILE.TOO_LARGE');
  const mediaType = imageTypeOf(bytes);
  if (!mediaType) throw new DomainError('FILE.NOT_AN_IMAGE');
  return mediaType;
}
