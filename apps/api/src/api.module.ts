// The people's door: HTTP and sockets, one folder per audience. Stands on a PlatformModule that the process brings.
import { Module, type DynamicModule } from '@nestjs/common';
import type { Settings } from '#libs/platform';
import { AdminModule } from './admin/admin.module.ts';
import { DispatchModule } from './dispatch/dispatch.module.ts';
import { DoorModule } from './door/door.module.ts';
import { HealthModule } from './health/health.module.ts';
import { PeopleModule } from './people/people.module.ts';

@Module({})
export class ApiModule {
  /** The application must be made with `bodyParser: false` and given to `openPeoplesDoor` before it listens. */
  static forRoot(_settings: Settings): DynamicModule {
    return { module: ApiModule, imports: [DoorModule, PeopleModule, AdminModule, DispatchModule, HealthModule] };
  }
}
