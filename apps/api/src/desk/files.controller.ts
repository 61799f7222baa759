// Photographs of a case: sent as they are by whoever handles it or stands at the door, opened by those who may see it now.
import { Controller, Get, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiParam, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { CasePhotos, type PhotoPurpose } from '#libs/alerts';
import { PHOTO_PURPOSES, type PhotoView, type Role } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Territories } from '#libs/places';
import { DomainError, IMAGE_TYPES, type StoredFile } from '#libs/platform';
import type { DoorRequest } from '../door/door-request.ts';
import { IdParam } from '../door/id-param.ts';
import { WritesOnce } from '../door/idempotency/writes-once.ts';
import { ActorParam, Operation } from '../door/operation.ts';
import { IMAGE_BODY } from '../door/operations.ts';

const ANSWERING: readonly Role[] = ['operator', 'supervisor', 'dutyOfficer'];
const HELPING: readonly Role[] = ['responder', 'communityWorker'];

class PhotoQuery {
  @ApiProperty({ enum: PHOTO_PURPOSES })
  @IsIn(PHOTO_PURPOSES)
  purpose!: PhotoPurpose;
}

@ApiTags('alerts')
@Controller('api/v1')
export class FilesController {
  constructor(
    private readonly photos: CasePhotos,
    private readonly territories: Territories,
  ) {}

  @Post('alerts/:id/photos')
  @WritesOnce((self: FilesController, id, actor) => self.known(actor, id), (answer) => (answer as PhotoView).id)
  @ApiParam({ name: 'id', type: String })
  @ApiConsumes(IMAGE_BODY)
  @ApiBody({ description: 'JPEG, PNG or WebP, 5 MB at most.', schema: { type: 'string', format: 'binary' } })
  @Operation({
    summary: 'Add a photograph: by the holder of the claim, or by a helper who has arrived.',
    roles: [...ANSWERING, ...HELPING],
    answer: { status: 201, schema: 'PhotoView', description: 'The photograph.' },
    errors: ['ALERT.NOT_FOUND', 'ALERT.NOT_CLAIMED', 'ALERT.NOT_YOURS', 'ALERT.CLAIM_LOST', 'ALERT.WRONG_STATE', 'TASK.WRONG_STATE'], // prettier-ignore
  })
  async add(
    @ActorParam() actor: Actor,
    @IdParam('ALERT.NOT_FOUND') id: string,
    @Query() { purpose }: PhotoQuery,
    @Req() request: DoorRequest,
  ): Promise<PhotoView> {
    const bytes: unknown = request.body;
    if (!Buffer.isBuffer(bytes)) throw new DomainError('FILE.NOT_AN_IMAGE');
    if (HELPING.includes(actor.role)) return this.photos.addByResponder(id, actor.accountId, purpose, bytes);
    const territory = (await this.territories.of(actor.scopes)).toSql();
    return this.photos.addByConsole(id, { accountId: actor.accountId, territory }, purpose, bytes);
  }

  @Get('files/:id')
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary: 'A photograph, for those who may see its case now; a helper while their task is open.',
    roles: [...ANSWERING, ...HELPING],
    answer: {
      content: Object.fromEntries(IMAGE_TYPES.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])),
      description: 'The picture.',
    },
    errors: ['FILE.NOT_FOUND'],
  })
  async one(
    @ActorParam() actor: Actor,
    @IdParam('FILE.NOT_FOUND') id: string,
    @Req() request: DoorRequest,
  ): Promise<StreamableFile> {
    const file = HELPING.includes(actor.role)
      ? await this.photos.oneOfResponder(actor.accountId, id)
      : await this.photos.one((await this.territories.of(actor.scopes)).toSql(), id);
    return pictureAnswer(request, file);
  }

  /** The answer to a repeat: whoever was let add it gets the same again. */
  private async known(actor: Actor, photoId: string): Promise<PhotoView> {
    return this.photos.added(photoId, actor.accountId);
  }
}

/** Shown in the page that asked for it, kept by nobody on the way, and never taken for anything but a picture. */
export function pictureAnswer(request: DoorRequest, { mediaType, bytes }: StoredFile): StreamableFile {
  request.res?.setHeader('Cache-Control', 'private, no-store');
  request.res?.setHeader('X-Content-Type-Options', 'nosniff');
  return new StreamableFile(bytes, { type: mediaType, disposition: 'inline', length: bytes.length });
}
