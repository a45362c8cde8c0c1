import { empty, join, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { insertChanges, raiseCounters } from "../../changes/log-statements.js";
import { isAmong } from "../../users/user-keys.js";
import { metadataColumns } from "../../users/user-row.js";
import type { DialectSql } from "../dialect.js";
import { postgresqlDataSql } from "./data-sql.js";
import { isChangeOf, isOneOf, postgresqlTargets } from "./targets.js";

const byKey = (isShared: boolean, id: Sql) => (isShared ? empty : sql` -> ${id}`);

const toOldRows = (baselines: Sql) =>
  sql` UNION ALL SELECT * FROM ${baselines} AS old WHERE ("appId", id) IN (SELECT "appId", id FROM changed)`;

/** Raises the counters for the rows of `entered`. */
const raiseCounted = (now: bigint) =>
  sql`${raiseCounters(sql`entered`, now)} RETURNING app_id, last_seq, last_at`;

export const postgresqlSql: DialectSql = {
  jsonRows: (json) => sql`json_array_elements(CAST(${json} AS JSON)) AS r(value)`,
  jsonEntries: (json) => sql`json_each(CAST(${json} AS JSON)) AS r`,
  // In one pass. A window holds large data as a reference to where it is stored.
  boundedUsers: {
    columns: sql`users.*`,
    inSubquery: empty,
    sum: (found, columns) => sql`SELECT ${columns} FROM (
      SELECT users.*, sum(size) OVER (ROWS UNBOUNDED PRECEDING) AS total FROM (
        SELECT users.*, octet_length(CAST(COALESCE(users.deleted_data, users.data) AS TEXT)) AS size FROM (${found}) AS users
      ) AS users
    ) AS users`,
  },
  isOneOf,
  isChangeOf,
  textAt: (json, key) => sql`((SELECT CAST(${json} AS JSONB)) ->> ${key})`,
  targets: postgresqlTargets,
  afterKey: sql`id`,
  // The log copies the data from here: a statement cannot read what it has changed.
  returning: sql`RETURNING ${metadataColumns}, CAST(COALESCE(deleted_data, data) AS TEXT) AS data`,
  usersToLog: (keys, { json, isShared }) => ({
    from: sql`users`,
    where: isAmong(isOneOf, keys),
    entry: sql`(SELECT CAST(${json} AS JSONB))${byKey(isShared, sql`(app_id || ' ' || id)`)}`,
  }),
  logRows: (rows, now) => [
    sql`WITH entered AS MATERIALIZED (SELECT * FROM ${rows} AS users), counted AS (${raiseCounted(now)})
      ${insertChanges(sql`entered`, sql`counted`)}`,
  ],
  readsOldRows: true,
  lockUsers: (keys) =>
    sql`SELECT 1 FROM users WHERE ${isAmong(isOneOf, keys)} ORDER BY app_id, id FOR UPDATE`,
  forUpdate: sql`FOR UPDATE`,
  withFollowUps(change, { log, baselines, records }) {
    const parts = [sql`changed AS (${change})`];
    if (log) {
      const { json, isShared } = log.entries;
      parts.push(
        sql`entry AS MATERIALIZED (SELECT CAST(${json} AS JSONB) AS json)`,
        sql`entered AS MATERIALIZED (SELECT * FROM (
          SELECT changed.*, (SELECT json FROM entry)${byKey(isShared, sql`("appId" || ' ' || id)`)} AS entry
          FROM changed) AS all_changed WHERE entry IS NOT NULL${baselines ? toOldRows(baselines) : empty})`,
        sql`counted AS (${raiseCounted(log.now)})`,
        sql`logged AS (${insertChanges(sql`entered`, sql`counted`)})`,
      );
    }
    // The last part runs first: nothing is locked after a counter.
    if (records) {
      parts.push(sql`recorded AS (${records}
        WHERE (r.value->>0, r.value->>1) IN (SELECT "appId", id FROM changed))`);
    }
    return sql`WITH ${join(parts, ", ")}
      SELECT "appId", id, version, "createdAt", "updatedAt", state FROM changed`;
  },
  data: postgresqlDataSql,
};
