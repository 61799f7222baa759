// Devices for the administrator: find, register, place, give and take secrets; every change is in the audit trail.
import { Body, Controller, Delete, Get, Post, Put, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { DeviceView, IssuedSecret, LedgerRow, Page, Role } from '#libs/contracts';
import {
  Credentials,
  FindDevices,
  FindInLedger,
  PlaceDevice,
  RegisterDevices,
  type PastPlacement,
} from '#libs/devices';
import { Audit, type Actor } from '#libs/identity';
import { Territories } from '#libs/places';
import { Database } from '#libs/platform';
import { IdParam } from '../door/id-param.ts';
import { WritesOnce } from '../door/idempotency/writes-once.ts';
import { ActorParam, Operation } from '../door/operation.ts';
import { DeviceQuery, LedgerQuery, NewDeviceBody, PlacementBody, placeOf } from './device-bodies.ts';
import { topCentreOf } from './top-centre.ts';

const ADMIN: readonly Role[] = ['admin'];
const idOf = (answer: unknown): string => (answer as DeviceView).id;

@ApiTags('devices')
@Controller('api/v1/devices')
export class DevicesController {
  constructor(
    private readonly database: Database,
    private readonly territories: Territories,
    private readonly devices: FindDevices,
    private readonly registry: RegisterDevices,
    private readonly credentials: Credentials,
    private readonly placements: PlaceDevice,
    private readonly ledger: FindInLedger,
    private readonly audit: Audit,
  ) {}

  @Get()
  @Operation({
    summary: 'Find devices of my territory.',
    roles: ADMIN,
    answer: { page: 'DeviceView', description: 'One page of devices; names and addresses masked.' },
  })
  async find(@ActorParam() actor: Actor, @Query() query: DeviceQuery): Promise<Page<DeviceView>> {
    return this.devices.find(await this.territories.of(actor.scopes), query);
  }

  @Get('events')
  @Operation({
    summary: 'The ledger that proves nothing was lost: every acknowledged message and what became of it, newest first.',
    roles: ADMIN,
    answer: { page: 'LedgerRow', description: 'One page of the ledger.' },
  })
  async events(@ActorParam() actor: Actor, @Query() query: LedgerQuery): Promise<Page<LedgerRow>> {
    await topCentreOf(this.territories, actor);
    return this.ledger.find(query);
  }

  @Post()
  @WritesOnce((self: DevicesController, id, actor) => self.one(actor, id), idOf)
  @Operation({
    summary: 'Register a device.',
    roles: ADMIN,
    answer: { status: 201, schema: 'DeviceView', description: 'The device.' },
    errors: ['DEVICE.KEY_TAKEN'],
  })
  async register(@ActorParam() actor: Actor, @Body() body: NewDeviceBody): Promise<DeviceView> {
    // What has no place yet is the top centre's: another admin would not even see what was registered.
    const territory = await topCentreOf(this.territories, actor);
    const id = await this.registry.register(body);
    await this.audited(actor, 'deviceRegistered', id, { key: body.key, kind: body.kind });
    return this.devices.one(territory, id);
  }

  @Get(':id')
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary: 'One device.',
    roles: ADMIN,
    answer: { schema: 'DeviceView', description: 'The device.' },
    errors: ['DEVICE.NOT_FOUND'],
  })
  async one(@ActorParam() actor: Actor, @IdParam('DEVICE.NOT_FOUND') id: string): Promise<DeviceView> {
    return this.devices.one(await this.territories.of(actor.scopes), id);
  }

  @Post(':id/secret')
  @WritesOnce('shownOnce')
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary: 'Issue a secret; an older one stops to work.',
    roles: ADMIN,
    answer: { status: 201, schema: 'IssuedSecret', description: 'Shown this once, also to a repeat.' },
    errors: ['DEVICE.NOT_FOUND'],
  })
  async issueSecret(@ActorParam() actor: Actor, @IdParam('DEVICE.NOT_FOUND') id: string): Promise<IssuedSecret> {
    const issued = await this.credentials.issue(await this.territories.of(actor.scopes), id);
    await this.audited(actor, 'secretIssued', id, {});
    return issued;
  }

  @Delete(':id/secret')
  @WritesOnce('empty')
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary: 'Revoke the secret: the device is cut off at once.',
    roles: ADMIN,
    answer: { status: 204, description: 'Revoked.' },
    errors: ['DEVICE.NOT_FOUND', 'DEVICE.NO_SECRET'],
  })
  async revokeSecret(@ActorParam() actor: Actor, @IdParam('DEVICE.NOT_FOUND') id: string): Promise<void> {
    await this.credentials.revoke(await this.territories.of(actor.scopes), id);
    await this.audited(actor, 'secretRevoked', id, {});
  }

  @Put(':id/placement')
  @WritesOnce((self: DevicesController, id, actor) => self.one(actor, id))
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary: 'Place the device with an elder or in a home, from now on.',
    roles: ADMIN,
    answer: { schema: 'DeviceView', description: 'The device; unchanged if it is there already.' },
    errors: ['DEVICE.NOT_FOUND', 'DEVICE.ALREADY_PLACED', 'ELDER.NOT_FOUND', 'HOME.NOT_FOUND'],
  })
  async place(
    @ActorParam() actor: Actor,
    @IdParam('DEVICE.NOT_FOUND') id: string,
    @Body() body: PlacementBody,
  ): Promise<DeviceView> {
    const place = placeOf(body);
    const territory = await this.territories.of(actor.scopes);
    const { placement } = await this.devices.one(territory, id);
    const there =
      placement !== null &&
      ('elderId' in place
        ? placement.elder?.id === place.elderId
        : !placement.elder && placement.home?.id === place.homeId);
    if (!there) {
      await this.placements.place(territory, id, place);
      await this.audited(actor, 'devicePlaced', id, { ...place });
    }
    return this.devices.one(territory, id);
  }

  @Delete(':id/placement')
  @WritesOnce('empty')
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary: 'End the placement of now.',
    roles: ADMIN,
    answer: { status: 204, description: 'Ended; its history stays.' },
    errors: ['DEVICE.NOT_FOUND', 'DEVICE.NOT_PLACED'],
  })
  async endPlacement(@ActorParam() actor: Actor, @IdParam('DEVICE.NOT_FOUND') id: string): Promise<void> {
    await this.placements.end(await this.territories.of(actor.scopes), id);
    await this.audited(actor, 'devicePlacementEnded', id, {});
  }

  @Get(':id/placements')
  @ApiParam({ name: 'id', type: String })
  @Operation({
    summary: 'Where the device is and was, newest first.',
    roles: ADMIN,
    answer: { page: 'PlacementView', description: 'All of its placements.' },
    errors: ['DEVICE.NOT_FOUND'],
  })
  async history(@ActorParam() actor: Actor, @IdParam('DEVICE.NOT_FOUND') id: string): Promise<Page<PastPlacement>> {
    const items = await this.placements.history(await this.territories.of(actor.scopes), id);
    return { items, total: items.length };
  }

  private audited(actor: Actor, action: string, id: string, data: Record<string, unknown>): Promise<void> {
    return this.audit.record(this.database, { accountId: actor.accountId, action, subject: `device:${id}`, data });
  }
}
