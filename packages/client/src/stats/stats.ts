import type { AppRouter } from "@roster/api";
import type { inferRouterOutputs } from "@trpc/server";
import type { CallOptions } from "../call-options.js";

type Outputs = inferRouterOutputs<AppRouter>["stats"];

/** How many users were added in each step of a period, and how many there are. */
export type UserStats = Outputs["users"];

/** What the servers answered in each step of a period, and in all of it. */
export type UsageStats = Outputs["usage"];

/** Calls by kind, errors by code, and how long calls took. */
export type Usage = UsageStats["total"];

/** From `from` on and before `to`, cut into steps; at most 1000 of them. */
export interface StatsPeriod {
  /** A time in UTC with microseconds: `2026-11-23T09:30:00.000000Z`. */
  readonly from: string;
  readonly to: string;
  /** In seconds. The last step may be shorter. */
  readonly step: number;
}

/**
 * Figures about the app, for a backend or the administrator.
 *
 * Every call can fail with INVALID (a period that is not as described), UNAUTHENTICATED, UNKNOWN_API_KEY,
 * FORBIDDEN (a user token), RATE_LIMITED, UNAVAILABLE and INTERNAL.
 */
export interface Stats {
  /**
   * How many of the users that are there now were added in each step, and how many there are in all. The
   * whole period's users are counted at each call.
   *
   * @example
   * ```ts
   * await roster.users.add("john-doe");
   * const from = "2026-01-01T00:00:00.000000Z";
   * const { points, total } = await roster.stats.users({
   *   from,
   *   to: "2027-01-01T00:00:00.000000Z",
   *   step: 86_400,
   * });
   * console.log(points.length, points[0]?.from === from, total); // 365 true 1
   * ```
   */
  users(period: StatsPeriod, options?: CallOptions): Promise<UserStats>;

  /**
   * What the servers answered in each step: calls by kind, errors by code, and how long calls took (the
   * 50th, 95th and 99th percentile in milliseconds, from a histogram). The dashboard's own calls are left
   * out, and so are those whose app was not known. `from`, `to` and `step` are whole minutes; minutes are
   * kept for 48 hours. Each server process tells its counts every 10 seconds and when it stops: what comes
   * later is not yet in the answer, and a process that is killed takes at most so much with it.
   *
   * @example
   * ```ts
   * const { points, total } = await roster.stats.usage({
   *   from: "2026-11-23T09:00:00.000000Z",
   *   to: "2026-11-23T10:00:00.000000Z",
   *   step: 300,
   * });
   * console.log(points.length, total.calls.adds, total.errors.CONFLICT, total.latency); // 12 0 undefined null
   * ```
   */
  usage(period: StatsPeriod, options?: CallOptions): Promise<UsageStats>;
}
