import { sqltag as sql } from "@prisma/client/runtime/client";
import { reached } from "./availability.js";
import { fromTimestamp, toTimestamp } from "./clock.js";
import type { PrismaPort } from "./port.js";

/** From `from` on and before `to`, cut into steps of so many seconds. */
export interface SteppedPeriod {
  readonly from: string;
  readonly to: string;
  readonly step: number;
}

export interface AddedUsers {
  /** When the step begins. */
  readonly from: string;
  readonly added: number;
}

/** Figures about an app's users. */
export class UserStatsStore {
  readonly #port: PrismaPort;

  constructor(port: PrismaPort) {
    this.#port = port;
  }

  /** How many of the users that are stored were added in each step of the period. */
  async added(appId: string, { from, to, step }: SteppedPeriod): Promise<AddedUsers[]> {
    const start = fromTimestamp(from);
    const end = fromTimestamp(to);
    const micros = BigInt(step) * 1_000_000n;
    const rows = await reached(
      this.#port.$queryRaw<{ at: bigint | number; n: bigint | number }[]>(sql`
        SELECT (created_at - ${start}) / ${micros} AS at, count(*) AS n FROM users
        WHERE app_id = ${appId} AND created_at >= ${start} AND created_at < ${end}
        GROUP BY 1`),
    );
    const counts = new Map(rows.map(({ at, n }) => [Number(at), Number(n)]));
    const steps = Number((end - start + micros - 1n) / micros);
    return Array.from({ length: steps }, (_, at) => ({
      from: toTimestamp(start + BigInt(at) * micros),
      added: counts.get(at) ?? 0,
    }));
  }
}
