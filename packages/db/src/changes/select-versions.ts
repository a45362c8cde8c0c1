import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialects/dialect.js";

/** A version of a user. */
export interface VersionKey {
  readonly id: string;
  readonly version: number;
}

/** The data of each version of a user of the app, or NULL if the log does not have it, with its place in `versions`. */
export function selectVersions(
  { jsonRows }: Pick<DialectSql, "jsonRows">,
  appId: string,
  versions: readonly VersionKey[],
): Sql {
  const keys = JSON.stringify(versions.map(({ id, version }, place) => [place, id, version]));
  // The newest change of a version: versions begin at 1 again when an id is added again.
  return sql`
    SELECT CAST(r.value->>0 AS INTEGER) AS place, (
      SELECT data FROM changes
      WHERE app_id = ${appId} AND user_id = r.value->>1
        AND version = CAST(r.value->>2 AS INTEGER) AND data IS NOT NULL
      ORDER BY seq DESC LIMIT 1
    ) AS data FROM ${jsonRows(keys)}`;
}
