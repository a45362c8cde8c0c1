import type { ErrorCode, UsageKind } from "@roster/contract";
import { sqltag as sql } from "@prisma/client/runtime/client";
import { mapUnavailable } from "../prisma/map-unavailable.js";
import { fromTimestamp } from "../clock.js";
import type { DialectSql } from "../dialects/dialect.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import type { TimeRange } from "./user-stats-store.js";

/** Calls that are alike in all that is told of them. */
export interface UsageCount {
  readonly appId: string;
  /** When the minute begins in which they ended, in microseconds since 1970. */
  readonly minute: number;
  readonly kind: UsageKind;
  readonly code: "OK" | ErrorCode;
  /** The bucket of their latency: none took longer, in microseconds. */
  readonly upTo: number;
  readonly calls: number;
}

/** Calls of an app in one step of a period; `stepIndex` counts from 0. */
export interface UsageInStep extends Pick<UsageCount, "kind" | "code" | "upTo" | "calls"> {
  readonly stepIndex: number;
}

/** The most rows that are removed in one statement, so that other writes come between. */
const DELETE_BATCH_SIZE = 10_000;

/** What has been called, by the minute; any number of processes add to it. */
export class UsageStore {
  readonly #prisma: PrismaClientLike;
  readonly #dialect: DialectSql;

  constructor(prisma: PrismaClientLike, dialect: DialectSql) {
    this.#prisma = prisma;
    this.#dialect = dialect;
  }

  async add(counts: readonly UsageCount[]): Promise<void> {
    if (counts.length === 0) return;
    const rows = JSON.stringify(
      counts.map(({ appId, minute, kind, code, upTo, calls }) => [
        appId,
        minute,
        kind,
        code,
        upTo,
        calls,
      ]),
    );
    // Atomic: what another process has added since stays counted. Ordered: processes that add to the same
    // rows at once lock them one after the other, or PostgreSQL finds a deadlock.
    await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        INSERT INTO usage (app_id, minute, kind, code, up_to, calls)
        SELECT r.value->>0, CAST(r.value->>1 AS BIGINT), r.value->>2, r.value->>3,
          CAST(r.value->>4 AS BIGINT), CAST(sum(CAST(r.value->>5 AS BIGINT)) AS BIGINT)
        FROM ${this.#dialect.jsonRows(rows)} GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
        ON CONFLICT (app_id, minute, kind, code, up_to)
        DO UPDATE SET calls = usage.calls + excluded.calls`),
    );
  }

  /** Without the steps, kinds, codes and buckets that have no call. */
  async list(appId: string, { from, to, step }: TimeRange): Promise<UsageInStep[]> {
    const start = fromTimestamp(from);
    const end = fromTimestamp(to);
    const micros = BigInt(step) * 1_000_000n;
    type Row = Record<"stepIndex" | "upTo" | "calls", bigint | number> &
      Pick<UsageCount, "kind" | "code">;
    const rows = await mapUnavailable(
      this.#prisma.$queryRaw<Row[]>(sql`
        SELECT (minute - ${start}) / ${micros} AS "stepIndex", kind, code, up_to AS "upTo",
          CAST(sum(calls) AS BIGINT) AS calls
        FROM usage WHERE app_id = ${appId} AND minute >= ${start} AND minute < ${end}
        GROUP BY 1, 2, 3, 4`),
    );
    return rows.map(({ stepIndex, kind, code, upTo, calls }) => ({
      stepIndex: Number(stepIndex),
      kind,
      code,
      upTo: Number(upTo),
      calls: Number(calls),
    }));
  }

  /** Removes the oldest rows of minutes that began before, some at a time; resolves with how many. */
  removeBefore(minute: number): Promise<number> {
    return mapUnavailable(
      this.#prisma.$executeRaw(sql`
        DELETE FROM usage WHERE (app_id, minute, kind, code, up_to) IN (
          SELECT app_id, minute, kind, code, up_to FROM usage WHERE minute < ${BigInt(minute)}
          ORDER BY minute LIMIT ${DELETE_BATCH_SIZE}
        )`),
    );
  }
}
