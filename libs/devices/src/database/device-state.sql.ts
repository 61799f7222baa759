// domain/device-state.ts as SQL, for lists that filter by it; a test compares the two.

/** $n: the moment it is asked for. Columns of devices as `d`, of device_states as `s`. */
export const deviceStateSql = (now: string): string => `
  CASE WHEN s.last_seen_at IS NULL THEN 'never'
    WHEN s.connection = 'offline' AND s.connection_at >= s.last_seen_at THEN 'lost'
    WHEN s.last_seen_at >= ${now}::timestamptz - d.report_seconds * interval '1 second' THEN 'online'
    WHEN s.last_seen_at >= ${now}::timestamptz - (d.report_seconds + 90) * interval '1 second' THEN 'late'
    ELSE 'lost' END`;
