// How often what cried was nothing: by kind and by device, over closed cases of a time; drills are left out, nothing else is.
import { Injectable } from '@nestjs/common';
import type { AlertKind, FalseAlarmRow, FalseAlarmStatistics } from '#libs/contracts';
import { Database } from '#libs/platform';
import { rfc3339 } from '../alert-view.ts';
import { inTerritory, territoryValues } from '../database/scope.sql.ts';
import type { TerritoryInSql } from '../territory.ts';

const MOST_DEVICES = 100;

interface Row {
  kind: AlertKind;
  closed: number;
  false_alarms: number;
  accidental: number;
  device_fault: number;
  device_key: string | null;
  device_name: string | null;
}

const COUNTS = `count(*)::int AS closed, (count(*) FILTER (WHERE a.outcome = 'falseAlarm'))::int AS false_alarms,
  (count(*) FILTER (WHERE a.outcome = 'falseAlarm' AND a.detail = 'accidental'))::int AS accidental,
  (count(*) FILTER (WHERE a.outcome = 'falseAlarm' AND a.detail = 'deviceFault'))::int AS device_fault`;

@Injectable()
export class FalseAlarms {
  constructor(private readonly database: Database) {}

  /** By time of closing, half-open. Devices with most false alarms first, at most a hundred. */
  async count(territory: TerritoryInSql, from: Date, to: Date): Promise<FalseAlarmStatistics> {
    const where = `a.state = 'closed' AND NOT a.drill AND a.closed_at >= $3 AND a.closed_at < $4 AND ${inTerritory('a', 1, 2)}`;
    const values = [...territoryValues(territory), from, to];
    const byKind = await this.database.query<Row & Record<string, unknown>>(
      `SELECT coalesce(a.judged_kind, a.kind) AS kind, ${COUNTS} FROM alerts a WHERE ${where} GROUP BY 1 ORDER BY 3 DESC, 1`,
      values,
    );
    const byDevice = await this.database.query<Row & Record<string, unknown>>(
      `SELECT coalesce(a.judged_kind, a.kind) AS kind, ${COUNTS}, a.device_key, max(d.name) AS device_name
       FROM alerts a LEFT JOIN devices d ON d.key = a.device_key WHERE ${where} AND a.device_key IS NOT NULL
       GROUP BY 1, a.device_key HAVING count(*) FILTER (WHERE a.outcome = 'falseAlarm') > 0
       ORDER BY 3 DESC, a.device_key LIMIT ${MOST_DEVICES}`,
      values,
    );
    return {
      from: rfc3339(from),
      to: rfc3339(to),
      byKind: byKind.map(view),
      byDevice: byDevice.map((row) => ({
        ...view(row),
        device: { key: row.device_key ?? '', name: row.device_name ?? row.device_key ?? '' },
      })),
    };
  }
}

const view = (row: Row): FalseAlarmRow => ({
  kind: row.kind,
  closed: row.closed,
  falseAlarms: row.false_alarms,
  accidental: row.accidental,
  deviceFault: row.device_fault,
  share: row.closed === 0 ? 0 : row.false_alarms / row.closed,
});
