import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialects/dialect.js";
import { metadataColumns } from "../users/user-row.js";
import { isAmong, type UserKey } from "../users/user-keys.js";
import type { LogEntries } from "./new-change.js";

/**
 * Numbers changes in the order of commits: the row of an app's counter stays locked until the commit. `rows` have
 * {@link metadataColumns}.
 */
export function raiseCounters(rows: Sql, now: bigint): Sql {
  return sql`
    INSERT INTO change_counters (app_id, last_seq, last_at)
    SELECT entered."appId", count(*), CAST(${now} AS BIGINT) FROM ${rows} AS entered
    WHERE true GROUP BY 1 ORDER BY 1
    ON CONFLICT (app_id) DO UPDATE SET
      last_seq = change_counters.last_seq + excluded.last_seq,
      last_at = CASE WHEN change_counters.last_at > excluded.last_at
        THEN change_counters.last_at ELSE excluded.last_at END`;
}

/** Logs rows that have {@link metadataColumns}, `data` and `entry`; `counters` are the raised ones. */
export function insertChanges(rows: Sql, counters = sql`change_counters`): Sql {
  return sql`
    INSERT INTO changes (app_id, seq, user_id, type, at, version, created_at, updated_at, state, data, changed,
      details, actor_kind, actor_id, actor_name, on_behalf_of, surface, request_id)
    SELECT numbered."appId", counters.last_seq - numbered.total + numbered.number, numbered.id, entry->>0,
      counters.last_at, numbered.version, numbered."createdAt", numbered."updatedAt", numbered.state,
      CASE WHEN CAST(entry->>1 AS INTEGER) = 1 THEN numbered.data END, entry->>2, entry->>3, entry->>4,
      entry->>5, entry->>6, entry->>7, entry->>8, entry->>9
    FROM ${counters} AS counters JOIN (
      SELECT entered.*, row_number() OVER (PARTITION BY entered."appId" ORDER BY entered.version, entered.id) AS number,
        count(*) OVER (PARTITION BY entered."appId") AS total
      FROM ${rows} AS entered
    ) AS numbered ON counters.app_id = numbered."appId"`;
}

/** Whether the log has a user as it is: 1 or 0. */
export const isLogged = sql`
  CASE WHEN (SELECT logged.version = users.version AND (logged.data IS NOT NULL OR users.created_at < 0)
    FROM changes AS logged WHERE logged.app_id = users.app_id AND logged.user_id = users.id
    ORDER BY logged.seq DESC LIMIT 1) THEN 1 ELSE 0 END`;

/** Users as they are, as rows to log. */
export function userRows(
  dialect: DialectSql,
  keys: readonly UserKey[],
  { entries, condition = sql`true` }: { entries: LogEntries; condition?: Sql | undefined },
): Sql {
  const { from, where, entry } = dialect.usersToLog(keys, entries);
  return sql`(
    SELECT ${metadataColumns}, CAST(COALESCE(deleted_data, data) AS TEXT) AS data, ${entry} AS entry
    FROM ${from} WHERE ${where} AND ${condition})`;
}

/** The changes of these users that say something about them. */
const selectTelling = (dialect: DialectSql, keys: readonly UserKey[], limit: number): Sql => sql`
  SELECT app_id, seq FROM changes WHERE ${isAmong((appId, ids) => dialect.isChangeOf(appId, ids), keys)}
    AND (data IS NOT NULL OR changed IS NOT NULL OR state IS NOT NULL
      OR (details IS NOT NULL AND type <> 'user.deleted'))
  LIMIT ${limit}`;

export const countTelling = (dialect: DialectSql, keys: readonly UserKey[], limit: number): Sql =>
  sql`SELECT count(*) FROM (${selectTelling(dialect, keys, limit)}) AS telling`;

/** Removes what the log says about these users, in so many rows; who changed them and when stays. Returns these rows. */
export const eraseChanges = (
  dialect: DialectSql,
  keys: readonly UserKey[],
  limit: number,
): Sql => sql`
  UPDATE changes SET data = NULL, changed = NULL, state = NULL,
    details = CASE WHEN type = 'user.deleted' THEN details END
  WHERE (app_id, seq) IN (${selectTelling(dialect, keys, limit)}) RETURNING seq`;
