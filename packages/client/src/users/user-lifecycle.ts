import type { AppRouter } from "@roster/api";
import type { JsonObject } from "@roster/contract/json";
import type { inferRouterOutputs } from "@trpc/server";
import type { CallOptions } from "../call-options.js";
import type { ExactJsonObject } from "./exact-json.js";
import type { User } from "./user.js";
import type { ConditionalOptions } from "./user-options.js";

/** When a ban ends, and why it was imposed. Without `until` and `seconds`, it does not end by itself. */
export interface BanTerms {
  /** The end, in UTC with microseconds: `2026-12-31T00:00:00.000000Z`. Cannot be combined with `seconds`. */
  readonly until?: string;
  /** The length, by the server's clock: 1 second to 100 years. */
  readonly seconds?: number;
  /** 1 to 1,000 characters. The user's own token never sees it. */
  readonly reason?: string;
}

export interface BanUserOptions extends BanTerms, ConditionalOptions {}

export interface BanManyUsersOptions extends BanTerms, CallOptions {}

/** The user, and whether this call changed it: false if it already was in this state. */
export interface ChangeStatusResult<Data extends ExactJsonObject = JsonObject> {
  readonly user: User<Data>;
  readonly changed: boolean;
}

/** The outcome for one user of `banMany` and its siblings. */
export type ChangeStatusOutcome =
  inferRouterOutputs<AppRouter>["users"]["banMany"]["results"][number];

/** `results` are in the order of the ids, each once. */
export interface ChangeStatusManyResult {
  readonly results: ChangeStatusOutcome[];
}

/**
 * Calls that suspend users and bring them back, for a backend. Each that changes a user creates a new version of it,
 * even though its data stays the same; one that would change nothing succeeds. The user's own tokens are rejected from
 * the next call on, in every process of the server. A backend can still read and write the user.
 *
 * Each fails with NOT_FOUND if there is no such user, and with PRECONDITION_FAILED if `ifVersion` is not its version.
 * A call whose response was lost is retried.
 */
export interface UserLifecycle<Data extends ExactJsonObject = JsonObject> {
  /**
   * Suspends the user until `reactivate`: its own tokens are USER_DEACTIVATED.
   *
   * @example
   * ```ts
   * await roster.users.add("ada");
   * const { user, changed } = await roster.users.deactivate("ada");
   * const again = await roster.users.deactivate("ada");
   * console.log(user.status, user.version, changed, again.changed); // deactivated 2 true false
   *
   * await roster.users.reactivate("ada");
   * console.log((await roster.users.get("ada")).status); // active
   * ```
   */
  deactivate(id: string, options?: ConditionalOptions): Promise<ChangeStatusResult<Data>>;

  /** Ends a deactivation. */
  reactivate(id: string, options?: ConditionalOptions): Promise<ChangeStatusResult<Data>>;

  /**
   * Bans the user: its own tokens are USER_BANNED, with the end of the ban. It ends by itself, or with `unban`. A ban
   * of a banned user replaces the ban. The status of the user stays as it is.
   *
   * @example
   * ```ts
   * await roster.users.add("ada");
   * const { user } = await roster.users.ban("ada", { seconds: 86_400, reason: "spam" });
   * console.log(user.status, user.ban?.reason, user.ban?.until !== null); // active spam true
   *
   * await roster.users.unban("ada");
   * console.log((await roster.users.get("ada")).ban); // null
   * ```
   */
  ban(id: string, options?: BanUserOptions): Promise<ChangeStatusResult<Data>>;

  /** Ends a ban. */
  unban(id: string, options?: ConditionalOptions): Promise<ChangeStatusResult<Data>>;

  /**
   * Rejects all tokens of the user that were issued before this call, and those without `iat`, as UNAUTHENTICATED:
   * the user is signed out everywhere.
   *
   * @example
   * ```ts
   * await roster.users.add("ada");
   * const { user } = await roster.users.revokeTokens("ada");
   * console.log(user.tokensValidAfter !== undefined); // true
   * ```
   */
  revokeTokens(id: string, options?: ConditionalOptions): Promise<ChangeStatusResult<Data>>;

  /**
   * Brings back a user that was removed with `mode: "soft"`, with its data, its status and its ban.
   *
   * Errors: CONFLICT with the `path` of a unique value that another user has by now.
   *
   * @example
   * ```ts
   * await roster.users.add("ada", { name: "Ada" });
   * await roster.users.remove("ada", { mode: "soft" });
   * const { user } = await roster.users.restore("ada");
   * console.log(user.status, user.data); // active { name: "Ada" }
   * ```
   */
  restore(id: string, options?: ConditionalOptions): Promise<ChangeStatusResult<Data>>;

  /**
   * Deactivates 1 to 5,000 users, and returns an outcome for each: `changed` or `unchanged` with its version, or
   * `missing`. The outcome of one user does not affect the others.
   *
   * @example
   * ```ts
   * await roster.users.addMany([{ id: "ada" }, { id: "bob" }]);
   * await roster.users.deactivate("bob");
   * const { results } = await roster.users.deactivateMany(["ada", "bob", "eve"]);
   * console.log(results.map(({ status }) => status).join()); // changed,unchanged,missing
   * ```
   */
  deactivateMany(ids: readonly string[], options?: CallOptions): Promise<ChangeStatusManyResult>;

  /** `reactivate` for 1 to 5,000 users, with outcomes as `deactivateMany`. */
  reactivateMany(ids: readonly string[], options?: CallOptions): Promise<ChangeStatusManyResult>;

  /** `ban` for 1 to 5,000 users, with the same terms and with outcomes as `deactivateMany`. */
  banMany(ids: readonly string[], options?: BanManyUsersOptions): Promise<ChangeStatusManyResult>;

  /** `unban` for 1 to 5,000 users, with outcomes as `deactivateMany`. */
  unbanMany(ids: readonly string[], options?: CallOptions): Promise<ChangeStatusManyResult>;

  /** `revokeTokens` for 1 to 5,000 users, with outcomes as `deactivateMany`. */
  revokeTokensMany(ids: readonly string[], options?: CallOptions): Promise<ChangeStatusManyResult>;

  /**
   * `restore` for 1 to 5,000 users, with outcomes as `deactivateMany`, or `conflict` with the path of a unique value
   * that another user has by now.
   */
  restoreMany(ids: readonly string[], options?: CallOptions): Promise<ChangeStatusManyResult>;
}
