import { sqltag as sql } from "@prisma/client/runtime/client";
import type { Clock } from "../clock.js";
import { daysAgo, deleteOld, retentionScan } from "../changes/delete-old.js";
import type { RunScan } from "../scans/scan.js";
import type { UserWriter } from "./user-writer.js";

/** How many users one transaction removes; limited because other writers wait for it. */
const BATCH_SIZE = 500;

interface Dependencies {
  readonly users: Pick<UserWriter, "removeMany">;
  readonly clock: Clock;
  readonly scan: RunScan;
}

/** Removes users for good that were soft-deleted long ago. Any number of processes may do this. */
export class TrashPurge {
  readonly #dependencies: Dependencies;
  readonly #maxDays: number;

  constructor(dependencies: Dependencies, maxDays: number) {
    this.#dependencies = dependencies;
    this.#maxDays = maxDays;
  }

  start(): AsyncDisposable {
    return deleteOld("soft-deleted users", (signal) => this.run(signal));
  }

  async run(signal?: AbortSignal): Promise<void> {
    const { clock, scan } = this.#dependencies;
    const before = daysAgo(clock, this.#maxDays);
    const isOld = sql`users.created_at < 0 AND users.created_at > ${-before}`;
    const apps = await scan(
      sql`SELECT id FROM apps WHERE EXISTS (SELECT 1 FROM users WHERE users.app_id = apps.id AND ${isOld})`,
      retentionScan,
    );
    for (const [appId] of apps) await this.#purge(String(appId), { before, signal });
  }

  /** In small steps, so that other writers run in between. A user that is restored meanwhile stays. */
  async #purge(
    appId: string,
    { before, signal }: { before: bigint; signal: AbortSignal | undefined },
  ): Promise<void> {
    const { users, scan } = this.#dependencies;
    for (;;) {
      if (signal?.aborted) return;
      const rows = await scan(
        sql`SELECT id, -created_at FROM users
          WHERE app_id = ${appId} AND created_at < 0 AND created_at > ${-before}
          ORDER BY created_at DESC LIMIT ${BATCH_SIZE}`,
        retentionScan,
      );
      const removals = rows.map(([id, deletedAt]) => ({
        id: String(id),
        ifDeletedAt: BigInt(String(deletedAt)),
      }));
      if (removals.length > 0) await users.removeMany(appId, removals);
      if (removals.length < BATCH_SIZE) return;
    }
  }
}
