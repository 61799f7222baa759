// The people's door: HTTP and sockets, one folder per audience. Stands on a PlatformModule that the process brings.
import { Module, type DynamicModule } from '@nestjs/common';
import type { Settings } from '#libs/platform';
import { AdminModule } from './admin/admin.module.ts';
import { AfterTheCaseModule } from './desk/after-the-case.module.ts';
import { CallsModule } from './desk/calls.module.ts';
import { LaddersModule } from './desk/ladders.module.ts';
import { TasksModule } from './desk/tasks.module.ts';
import { HelpersModule } from './desk/helpers.module.ts';
import { FilesModule } from './desk/files.module.ts';
import { SearchModule } from './desk/search.module.ts';
import { RescueModule } from './desk/rescue.module.ts';
import { DispatchModule } from './dispatch/dispatch.module.ts';
import { DoorModule } from './door/door.module.ts';
import { HealthModule } from './health/health.module.ts';
import { PeopleModule } from './people/people.module.ts';
import { StationModule } from './station/station.module.ts';

@Module({})
export class ApiModule {
  /** The application must be made with `bodyParser: false` and given to `openPeoplesDoor` before it listens. */
  static forRoot(_settings: Settings): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        DoorModule,
        PeopleModule,
        AdminModule,
        DispatchModule,
        StationModule,
        TasksModule,
        AfterTheCaseModule,
        HelpersModule,
        CallsModule,
        LaddersModule,
        FilesModule,
        RescueModule,
        SearchModule,
        HealthModule,
      ],
    };
  }
}
