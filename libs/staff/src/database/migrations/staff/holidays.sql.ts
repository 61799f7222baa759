// The State Council's arrangements of holidays (国务院办公厅关于2025年、2026年部分节假日安排的通知, of November 2024 and 2025):
// holidays by range, then working days that were moved for them. Editable like every row of calendar_days.

const HOLIDAYS: readonly [name: string, from: string, to: string][] = [
  ['元旦', '2025-01-01', '2025-01-01'],
  ['春节', '2025-01-28', '2025-02-04'],
  ['清明节', '2025-04-04', '2025-04-06'],
  ['劳动节', '2025-05-01', '2025-05-05'],
  ['端午节', '2025-05-31', '2025-06-02'],
  ['国庆节、中秋节', '2025-10-01', '2025-10-08'],
  ['元旦', '2026-01-01', '2026-01-03'],
  ['春节', '2026-02-15', '2026-02-23'],
  ['清明节', '2026-04-04', '2026-04-06'],
  ['劳动节', '2026-05-01', '2026-05-05'],
  ['端午节', '2026-06-19', '2026-06-21'],
  ['中秋节', '2026-09-25', '2026-09-27'],
  ['国庆节', '2026-10-01', '2026-10-07'],
];

const MOVED_WORKDAYS: readonly [name: string, day: string][] = [
  ['春节调休', '2025-01-26'],
  ['春节调休', '2025-02-08'],
  ['劳动节调休', '2025-04-27'],
  ['国庆节调休', '2025-09-28'],
  ['国庆节调休', '2025-10-11'],
  ['元旦调休', '2026-01-04'],
  ['春节调休', '2026-02-14'],
  ['春节调休', '2026-02-28'],
  ['劳动节调休', '2026-05-09'],
  ['国庆节调休', '2026-09-20'],
  ['国庆节调休', '2026-10-10'],
];

export const HOLIDAYS_SQL = `
  INSERT INTO calendar_days (day, kind, name)
  SELECT d::date, 'holiday', name FROM (VALUES
    ${HOLIDAYS.map(([name, from, to]) => `('${name}', '${from}', '${to}')`).join(',\n    ')}
  ) AS given (name, first, last), generate_series(first::date, last::date, interval '1 day') AS d;
  INSERT INTO calendar_days (day, kind, name) VALUES
    ${MOVED_WORKDAYS.map(([name, day]) => `('${day}', 'workday', '${name}')`).join(',\n    ')};
`;
