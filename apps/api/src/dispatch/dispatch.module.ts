// The call centre's door: sockets for operators, supervisors and the duty officer.
import { Module } from '@nestjs/common';
import { AlertClockModule, AlertsModule } from '#libs/alerts';
import { IdentityModule } from '#libs/identity';
import { PlacesModule } from '#libs/places';
import { SocketSessions } from '../door/socket-session.ts';
import { ConsoleBeat } from './console-beat.ts';
import { ConsoleFeed } from './console-feed.ts';
import { DispatchVerbs } from './dispatch-verbs.ts';
import { DispatchGateway } from './dispatch.gateway.ts';

@Module({
  imports: [AlertsModule, AlertClockModule, IdentityModule, PlacesModule],
  providers: [SocketSessions, ConsoleFeed, ConsoleBeat, DispatchVerbs, DispatchGateway],
  exports: [ConsoleFeed],
})
export class DispatchModule {}
