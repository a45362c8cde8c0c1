import { raw } from "@prisma/client/runtime/client";
import type { Dialect } from "../dialects/dialect.js";
import { every } from "../every.js";
import { mapUnavailable } from "../prisma/driver-errors.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";

/** What planners know about users, including the values in their indexes. */
export const ANALYZE_USERS = "ANALYZE users";

/** How often the growth is checked, in milliseconds. */
const INTERVAL_MS = 60_000;

/** Gathers the planner's statistics again when the users have doubled: imports and growth make the old ones wrong. */
export class PlannerStatistics {
  readonly #prisma: PrismaClientLike;
  readonly #dialect: Dialect;
  #size = 0;

  constructor(prisma: PrismaClientLike, dialect: Dialect) {
    this.#prisma = prisma;
    this.#dialect = dialect;
  }

  /** Until disposed. Several processes may do this; it takes milliseconds on SQLite, and blocks no writes. */
  start(): AsyncDisposable {
    return every(INTERVAL_MS, "gather the planner's statistics", () => this.gatherIfGrown());
  }

  async gatherIfGrown(): Promise<void> {
    const [row] = await mapUnavailable(
      this.#prisma.$queryRaw<{ size: unknown }[]>(raw(this.#dialect.selectUsersSize)),
    );
    const size = Number(row?.size ?? 0);
    if (size === 0 || size < 2 * this.#size) return;
    await mapUnavailable(this.#prisma.$executeRaw(raw(ANALYZE_USERS)));
    this.#size = size;
  }
}
