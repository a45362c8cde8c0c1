import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialects/dialect.js";
import type { Row } from "../dialects/statement-runner.js";
import type { IdempotencyRecord, NewIdempotencyRecord } from "./idempotency-record.js";

export interface RecordKey {
  readonly appId: string;
  readonly key: string;
}

/** Unique: an app id contains no space. */
export const recordKeyOf = ({ appId, key }: RecordKey) => `${appId} ${key}`;

export function selectRecords(dialect: DialectSql, keys: readonly RecordKey[]): Sql {
  const rows = JSON.stringify(keys.map(({ appId, key }) => [appId, key]));
  return sql`
    SELECT k.app_id, k.key, k.body_hash, k.answer, k.created_at
    FROM ${dialect.jsonRows(rows)} CROSS JOIN idempotency_keys AS k
    WHERE k.app_id = r.value->>0 AND k.key = r.value->>1`;
}

/** A row of {@link selectRecords}. */
export const toRecord = ([appId, key, bodyHash, response, createdAt]: Row): RecordKey &
  IdempotencyRecord => ({
  appId: String(appId),
  key: String(key),
  bodyHash: String(bodyHash),
  response: String(response),
  createdAt: BigInt(String(createdAt)),
});

/** Deletes at most `limit` records older than `before`, oldest first. */
export function deleteRecords(before: bigint, limit: number): Sql {
  return sql`
    DELETE FROM idempotency_keys WHERE (app_id, key) IN (
      SELECT app_id, key FROM idempotency_keys WHERE created_at < ${before}
      ORDER BY created_at LIMIT ${limit}
    )`;
}

/** How many records an owner has, and the characters of their responses. */
export function selectUse(appId: string, owner: string, since: bigint): Sql {
  return sql`
    SELECT count(*), COALESCE(sum(length(answer)), 0) FROM idempotency_keys
    WHERE app_id = ${appId} AND owner = ${owner} AND created_at >= ${since}`;
}

/** A key that another call has taken is a unique violation, which also rolls back the change. */
export function insertRecords(dialect: DialectSql, records: readonly NewIdempotencyRecord[]): Sql {
  const rows = JSON.stringify(
    records.map(({ appId, userId, key, bodyHash, response, createdAt, owner = null }) => [
      appId,
      userId,
      key,
      bodyHash,
      response,
      Number(createdAt),
      owner,
    ]),
  );
  return sql`
    INSERT INTO idempotency_keys (app_id, key, body_hash, answer, created_at, owner)
    SELECT r.value->>0, r.value->>2, r.value->>3, r.value->>4, CAST(r.value->>5 AS BIGINT), r.value->>6
    FROM ${dialect.jsonRows(rows)}`;
}
