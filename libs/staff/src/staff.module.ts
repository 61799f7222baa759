// People who work or help, for any app that needs them.
import { Module } from '@nestjs/common';
import { IdentityModule } from '#libs/identity';
import { PlacesModule } from '#libs/places';
import { FindResponders } from './find-responders.ts';
import { RegisterResponders } from './register-responders.ts';
import { ResponderDuty } from './responder-duty.ts';
import { ResponderPool } from './responder-pool.ts';
import { Responders } from './responders.ts';

const USE_CASES = [Responders, ResponderDuty, ResponderPool, RegisterResponders, FindResponders];

@Module({ imports: [IdentityModule, PlacesModule], providers: USE_CASES, exports: USE_CASES })
export class StaffModule {}
