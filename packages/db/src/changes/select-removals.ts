import { join, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialects/dialect.js";
import { idsByApp, type UserKey } from "../users/user-keys.js";

/** The keys of users, with when each was removed, or NULL unless that is its newest change. */
export function selectRemovals(
  { jsonRows }: Pick<DialectSql, "jsonRows">,
  keys: readonly UserKey[],
): Sql {
  const selects = [...idsByApp(keys)].map(
    ([appId, ids]) => sql`
      SELECT CAST(${appId} AS TEXT) AS app_id, r.value->>0 AS id, (
        SELECT CASE WHEN type = 'user.deleted' THEN at END FROM changes
        WHERE app_id = ${appId} AND user_id = r.value->>0 ORDER BY seq DESC LIMIT 1
      ) AS removed_at FROM ${jsonRows(JSON.stringify(ids.map((id) => [id])))}`,
  );
  return join(selects, " UNION ALL ");
}
