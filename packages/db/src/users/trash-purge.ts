import { sqltag as sql } from "@prisma/client/runtime/client";
import type { Clock } from "../clock.js";
import { every } from "../every.js";
import type { RunScan, ScanRequest } from "../scans/scan.js";
import type { UserWriter } from "./user-writer.js";

/** How many users one transaction removes; limited because other writers wait for it. */
const BATCH_SIZE = 500;

const INTERVAL = 600_000;

const MICROS_PER_DAY = 86_400_000_000n;

/** Both statements read a range of an index, off the event loop. */
const request: ScanRequest = { appId: "", deadlineMs: 60_000 };

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

  /** Until disposed. */
  start(): AsyncDisposable {
    return every(INTERVAL, "remove soft-deleted users", () => this.run());
  }

  async run(): Promise<void> {
    const { clock, scan } = this.#dependencies;
    const before = clock() - BigInt(this.#maxDays) * MICROS_PER_DAY;
    const isOld = sql`users.created_at < 0 AND users.created_at > ${-before}`;
    const apps = await scan(
      sql`SELECT id FROM apps WHERE EXISTS (SELECT 1 FROM users WHERE users.app_id = apps.id AND ${isOld})`,
      request,
    );
    for (const [appId] of apps) await this.#purge(String(appId), before);
  }

  /** In small steps, so that other writers run in between. A user that is restored meanwhile stays. */
  async #purge(appId: string, before: bigint): Promise<void> {
    const { users, scan } = this.#dependencies;
    for (;;) {
      const rows = await scan(
        sql`SELECT id, -created_at FROM users
          WHERE app_id = ${appId} AND created_at < 0 AND created_at > ${-before}
          ORDER BY created_at DESC LIMIT ${BATCH_SIZE}`,
        request,
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
