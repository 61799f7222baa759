// The only door of staff: people who work or help, their hours, duty and places.
export { staffSchema } from './database/staff.schema.ts';
export { HoursClock, readHours, type ReadHours } from './domain/agreed-hours.ts';
export { maySeeConditions, ownHomesOnly } from './domain/kinds.ts';
export { ResponderSnapshot, RespondersNow, type PooledResponder } from './domain/responder-snapshot.ts';
export { WorkCalendar } from './domain/work-calendar.ts';
export { FindResponders, type ResponderSearch, type StaffView } from './find-responders.ts';
export { RegisterResponders, type NewResponder } from './register-responders.ts';
export { ResponderDuty } from './responder-duty.ts';
export { ResponderPool } from './responder-pool.ts';
export { Responders, type ResponderRecord } from './responders.ts';
export { StaffModule } from './staff.module.ts';
