import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialects/dialect.js";

/** A version of a user. */
export interface VersionKey {
  readonly id: string;
  readonly version: number;
}

/**
 * The data of each version of a user of the app, or NULL if the log does not have it, with its place in `versions`. Only
 * the first, and those after it whose data has `maxBytes` together.
 */
export function selectVersions(
  { jsonRows }: Pick<DialectSql, "jsonRows">,
  appId: string,
  { versions, maxBytes }: { versions: readonly VersionKey[]; maxBytes: number },
): Sql {
  const keys = JSON.stringify(versions.map(({ id, version }, place) => [place, id, version]));
  // The newest change of a version: versions begin at 1 again when an id is added again.
  const ofChange = (column: Sql, seq: Sql) =>
    sql`(SELECT ${column} FROM changes AS one WHERE one.app_id = ${appId} AND one.seq = ${seq})`;
  return sql`SELECT * FROM (
    WITH found AS MATERIALIZED (
      SELECT CAST(r.value->>0 AS INTEGER) AS place, (
        SELECT seq FROM changes
        WHERE app_id = ${appId} AND user_id = r.value->>1
          AND version = CAST(r.value->>2 AS BIGINT) AND data IS NOT NULL
        ORDER BY seq DESC LIMIT 1
      ) AS seq FROM ${jsonRows(keys)}
    ),
    summed AS MATERIALIZED (
      SELECT place, seq, sum(COALESCE(${ofChange(sql`octet_length(data)`, sql`found.seq`)}, 0))
        OVER (ORDER BY place) AS total
      FROM found
    )
    SELECT place, ${ofChange(sql`data`, sql`summed.seq`)} AS data
    FROM summed WHERE place = 0 OR total <= ${maxBytes}
  ) AS versions`;
}
