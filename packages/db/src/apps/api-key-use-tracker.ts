import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { mapUnavailable } from "../prisma/driver-errors.js";
import type { Clock } from "../clock.js";
import type { DialectSql } from "../dialects/dialect.js";
import { every } from "../every.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";

/** The maximum time before a recorded use is written, in milliseconds. */
const FLUSH_INTERVAL = 30_000;

/**
 * Tracks when each API key was last used. Uses are recorded in memory and flushed in one statement, which never
 * replaces a later time, regardless of which process writes last.
 */
export class ApiKeyUseTracker {
  readonly #prisma: PrismaClientLike;
  readonly #dialect: DialectSql;
  readonly #clock: Clock;
  #recorded = new Map<string, bigint>();
  #timer: AsyncDisposable | undefined;

  constructor(dependencies: { prisma: PrismaClientLike; dialect: DialectSql; clock: Clock }) {
    this.#prisma = dependencies.prisma;
    this.#dialect = dependencies.dialect;
    this.#clock = dependencies.clock;
  }

  record(key: string): void {
    this.#recorded.set(key, this.#clock());
  }

  /** Writes the uses recorded since the last flush. */
  async flush(): Promise<void> {
    if (this.#recorded.size === 0) return;
    const recorded = this.#recorded;
    this.#recorded = new Map();
    try {
      await mapUnavailable(this.#prisma.$executeRaw(updateLastUsed(this.#dialect, recorded)));
    } catch (error) {
      // Keep them for the next flush, unless the key was used again.
      this.#recorded = new Map([...recorded, ...this.#recorded]);
      throw error;
    }
  }

  /** Writes periodically; does not keep the process alive. */
  startFlushing(interval = FLUSH_INTERVAL): void {
    this.#timer = every(interval, "record uses of API keys", () => this.flush());
  }

  /** Stops, after a last flush if the database can be reached. */
  async stopFlushing(): Promise<void> {
    await this.#timer?.[Symbol.asyncDispose]();
    await this.flush().catch(() => {});
  }
}

function updateLastUsed(dialect: DialectSql, recorded: ReadonlyMap<string, bigint>): Sql {
  const rows = JSON.stringify(Array.from(recorded, ([key, at]) => [key, String(at)]));
  return sql`
    UPDATE api_keys SET last_used_at = used.at
    FROM (SELECT r.value->>0 AS key, CAST(r.value->>1 AS BIGINT) AS at FROM ${dialect.jsonRows(rows)}) AS used
    WHERE api_keys.key = used.key AND COALESCE(api_keys.last_used_at, 0) < used.at`;
}
