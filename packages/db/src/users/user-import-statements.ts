import { empty, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialects/dialect.js";
import type { CallFingerprint } from "../idempotency/idempotency-record.js";

/** A user to be inserted, or changed where it is there. */
export interface UserImport {
  readonly id: string;
  /** The data as JSON text. */
  readonly dataJson: string;
  /** Of a user that is inserted, in microseconds since 1970. */
  readonly createdAt: bigint;
  readonly updatedAt: bigint;
  /** How many changes these are, one after the other: the version of a user that is inserted. */
  readonly changes: number;
}

/** What is written in one transaction. */
export interface ImportWrite {
  readonly appId: string;
  /** Each id once. */
  readonly users: readonly UserImport[];
  readonly now: bigint;
  /** JSON that the answer has beside what comes of the users. */
  readonly rejectedJson: string;
  /** The key that is kept with the answer. */
  readonly idempotency: CallFingerprint | undefined;
}

/**
 * Atomic: the primary key decides for each row who inserts it. Answers with the places in `users` of those that
 * were there, by the same statement, or in one transaction with it. No answer names a user: it is kept.
 */
export function insertImport(dialect: DialectSql, write: ImportWrite): readonly Sql[] {
  const ids = idsOf(dialect, write);
  const { rowIndex: place } = dialect;
  const condition = dialect.existedBefore?.(write.users.length);
  const wasThere = condition ? sql`${condition} AND` : empty;
  const change = sql`${insertionOf(dialect, write)} ON CONFLICT (app_id, id) DO NOTHING`;
  return dialect.withResponse(change, {
    fromTables: dialect.jsonArrayAgg(
      place,
      sql`${ids} CROSS JOIN users WHERE ${wasThere} ${isUser(write)}`,
    ),
    fromChanged: dialect.jsonArrayAgg(
      place,
      sql`${ids} WHERE NOT EXISTS (SELECT 1 FROM changed WHERE changed.id = i.value)`,
    ),
    response: (rows) => responseSql(write, rows),
  });
}

/**
 * Atomic: version and time come from the rows that this very statement locks. Answers with
 * `[place, version, createdAt, updatedAt]` of each; one whose version is that of an insert was inserted.
 */
export function upsertImport(dialect: DialectSql, write: ImportWrite): readonly Sql[] {
  const now = sql`CAST(${write.now} AS BIGINT)`;
  const change = sql`
    ${insertionOf(dialect, write)}
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
 * The users as new rows. Their data stands in the document as it is: the engines give its very text back, and
 * take it from there in half the time of an array's element that has to be taken apart in its turn.
 */
function insertionOf(dialect: DialectSql, { appId, users, now }: ImportWrite): Sql {
  const columns = sql`INSERT INTO users (app_id, id, data, version, created_at, updated_at)`;
  const isNew = (user: UserImport) =>
    user.createdAt === now && user.updatedAt === now && user.changes === 1;
  if (users.every(isNew)) {
    const time = sql`CAST(${now} AS BIGINT)`;
    const entries = users.map(({ id, dataJson }) => `"${id}":${dataJson}`);
    return sql`${columns} SELECT ${appId}, r.key, r.value, 1, ${time}, ${time}
      FROM ${dialect.jsonEntries(`{${entries.join(",")}}`)} WHERE true`;
  }
  const entries = users.map((user) => `"${factsOf(user)}${user.id}":${user.dataJson}`);
  return sql`${columns}
    SELECT ${appId}, substr(r.key, 41), r.value, CAST(substr(r.key, 33, 8) AS INTEGER),
           CAST(substr(r.key, 1, 16) AS BIGINT), CAST(substr(r.key, 17, 16) AS BIGINT)
    FROM ${dialect.jsonEntries(`{${entries.join(",")}}`)} WHERE true`;
}

/** Of one length, so that the id behind them can be told: no time that is taken has more than 16 digits. */
function factsOf({ createdAt, updatedAt, changes }: UserImport): string {
  const times = [createdAt, updatedAt].map((time) => String(time).padStart(16, "0"));
  return `${times.join("")}${String(changes).padStart(8, "0")}`;
}

/** The answer in the row `answer`, and kept with the key, where there is one. */
function responseSql({ appId, rejectedJson, now, idempotency }: ImportWrite, rows: Sql): Sql {
  const response = sql`CAST(${`{"kept":${rejectedJson},"rows":`} AS TEXT) || ${rows} || '}'`;
  if (!idempotency) return sql`SELECT ${response} AS answer`;
  return sql`
    INSERT INTO idempotency_keys (app_id, key, body_hash, answer, created_at)
    SELECT ${appId}, ${idempotency.key}, ${idempotency.bodyHash}, ${response}, CAST(${now} AS BIGINT)
    RETURNING answer`;
}
