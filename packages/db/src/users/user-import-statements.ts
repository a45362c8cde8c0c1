import { empty, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialects/dialect.js";
import type { CallFingerprint } from "../idempotency/idempotency-record.js";

/** A user to insert, or to update if it exists. */
export interface UserImport {
  readonly id: string;
  /** The data as JSON. */
  readonly dataJson: string;
  /** For an inserted user, in microseconds since 1970. */
  readonly createdAt: bigint;
  readonly updatedAt: bigint;
  /** How many successive changes this combines: the version of an inserted user. */
  readonly changes: number;
}

/** The users that one transaction writes. */
export interface ImportWrite {
  readonly appId: string;
  /** Each id at most once. */
  readonly users: readonly UserImport[];
  readonly now: bigint;
  /** The rejected users as JSON, for the response. */
  readonly rejectedJson: string;
  /** The idempotency key to record with the response. */
  readonly idempotency: CallFingerprint | undefined;
}

/**
 * Atomic: the primary key decides which writer inserts each row. Responds, in the same transaction, with the indexes
 * in `users` of those that existed. The stored response contains no ids.
 */
export function insertImport(dialect: DialectSql, write: ImportWrite): readonly Sql[] {
  const ids = idsOf(dialect, write);
  const { rowIndex } = dialect;
  const condition = dialect.existedBefore?.(write.users.length);
  const existedBefore = condition ? sql`${condition} AND` : empty;
  const change = sql`${insertInto(dialect, write)} ON CONFLICT (app_id, id) DO NOTHING`;
  return dialect.withResponse(change, {
    fromTables: dialect.jsonArrayAgg(
      rowIndex,
      sql`${ids} CROSS JOIN users WHERE ${existedBefore} ${isUser(write)}`,
    ),
    fromChanged: dialect.jsonArrayAgg(
      rowIndex,
      sql`${ids} WHERE NOT EXISTS (SELECT 1 FROM changed WHERE changed.id = i.value)`,
    ),
    response: (rows) => responseSql(write, rows),
  });
}

/**
 * Atomic: version and time come from the rows that this statement locks. Responds with
 * `[index, version, createdAt, updatedAt]` for each; the version shows whether the user was inserted.
 */
export function upsertImport(dialect: DialectSql, write: ImportWrite): readonly Sql[] {
  const now = sql`CAST(${write.now} AS BIGINT)`;
  const change = sql`
    ${insertInto(dialect, write)}
    ON CONFLICT (app_id, id) DO UPDATE SET
      data = excluded.data,
      version = users.version + excluded.version,
      updated_at = excluded.version
        + CASE WHEN users.updated_at < ${now} THEN ${now} - 1 ELSE users.updated_at END`;
  const ids = idsOf(dialect, write);
  const ofUsers = sql`${dialect.rowIndex}, users.version, users.created_at, users.updated_at`;
  const ofChanged = sql`${dialect.rowIndex}, changed.version, changed.created_at, changed.updated_at`;
  const from = sql`${ids} CROSS JOIN users WHERE ${isUser(write)}`;
  return dialect.withResponse(change, {
    fromTables: dialect.jsonArrayAgg(dialect.jsonArray(ofUsers), from),
    fromChanged: dialect.jsonArrayAgg(
      dialect.jsonArray(ofChanged),
      sql`${ids} JOIN changed ON changed.id = i.value`,
    ),
    response: (rows) => responseSql(write, rows),
  });
}

const idsOf = (dialect: DialectSql, { users }: ImportWrite) =>
  dialect.jsonStrings(JSON.stringify(users.map(({ id }) => id)));

const isUser = ({ appId }: ImportWrite) => sql`users.app_id = ${appId} AND users.id = i.value`;

/**
 * The users as new rows. Their data is nested in the JSON unescaped: the engines return its exact text, in half
 * the time of parsing it from a string.
 */
function insertInto(dialect: DialectSql, { appId, users, now }: ImportWrite): Sql {
  const columns = sql`INSERT INTO users (app_id, id, data, version, created_at, updated_at)`;
  const isNew = (user: UserImport) =>
    user.createdAt === now && user.updatedAt === now && user.changes === 1;
  if (users.every(isNew)) {
    const time = sql`CAST(${now} AS BIGINT)`;
    const entries = users.map(({ id, dataJson }) => `"${id}":${dataJson}`);
    return sql`${columns} SELECT ${appId}, r.key, r.value, 1, ${time}, ${time}
      FROM ${dialect.jsonEntries(`{${entries.join(",")}}`)} WHERE true`;
  }
  const entries = users.map((user) => `"${metadataPrefix(user)}${user.id}":${user.dataJson}`);
  return sql`${columns}
    SELECT ${appId}, substr(r.key, 41), r.value, CAST(substr(r.key, 33, 8) AS INTEGER),
           CAST(substr(r.key, 1, 16) AS BIGINT), CAST(substr(r.key, 17, 16) AS BIGINT)
    FROM ${dialect.jsonEntries(`{${entries.join(",")}}`)} WHERE true`;
}

/** A prefix of fixed length, followed by the id: no accepted time has more than 16 digits. */
function metadataPrefix({ createdAt, updatedAt, changes }: UserImport): string {
  const times = [createdAt, updatedAt].map((time) => String(time).padStart(16, "0"));
  return `${times.join("")}${String(changes).padStart(8, "0")}`;
}

/** Returns the response in the column `answer`, and records it if the call has a key. */
function responseSql({ appId, rejectedJson, now, idempotency }: ImportWrite, rows: Sql): Sql {
  const response = sql`CAST(${`{"kept":${rejectedJson},"rows":`} AS TEXT) || ${rows} || '}'`;
  if (!idempotency) return sql`SELECT ${response} AS answer`;
  return sql`
    INSERT INTO idempotency_keys (app_id, key, body_hash, answer, created_at)
    SELECT ${appId}, ${idempotency.key}, ${idempotency.bodyHash}, ${response}, CAST(${now} AS BIGINT)
    RETURNING answer`;
}
