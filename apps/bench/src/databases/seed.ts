import { SCATTER, userData } from "../load/user-ids.js";

/** Seeded users are a microsecond apart, starting at 2026-01-01T00:00:00Z. */
const FIRST_TIME = 1_767_225_600_000_000;

const data = `'${userData}'`;

/** Users 1 to `rows` with the ids of load/user-ids.ts, in id order. */
export function seedSqlite(appId: string, rows: number): string {
  return `
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${rows})
    INSERT INTO users (app_id, id, data, version, created_at, updated_at)
    SELECT '${appId}', printf('%08x', (n * ${SCATTER}) & 4294967295) || '-seed-' || n, ${data}, 1,
           ${FIRST_TIME} + n, ${FIRST_TIME} + n
    FROM numbers ORDER BY 2`;
}

export function seedPostgresql(appId: string, rows: number): string {
  return `
    INSERT INTO users (app_id, id, data, version, created_at, updated_at)
    SELECT '${appId}', lpad(to_hex((n * ${SCATTER}) & 4294967295), 8, '0') || '-seed-' || n, ${data}, 1,
           ${FIRST_TIME} + n, ${FIRST_TIME} + n
    FROM generate_series(1::bigint, ${rows}) AS n`;
}
