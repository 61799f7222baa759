// Scopes to territory: reads who manages what, keeps it for at most 30 seconds.
import { Inject, Injectable } from '@nestjs/common';
import type { Scope } from '#libs/contracts';
import { Clock, Database, SETTINGS, type Settings } from '#libs/platform';
import { businessDay } from './domain/business-day.ts';
import { ManagedTree, nearestAbove } from './domain/managed-tree.ts';
import { Territory } from './territory.ts';

const KEEP_MS = 30_000;

interface Day {
  date: string;
  until: number;
  tree: ManagedTree;
  territories: Map<string, Territory>;
}

@Injectable()
export class Territories {
  private today: Day | null = null;
  private loading: Promise<Day> | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * The territory of an account's scopes as managed today (of Asia/Shanghai). Scopes of kind facility and elder add no
   * division. Equal scopes give the same object until the tree is read again.
   */
  async of(scopes: readonly Scope[]): Promise<Territory> {
    const refs = scopes.filter((scope) => scope.kind === 'division').map((scope) => scope.ref);
    if (refs.length === 0) return Territory.NOTHING;
    const day = await this.current();
    const key = [...refs].sort().join();
    const known = day.territories.get(key);
    if (known) return known;
    const territory = this.build(refs, day.tree);
    day.territories.set(key, territory);
    return territory;
  }

  /** Forgets what is kept: the next question reads the database. */
  forget(): void {
    this.today = null;
  }

  /** The tree as it is or was managed on a day (`YYYY-MM-DD`); read anew each time. */
  async treeOn(date: string): Promise<ManagedTree> {
    const codes = await this.database.query<{ code: string }>('SELECT code FROM divisions');
    const managements = await this.database.query<{ divisionCode: string; managedBy: string }>(
      `SELECT division_code AS "divisionCode", managed_by AS "managedBy" FROM division_managements WHERE during @> $1::date`,
      [date],
    );
    return new ManagedTree(
      codes.map((row) => row.code),
      managements,
    );
  }

  private build(refs: readonly string[], tree: ManagedTree): Territory {
    const codes = new Set<string>();
    for (const ref of refs) for (const code of tree.within(ref)) codes.add(code);
    const home = this.settings.HOME_DIVISION;
    // A home division that is not in the table yet is still the top centre of whoever is scoped to it or above it.
    const covers =
      codes.has(home) || refs.includes(home) || nearestAbove(home, (above) => refs.includes(above)) !== null;
    return new Territory(codes, covers);
  }

  private async current(): Promise<Day> {
    const now = this.clock.now();
    const date = businessDay(now);
    const kept = this.today;
    if (kept && kept.until > now.getTime() && kept.date === date) return kept;
    this.loading ??= this.load(date).finally(() => (this.loading = null));
    return this.loading;
  }

  private async load(date: string): Promise<Day> {
    const tree = await this.treeOn(date);
    const day: Day = { date, until: this.clock.now().getTime() + KEEP_MS, tree, territories: new Map() };
    this.today = day;
    return day;
  }
}
