import { createHash } from "node:crypto";
import { join, raw, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { type DataPath, formatUserPath } from "@roster/contract";
import type { Dialect } from "../dialects/dialect.js";
import { isSafeLiteral } from "../users/query/literal.js";

/** An index on a path of one app's user data. */
export interface DataIndex {
  readonly appId: string;
  readonly path: DataPath;
  readonly isUnique: boolean;
}

type IndexKey = Pick<DataIndex, "appId" | "path">;

/**
 * The version of the definitions below. Changing an expression needs a new one: indexes of earlier versions serve no
 * query, and are rebuilt at the next start.
 */
export const INDEX_VERSION = 3;

export const earlierVersions = Array.from({ length: INDEX_VERSION - 1 }, (_, index) => index + 1);

/** Names of at most 63 bytes (PostgreSQL's limit) that contain no caller input. */
export function indexNames(index: IndexKey, version = INDEX_VERSION) {
  const name = version === 1 ? baseName(index) : `${baseName(index)}_v${version}`;
  return { plain: `${name}_idx`, unique: `${name}_key` };
}

/** What the names of an index have in common in all versions. */
export function baseName({ appId, path }: IndexKey): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([appId, formatUserPath(path)]))
    .digest("hex");
  return `users_data_${hash.slice(0, 32)}`;
}

/** Extracts the {@link baseName} of the violated unique index from an engine's message. */
export function parseViolatedIndex(message: string): string | undefined {
  return /(?:unique constraint "|constraint failed: index ')(users_data_[\da-f]{32})(?:_v\d+)?_key["']/.exec(
    message,
  )?.[1];
}

/**
 * The first index serves filters and sorts, which use exactly its expressions; the id follows, as in every sort.
 * A unique index is a second one, which covers only comparable values. The app is not a column: PostgreSQL drops what the
 * index's condition implies, and then searches by the columns after the first would read the whole index.
 */
export function createIndexStatements(
  { sql: { data, afterKey }, concurrently }: Dialect,
  index: DataIndex,
): string[] {
  const { plain, unique } = indexNames(index);
  const { path, isUnique } = index;
  const inApp = `app_id = ${appLiteral(index)}`;
  const key = `${columns(data.keyColumns(path))}, ${toSqlText(afterKey)}`;
  const value = columns(data.uniqueColumns(path));
  const where = `${inApp} AND ${toSqlText(data.isUniqueValue(path))}`;
  return [
    `CREATE INDEX ${concurrently} IF NOT EXISTS ${plain} ON users (${key}) WHERE ${inApp}`,
    ...(isUnique
      ? [
          `CREATE UNIQUE INDEX ${concurrently} IF NOT EXISTS ${unique} ON users (${value}) WHERE ${where}`,
        ]
      : []),
  ];
}

/** Drops those of its indexes in these versions that exist. */
export function dropIndexStatements(
  dialect: Dialect,
  index: IndexKey,
  versions: readonly number[],
): string[] {
  return versions.flatMap((version) => {
    const { plain, unique } = indexNames(index, version);
    return [unique, plain].map((name) => dropIndexStatement(dialect, name));
  });
}

export function dropIndexStatement({ concurrently }: Dialect, name: string): string {
  return `DROP INDEX ${concurrently} IF EXISTS ${name}`;
}

/** The users that violate a unique index: their number, and the first ten ids. */
export function selectDuplicates({ sql: { data } }: Dialect, index: DataIndex): Sql {
  const { path } = index;
  return raw(`SELECT id, count(*) OVER () AS n FROM (
    SELECT id, count(*) OVER (PARTITION BY ${columns(data.uniqueColumns(path))}) AS same FROM users
    WHERE app_id = ${appLiteral(index)} AND ${toSqlText(data.isUniqueValue(path))}
  ) AS compared WHERE same > 1 ORDER BY id LIMIT 10`);
}

const columns = (parts: readonly Sql[]) => toSqlText(join(parts.map((part) => sql`(${part})`)));

/** DDL takes no parameters; keys are escaped in literal.ts. */
function toSqlText(statement: Sql): string {
  if (statement.values.length > 0) throw new Error("An index expression must not have parameters");
  return statement.sql;
}

function appLiteral({ appId }: Pick<IndexKey, "appId">): string {
  if (!isSafeLiteral(appId))
    throw new Error(`The app id ${appId} cannot be used in an index definition`);
  return `'${appId}'`;
}
