import type { AppRouter } from "@roster/api";
import type { TRPCClient } from "@trpc/client";
import type { inferRouterOutputs } from "@trpc/server";
import type { CallOptions } from "../call-options.js";
import { toRequestOptions, withAbortReason } from "../transport/trpc-call.js";

type Outputs = inferRouterOutputs<AppRouter>["stats"];

/** The number of users added in each step of a period, and the total. */
export type UserStats = Outputs["users"];

/** The calls that the servers handled in each step of a period, and in total. */
export type UsageStats = Outputs["usage"];

/** The size of the app's history. */
export type HistoryStats = Outputs["history"];

/** Calls by kind, errors by code, and latency. */
export type Usage = UsageStats["total"];

/** From `from` (inclusive) to `to` (exclusive), in at most 1000 steps. */
export interface StatsPeriod {
  /** A time in UTC with microseconds: `2026-11-23T09:30:00.000000Z`. */
  readonly from: string;
  readonly to: string;
  /** The length of a step in seconds. The last one may be shorter. */
  readonly step: number;
}

/**
 * Statistics about the app, for a backend or the administrator.
 *
 * Every call can fail with INVALID (an invalid period), UNAUTHENTICATED, UNKNOWN_API_KEY, FORBIDDEN (a user
 * token), RATE_LIMITED, UNAVAILABLE and INTERNAL.
 */
export interface Stats {
  /**
   * How many of the current users were added in each step, and the total. Every call counts the users of
   * the whole period.
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
   * The calls that the servers handled in each step: calls by kind, errors by code, and latency (the 50th,
   * 95th and 99th percentile in milliseconds, from a histogram). Calls of the dashboard, and calls of unknown
   * apps, are excluded. `from`, `to` and `step` are whole minutes; data is kept for 48 hours. Each server
   * process reports its counts every 10 seconds and when it stops, so later calls are not included yet, and a
   * process that is killed loses at most 10 seconds.
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

  /**
   * How many changes of users the app's history has, about how many bytes they take, and when the oldest was made.
   *
   * @example
   * ```ts
   * const { history, changes } = await roster.stats.history();
   * console.log(history, changes); // full 0
   * ```
   */
  history(options?: CallOptions): Promise<HistoryStats>;
}

/** Maps `Stats` to the procedures of the router. */
export function createStats({ stats }: TRPCClient<AppRouter>): Stats {
  return {
    async users({ from, to, step }, options = {}) {
      return await withAbortReason(
        stats.users.query({ from, to, step }, toRequestOptions(options)),
        options,
      );
    },
    async usage({ from, to, step }, options = {}) {
      return await withAbortReason(
        stats.usage.query({ from, to, step }, toRequestOptions(options)),
        options,
      );
    },
    async history(options = {}) {
      const call = stats.history.query(undefined, toRequestOptions(options));
      return await withAbortReason(call, options);
    },
  };
}
