import { SCATTER, SEEDED_NAME, userData } from "../load/user-ids.js";

/** Seeded users are a microsecond apart, starting at 2026-01-01T00:00:00Z. */
const FIRST_TIME = 1_767_225_600_000_000;

/** With the id in the email address, so that each is different. */
const data = `replace('${userData}', '${SEEDED_NAME}', id)`;

/** Users 1 to `rows` with the ids of load/user-ids.ts, in id order. */
export function seedSqlite(appId: string, rows: number): string {
  return `
    WITH RECURSIVE
      numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${rows}),
      ids AS (SELECT n, printf('%08x', (n * ${SCATTER}) & 4294967295) || '-seed-' || n AS id FROM numbers)
    INSERT INTO users (app_id, id, data, version, created_at, updated_at)
    SELECT '${appId}', id, ${data}, 1, ${FIRST_TIME} + n, ${FIRST_TIME} + n
    FROM ids ORDER BY id`;
}

export function seedPostgresql(appId: string, rows: number): string {
  return `
    INSERT INTO users (app_id, id, data, version, created_at, updated_at)
    SELECT '${appId}', id, ${data}::json, 1, ${FIRST_TIME} + n, ${FIRST_TIME} + n
    FROM (SELECT n, lpad(to_hex((n * ${SCATTER}) & 4294967295), 8, '0') || '-seed-' || n AS id
          FROM generate_series(1::bigint, ${rows}) AS n) AS ids`;
}
