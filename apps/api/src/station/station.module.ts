// The responders' door: sockets for those who go.
import { Module } from '@nestjs/common';
import { AlertsModule } from '#libs/alerts';
import { IdentityModule } from '#libs/identity';
import { StaffModule } from '#libs/staff';
import { SocketSessions } from '../door/socket-session.ts';
import { StationFeed } from './station-feed.ts';
import { StationVerbs } from './station-verbs.ts';
import { StationGateway } from './station.gateway.ts';

@Module({
  imports: [AlertsModule, IdentityModule, StaffModule],
  providers: [SocketSessions, StationFeed, StationVerbs, StationGateway],
})
export class StationModule {}
