// The three doors in one process, over one platform.
import { Module, type DynamicModule } from '@nestjs/common';
import { PlatformModule, type Log, type Settings } from '#libs/platform';
import { ApiModule } from '../../api/src/api.module.ts';
import { IngestModule } from '../../ingest/src/ingest.module.ts';
import { ALL_SCHEMAS } from '../../migrate/src/all-schemas.ts';
import { WorkerModule } from '../../worker/src/worker.module.ts';

@Module({})
export class StandaloneModule {
  static forRoot(settings: Settings, log: Log): DynamicModule {
    return {
      module: StandaloneModule,
      imports: [
        PlatformModule.forRoot({ app: 'standalone', settings, schemas: ALL_SCHEMAS, shared: { log } }),
        IngestModule.forRoot(settings),
        WorkerModule.forRoot(settings),
        ApiModule.forRoot(settings),
      ],
    };
  }
}
