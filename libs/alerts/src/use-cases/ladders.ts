// Ladders and staffing as whoever raises a case needs them: in memory, a second or two old, never asked on a press's way.
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { AlertKind, LadderStep, Role, Scope, Severity } from '#libs/contracts';
import { Territories, type Territory } from '#libs/places';
import { Clock, Database, LOG, SETTINGS, type Log, type Settings } from '#libs/platform';
import { frozenSteps, ladderOf, type FrozenStep, type Ladder, type Staffing } from '../domain/escalation.ts';
import { rulesNow, type LaddersOfDivision, type Rule } from '../domain/ladders-in-force.ts';

const REFRESH_MS = 2_000;
const ZONE_MS = 8 * 3_600_000;

export interface WaitingCase {
  kind: AlertKind;
  severity: Severity;
  communityCode: string | null;
}

interface LadderRow {
  id: string;
  division_code: string;
  kinds: AlertKind[];
  from_minute: number;
  to_minute: number;
  staffing: Staffing;
  steps: LadderStep[];
}

interface DivisionLadders extends LaddersOfDivision {
  /** What is run from it, itself included. */
  territory: Territory;
}

interface OnDuty {
  accountId: string;
  role: Role;
  territory: Territory;
}

@Injectable()
export class Ladders implements OnApplicationBootstrap, OnApplicationShutdown {
  /** Smallest territory first: the nearest division decides. */
  private sets: DivisionLadders[] = [];
  /** Null before it was read for the first time: then nobody is taken to be alone. */
  private duty: OnDuty[] | null = null;
  private timer: NodeJS.Timeout | null = null;
  private reading: Promise<void> | null = null;

  constructor(
    private readonly database: Database,
    private readonly territories: Territories,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.refresh();
    this.timer = setInterval(() => void this.refresh(), REFRESH_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.reading;
  }

  /** The steps of a case that begins to wait now. */
  stepsFor(waiting: WaitingCase): FrozenStep[] {
    return this.steps(waiting, this.staffing(waiting.communityCode));
  }

  /** The lone operator's steps where not even that one is on duty; null while somebody is, or while nobody knows. */
  stepsOfNobody(waiting: WaitingCase): FrozenStep[] | null {
    if (this.duty === null || this.operatorsOnDuty(waiting.communityCode).length > 0) return null;
    return this.steps(waiting, 'lone');
  }

  /** What a case would climb that was raised in the division now. */
  inForce(divisionCode: string): { staffing: Staffing; rules: Rule[] } {
    const staffing = this.staffing(divisionCode);
    return { staffing, rules: rulesNow(this.near(divisionCode), { minute: this.minute(), staffing }) };
  }

  private steps({ kind, severity, communityCode }: WaitingCase, staffing: Staffing): FrozenStep[] {
    const waiting = { kind, severity, minute: this.minute(), staffing };
    const near = this.near(communityCode).map(({ ladders }) => ladders);
    return frozenSteps(ladderOf(near, waiting), waiting, {
      undisplayedMs: this.settings.ESCALATE_UNDISPLAYED_MS,
      repeatMs: this.settings.REPEAT_STEP_MS,
    });
  }

  private near(code: string | null): DivisionLadders[] {
    return this.sets.filter(({ territory }) => territory.has(code));
  }

  /** Of the local day. */
  private minute(): number {
    const local = new Date(this.clock.now().getTime() + ZONE_MS);
    return local.getUTCHours() * 60 + local.getUTCMinutes();
  }

  /** Fewer than two operators who are heard, or no supervisor. */
  staffing(communityCode: string | null): Staffing {
    if (this.duty === null) return 'normal';
    const here = this.duty.filter(({ territory }) => territory.has(communityCode));
    const supervised = here.some(({ role }) => role === 'supervisor');
    return supervised && here.filter(({ role }) => role === 'operator').length >= 2 ? 'normal' : 'lone';
  }

  operatorsOnDuty(communityCode: string | null): string[] {
    return (this.duty ?? [])
      .filter(({ role, territory }) => role === 'operator' && territory.has(communityCode))
      .map(({ accountId }) => accountId);
  }

  /** Reads anew; what was known stays where that fails. */
  async refresh(): Promise<void> {
    this.reading ??= this.read()
      .catch((error: unknown) =>
        this.log.warn({ err: error }, 'ladders and staffing could not be read; the last known stay'),
      )
      .finally(() => (this.reading = null));
    await this.reading;
  }

  private async read(): Promise<void> {
    const [ladders, duty] = await Promise.all([
      this.database.query<LadderRow & Record<string, unknown>>(
        `SELECT id, division_code, kinds, from_minute, to_minute, staffing, steps FROM ladders WHERE valid_to IS NULL
         ORDER BY division_code, from_minute, id`,
        [],
        'ladders-now',
      ),
      this.database.query<{ account_id: string; role: Role; scopes: Scope[] | null }>(
        `SELECT s.account_id, a.role, (SELECT json_agg(json_build_object('kind', c.kind, 'ref', c.ref))
           FROM account_scopes c WHERE c.account_id = a.id) AS scopes
         FROM (SELECT DISTINCT account_id FROM operator_shifts o WHERE ended_at IS NULL AND audible
             -- A shift whose process died with it is nobody's, also while no worker lives to end it.
             AND EXISTS (SELECT 1 FROM process_beats b WHERE b.process_id = split_part(o.connection_id, '/', 1)
               AND b.beat_at > clock_timestamp() - interval '60 seconds')) AS s
           JOIN accounts a ON a.id = s.account_id AND a.disabled_at IS NULL`,
        [],
        'staffing-now',
      ),
    ]);
    this.sets = await this.setsOf(ladders);
    this.duty = await Promise.all(
      duty.map(async ({ account_id, role, scopes }) => ({
        accountId: account_id,
        role,
        territory: await this.territories.of(scopes ?? []),
      })),
    );
  }

  private async setsOf(rows: readonly LadderRow[]): Promise<DivisionLadders[]> {
    const byDivision = new Map<string, Ladder[]>();
    for (const row of rows) {
      const ladder: Ladder = {
        id: row.id,
        kinds: row.kinds,
        fromMinute: row.from_minute,
        toMinute: row.to_minute,
        staffing: row.staffing,
        steps: row.steps,
      };
      byDivision.set(row.division_code, [...(byDivision.get(row.division_code) ?? []), ladder]);
    }
    const sets = await Promise.all(
      [...byDivision].map(async ([ref, ladders]) => ({
        code: ref,
        territory: await this.territories.of([{ kind: 'division', ref }]),
        ladders,
      })),
    );
    return sets.sort((a, b) => a.territory.codes.size - b.territory.codes.size);
  }
}
