// The call centre's door: sockets for operators, supervisors and the duty officer.
import { Module } from '@nestjs/common';
import { AlertClockModule, AlertsModule } from '#libs/alerts';
import { IdentityModule } from '#libs/identity';
import { PlacesModule } from '#libs/places';
import { SocketSessions } from '../door/socket-session.ts';
import { CallTask } from './call-task.ts';
import { CallVerbs } from './call-verbs.ts';
import { ConsoleBeat } from './console-beat.ts';
import { ConsoleFeed } from './console-feed.ts';
import { DispatchTask } from './dispatch-task.ts';
import { DispatchVerbs } from './dispatch-verbs.ts';
import { DispatchGateway } from './dispatch.gateway.ts';
import { EndingVerbs } from './ending-verbs.ts';
import { FollowUpTask } from './follow-up-task.ts';
import { HandoverVerbs } from './handover-verbs.ts';
import { DoorVerbs } from './door-verbs.ts';
import { RescueTask } from './rescue-task.ts';
import { RescueVerbs } from './rescue-verbs.ts';
import { TaskVerbs } from './task-verb.ts';
@Module({
  imports: [AlertsModule, AlertClockModule, IdentityModule, PlacesModule],
  providers: [
    SocketSessions,
    ConsoleFeed,
    ConsoleBeat,
    CallTask,
    CallVerbs,
    DispatchVerbs,
    DispatchGateway,
    DispatchTask,
    FollowUpTask,
    TaskVerbs,
    EndingVerbs,
    HandoverVerbs,
    DoorVerbs,
    RescueTask,
    RescueVerbs,
  ],
  exports: [ConsoleFeed],
})
export class DispatchModule {}
