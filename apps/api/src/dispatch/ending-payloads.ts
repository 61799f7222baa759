// What consoles send to end a case, and about cases that have ended.
import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import {
  ABSENCE_PROOFS, ALERT_KINDS, CAUSES, INJURIES, NO_RESCUE_REASONS, OUTCOMES, OUTCOME_DETAILS,
  type AbsenceProof, type AlertKind, type Cause, type Injury, type NoRescueReason, type Outcome, type OutcomeDetail,
} from '#libs/contracts'; // prettier-ignore
import { Words } from './checked-input.ts';
import { AlertPayload, NoteField } from './verb-payloads.ts';

const RFC3339 =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-][01]\d:[0-5]\d)$/;
const DETAILS = [...OUTCOME_DETAILS.realEmergency, ...OUTCOME_DETAILS.falseAlarm];

export class EndPayload extends AlertPayload {
  @IsIn(OUTCOMES) outcome!: Outcome;
  @IsOptional() @NoteField() note?: string;
  @IsOptional() @IsIn(DETAILS) detail?: OutcomeDetail;
  @IsOptional() @IsIn(INJURIES) injury?: Injury;
  @IsOptional() @IsIn(CAUSES) cause?: Cause;
  @IsOptional() @IsIn(ABSENCE_PROOFS) proof?: AbsenceProof;
  @IsOptional() @IsIn(NO_RESCUE_REASONS) noRescueReason?: NoRescueReason;
  @IsOptional() @Matches(RFC3339, { message: 'retryAt must be an RFC 3339 time with offset' }) retryAt?: string;
}

export class ReopenPayload extends AlertPayload {
  @Words(500) reason!: string;
}

export class MergePayload extends AlertPayload {
  @IsUUID() into!: string;
}

export class RejudgePayload extends AlertPayload {
  @Words(500) reason!: string;
  @IsOptional() @IsIn(ALERT_KINDS) kind?: AlertKind;
  @IsOptional() @IsIn(OUTCOMES) outcome?: Outcome;
}

export class InformedPayload extends AlertPayload {
  @Words(100) name!: string;
  @IsOptional() @IsUUID() contactId?: string;
  @IsOptional() @NoteField() note?: string;
}
