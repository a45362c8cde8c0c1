import type { ErrorCode, UsageKind } from "@roster/contract";
import { sqltag as sql } from "@prisma/client/runtime/client";
import { mapUnavailable } from "../prisma/driver-errors.js";
import { fromTimestamp } from "../clock.js";
import type { DialectSql } from "../dialects/dialect.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import type { RunScan, ScanRequest } from "../scans/scan.js";
import type { TimeRange } from "./user-stats-store.js";

/** A number of calls with the same app, minute, kind, code and latency bucket. */
export interface UsageCount {
  readonly appId: string;
  /** The start of the minute in which they ended, in microseconds since 1970. */
  readonly minute: number;
  readonly kind: UsageKind;
  readonly code: "OK" | ErrorCode;
  /** The upper bound of their latency bucket, in microseconds. */
  readonly upTo: number;
  readonly calls: number;
}

/** Calls of an app in one step of a time range; `stepIndex` counts from 0. */
export interface UsageInStep extends Pick<UsageCount, "kind" | "code" | "upTo" | "calls"> {
  readonly stepIndex: number;
}

type UsageRow = readonly [unknown, UsageKind, UsageCount["code"], unknown, unknown];

/** How many rows one statement removes, so that other writes run in between. */
const DELETE_BATCH_SIZE = 10_000;

/** Call counts by minute; any number of processes add to them. */
export class UsageStore {
  readonly #prisma: PrismaClientLike;
  readonly #dialect: DialectSql;
  readonly #scan: RunScan;

  constructor(prisma: PrismaClientLike, dialect: DialectSql, scan: RunScan) {
    this.#prisma = prisma;
    this.#dialect = dialect;
    this.#scan = scan;
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
    // Atomic: additions of other processes are not lost. Ordered: concurrent writers must lock the same rows in
    // the same order, or PostgreSQL reports a deadlock.
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

  /** Omits steps, kinds, codes and buckets without calls. */
  async list(
    appId: string,
    { from, to, step }: TimeRange,
    request: ScanRequest,
  ): Promise<UsageInStep[]> {
    const start = fromTimestamp(from);
    const end = fromTimestamp(to);
    const micros = BigInt(step) * 1_000_000n;
    const found = await this.#scan(
      sql`
        SELECT (minute - ${start}) / ${micros} AS "stepIndex", kind, code, up_to AS "upTo",
          CAST(sum(calls) AS BIGINT) AS calls
        FROM usage WHERE app_id = ${appId} AND minute >= ${start} AND minute < ${end}
        GROUP BY 1, 2, 3, 4`,
      request,
    );
    const rows = found as readonly UsageRow[]; // oxlint-disable-line typescript/consistent-type-assertions -- the columns of this statement
    return rows.map(([stepIndex, kind, code, upTo, calls]) => ({
      stepIndex: Number(stepIndex),
      kind,
      code,
      upTo: Number(upTo),
      calls: Number(calls),
    }));
  }

  /** Removes a batch of the oldest rows of minutes that began before `minute`. Returns how many were removed. */
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
