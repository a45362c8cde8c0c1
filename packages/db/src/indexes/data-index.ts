import { createHash } from "node:crypto";
import { join, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { type DataPath, formatUserPath } from "@roster/contract";
import type { Dialect } from "../dialects/dialect.js";
import { isSafeLiteral } from "../users/query/literal.js";

/** An index on a path of one app's data. */
export interface DataIndex {
  readonly appId: string;
  readonly path: DataPath;
  readonly isUnique: boolean;
}

/** Names within PostgreSQL's 63 bytes, made of no text of the caller's. */
export function indexNames({ appId, path }: Pick<DataIndex, "appId" | "path">) {
  const hash = createHash("sha256")
    .update(JSON.stringify([appId, formatUserPath(path)]))
    .digest("hex")
    .slice(0, 32);
  return { plain: `users_data_${hash}_idx`, unique: `users_data_${hash}_key` };
}

/** The name of the unique index that an engine's message says was broken. */
export function parseViolatedIndex(message: string): string | undefined {
  return /(?:unique constraint "|constraint failed: index ')(users_data_[\da-f]{32}_key)["']/.exec(
    message,
  )?.[1];
}

/**
 * The statements that build it. Filters and sorts write the very expressions of the first; it ends in the
 * id, as every sort does. A unique one has another beside it, which leaves out what is not compared.
 */
export function createIndexStatements(
  { sql: { data }, concurrently }: Dialect,
  index: DataIndex,
): string[] {
  const { plain, unique } = indexNames(index);
  const { path, isUnique } = index;
  const isOfApp = `app_id = ${appLiteral(index)}`;
  const key = `app_id, ${columns(data.keyColumns(path))}, id`;
  const value = `app_id, ${columns(data.uniqueColumns(path))}`;
  const where = `${isOfApp} AND ${textOf(data.isUniqueValue(path))}`;
  return [
    `CREATE INDEX ${concurrently} IF NOT EXISTS ${plain} ON users (${key}) WHERE ${isOfApp}`,
    ...(isUnique
      ? [
          `CREATE UNIQUE INDEX ${concurrently} IF NOT EXISTS ${unique} ON users (${value}) WHERE ${where}`,
        ]
      : []),
  ];
}

/** The statements that leave nothing of it, whatever there is. */
export function dropIndexStatements(
  { concurrently }: Dialect,
  index: Pick<DataIndex, "appId" | "path">,
): string[] {
  const { plain, unique } = indexNames(index);
  return [unique, plain].map((name) => `DROP INDEX ${concurrently} IF EXISTS ${name}`);
}

/** The users that stand in the way of a unique index: how many they are, and the ids of the first. */
export function selectDuplicates({ sql: { data } }: Dialect, index: DataIndex): string {
  const { path } = index;
  return `SELECT id, count(*) OVER () AS n FROM (
    SELECT id, count(*) OVER (PARTITION BY ${columns(data.uniqueColumns(path))}) AS alike FROM users
    WHERE app_id = ${appLiteral(index)} AND ${textOf(data.isUniqueValue(path))}
  ) AS compared WHERE alike > 1 ORDER BY id LIMIT 10`;
}

const columns = (parts: readonly Sql[]) => textOf(join(parts.map((part) => sql`(${part})`)));

/** DDL has no parameters; keys are escaped where they are written (literal.ts). */
function textOf(statement: Sql): string {
  if (statement.values.length > 0) throw new Error("an index's expression has parameters");
  return statement.sql;
}

function appLiteral({ appId }: Pick<DataIndex, "appId">): string {
  if (!isSafeLiteral(appId)) throw new Error(`the app id ${appId} cannot stand in an index`);
  return `'${appId}'`;
}
