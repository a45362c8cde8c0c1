import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialects/dialect.js";
import type {
  CallFingerprint,
  IdempotencyInsert,
  IdempotencyRecord,
} from "./idempotency-record.js";
import type { UserUpdate, UserWrite } from "../users/user-statements.js";

export interface RecordKey {
  readonly appId: string;
  readonly key: string;
}

export type RecordRow = RecordKey & IdempotencyRecord;

/** Unique: an app id contains no space. */
export const recordKeyOf = ({ appId, key }: RecordKey) => `${appId} ${key}`;

/** A record to insert if the change of this user is made. */
export interface NewIdempotencyRecord extends IdempotencyRecord, Pick<CallFingerprint, "key"> {
  readonly appId: string;
  readonly userId: string;
}

export function selectRecords(dialect: DialectSql, keys: readonly RecordKey[]): Sql {
  const rows = JSON.stringify(keys.map(({ appId, key }) => [appId, key]));
  return sql`
    SELECT k.app_id AS "appId", k.key, k.body_hash AS "bodyHash", k.answer AS response, k.created_at AS "createdAt"
    FROM ${dialect.jsonRows(rows)} CROSS JOIN idempotency_keys AS k
    WHERE k.app_id = r.value->>0 AND k.key = r.value->>1`;
}

/** Deletes at most `limit` records older than `before`, oldest first. */
export function deleteRecords(before: bigint, limit: number): Sql {
  return sql`
    DELETE FROM idempotency_keys WHERE (app_id, key) IN (
      SELECT app_id, key FROM idempotency_keys WHERE created_at < ${before}
      ORDER BY created_at LIMIT ${limit}
    )`;
}

/** For users that are inserted unless they exist. */
export function recordsOfInserts(
  dialect: DialectSql,
  keys: readonly NewIdempotencyRecord[],
): IdempotencyInsert {
  const willChange = sql`NOT EXISTS (SELECT 1 FROM users WHERE ${isUser})`;
  return { ...insertInto(dialect, keys), willChange };
}

/** For the users of one call, which are inserted only if none of them exists. */
export function recordOfBatch(
  dialect: DialectSql,
  key: NewIdempotencyRecord,
  writes: readonly UserWrite[],
): IdempotencyInsert {
  const rows = JSON.stringify(writes.map(({ appId, id }) => [appId, id]));
  const willChange = sql`NOT EXISTS (
    SELECT 1 FROM ${dialect.jsonRows(rows)} CROSS JOIN users WHERE ${isInBatch}
  )`;
  return { ...insertInto(dialect, [key]), willChange };
}

const isInBatch = sql`users.app_id = r.value->>0 AND users.id = r.value->>1`;

/** For users that are updated only in a certain version. */
export function recordsOfUpdates(
  dialect: DialectSql,
  changes: readonly (UserUpdate & { readonly idempotency: NewIdempotencyRecord })[],
): IdempotencyInsert {
  const versions = JSON.stringify(
    changes.map(({ appId, id, ifVersion, ifCreatedAt }) => [
      appId,
      id,
      ifVersion,
      Number(ifCreatedAt),
    ]),
  );
  const keys = changes.map(({ idempotency }) => idempotency);
  const willChange = sql`(r.value->>0, r.value->>5) IN (
    SELECT users.app_id, users.id FROM (${selectVersions(dialect, versions)}) AS v
    CROSS JOIN users WHERE users.app_id = v.app_id AND users.id = v.id
      AND users.version = v.version AND users.created_at = v.created_at
  )`;
  return { ...insertInto(dialect, keys), willChange };
}

function selectVersions(dialect: DialectSql, versions: string): Sql {
  return sql`SELECT r.value->>0 AS app_id, r.value->>1 AS id, CAST(r.value->>2 AS BIGINT) AS version,
    CAST(r.value->>3 AS BIGINT) AS created_at FROM ${dialect.jsonRows(versions)}`;
}

const isUser = sql`users.app_id = r.value->>0 AND users.id = r.value->>5`;

/** A key that another call has taken is a unique violation, which also rolls back the change. */
function insertInto(dialect: DialectSql, keys: readonly NewIdempotencyRecord[]) {
  const rows = JSON.stringify(
    keys.map(({ appId, key, bodyHash, response, createdAt, userId }) => [
      appId,
      key,
      bodyHash,
      response,
      Number(createdAt),
      userId,
    ]),
  );
  return {
    insert: sql`
      INSERT INTO idempotency_keys (app_id, key, body_hash, answer, created_at)
      SELECT r.value->>0, r.value->>1, r.value->>2, r.value->>3, CAST(r.value->>4 AS BIGINT)
      FROM ${dialect.jsonRows(rows)}`,
    hasChanged: sql`(r.value->>0, r.value->>5) IN (SELECT "appId", id FROM changed)`,
  };
}
