import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { mapUnavailable } from "../prisma/map-unavailable.js";
import type { Clock } from "../clock.js";
import type { DialectSql } from "../dialects/dialect.js";
import { every } from "../every.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";

/** How long a use is kept in memory at most before it is written, in milliseconds. */
const FLUSH_INTERVAL = 30_000;

/**
 * When each API key was last used. A use costs a note in memory; what was noted since is written in one
 * statement, which never goes back in time, whichever process comes last.
 */
export class ApiKeyUseTracker {
  readonly #prisma: PrismaClientLike;
  readonly #dialect: DialectSql;
  readonly #clock: Clock;
  #noted = new Map<string, bigint>();
  #timer: AsyncDisposable | undefined;

  constructor(place: { prisma: PrismaClientLike; dialect: DialectSql; clock: Clock }) {
    this.#prisma = place.prisma;
    this.#dialect = place.dialect;
    this.#clock = place.clock;
  }

  record(key: string): void {
    this.#noted.set(key, this.#clock());
  }

  /** Writes what was noted since the last time. */
  async flush(): Promise<void> {
    if (this.#noted.size === 0) return;
    const noted = this.#noted;
    this.#noted = new Map();
    try {
      await mapUnavailable(this.#prisma.$executeRaw(updateLastUsed(this.#dialect, noted)));
    } catch (error) {
      // For the next time, but for the keys that were used again meanwhile.
      this.#noted = new Map([...noted, ...this.#noted]);
      throw error;
    }
  }

  /** Writes periodically; does not keep the process alive. */
  startFlushing(interval = FLUSH_INTERVAL): void {
    this.#timer = every(interval, "record uses of API keys", () => this.flush());
  }

  /** Writes what is left, where the database can be reached, and no more from then on. */
  async stopFlushing(): Promise<void> {
    await this.#timer?.[Symbol.asyncDispose]();
    await this.flush().catch(() => {});
  }
}

function updateLastUsed(dialect: DialectSql, noted: ReadonlyMap<string, bigint>): Sql {
  const rows = JSON.stringify(Array.from(noted, ([key, at]) => [key, String(at)]));
  return sql`
    UPDATE api_keys SET last_used_at = used.at
    FROM (SELECT r.value->>0 AS key, CAST(r.value->>1 AS BIGINT) AS at FROM ${dialect.jsonRows(rows)}) AS used
    WHERE api_keys.key = used.key AND COALESCE(api_keys.last_used_at, 0) < used.at`;
}
