import type { DataPath } from "@roster/contract";
import type { DialectName } from "../dialects/dialect.js";
import { indexNames } from "../indexes/data-index.js";

/** The statements that created an index of the app `app` on a key of the data in version 1, and its declaration. */
export function createFirstIndexes(
  backend: DialectName,
  key: string,
  { isUnique, state = "ready" }: { readonly isUnique: boolean; readonly state?: string },
): string[] {
  const path: DataPath = ["data", key];
  const { plain, unique } = indexNames({ appId: "app", path }, 1);
  const { columns, remainder, isUniqueValue } =
    backend === "sqlite" ? sqliteParts(key) : postgresqlParts(key);
  const declaration = `INSERT INTO data_indexes (app_id, path, is_unique, state, created_at)
    VALUES ('app', 'data.${key}', ${isUnique}, '${state}', 1)`;
  const index = `CREATE INDEX ${plain} ON users (app_id, ${columns}, id) WHERE app_id = 'app'`;
  const uniqueIndex = `CREATE UNIQUE INDEX ${unique} ON users (app_id, ${columns}, ${remainder})
    WHERE app_id = 'app' AND ${isUniqueValue}`;
  return isUnique ? [declaration, index, uniqueIndex] : [declaration, index];
}

function sqliteParts(key: string) {
  const value = `json_extract(data, '$."${key}"')`;
  const type = `json_type(data, '$."${key}"')`;
  const sortKey = `CASE ${type} WHEN 'text' THEN substr(${value}, 1, 128)
    WHEN 'integer' THEN CAST(${value} AS REAL) WHEN 'real' THEN ${value}
    WHEN 'false' THEN x'01' WHEN 'true' THEN x'02'
    WHEN 'object' THEN x'03' WHEN 'array' THEN x'03' WHEN 'null' THEN x'04' ELSE x'05' END`;
  return {
    columns: `(${sortKey})`,
    remainder: `(CASE ${type} WHEN 'text'
      THEN CASE WHEN length(${value}) < 128 THEN '' ELSE ${value} END ELSE '' END)`,
    isUniqueValue: `${sortKey} < x'03'`,
  };
}

function postgresqlParts(key: string) {
  const name = `CAST(E'${key}' AS TEXT)`;
  const [type, text] = [`json_typeof(data -> ${name})`, `(data ->> ${name})`];
  const double = (value: string) => `CAST(${value} AS DOUBLE PRECISION)`;
  const rank = `CASE ${type} WHEN 'number' THEN 1 WHEN 'string' THEN 2
    WHEN 'boolean' THEN 3 WHEN 'object' THEN 4 WHEN 'array' THEN 4 WHEN 'null' THEN 5 ELSE 6 END`;
  const number = `CASE ${type} WHEN 'number' THEN ${double(text)}
    WHEN 'boolean' THEN CASE ${text} WHEN 'true' THEN ${double("1")} ELSE ${double("0")} END
    ELSE ${double("0")} END`;
  const string = `CASE ${type} WHEN 'string' THEN left(${text}, 128) ELSE '' END COLLATE "C"`;
  return {
    columns: `(${rank}), (${number}), (${string})`,
    remainder: `(CASE ${type} WHEN 'string'
      THEN CASE WHEN char_length(${text}) < 128 THEN '' ELSE md5(${text}) END ELSE '' END)`,
    isUniqueValue: `${rank} <= 3`,
  };
}
