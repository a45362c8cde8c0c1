import type { AppRouter } from "@roster/api";
import type { JsonObject } from "@roster/contract/json";
import type { inferRouterOutputs } from "@trpc/server";
import type { CallOptions } from "../call-options.js";
import type { ExactJsonObject } from "../users/exact-json.js";
import type { User } from "../users/user.js";
import type { ConditionalOptions } from "../users/user-options.js";
import type { UserHistory } from "./change.js";

export interface HistoryOptions extends CallOptions {
  /** Changes per page, up to 1,000. Default: 50. */
  readonly limit?: number;
  /** The `nextCursor` of the page before. Default: `null`, the first page. */
  readonly cursor?: string | null;
}

/** A user to restore the data of an earlier version of. */
export interface UserReversion {
  readonly id: string;
  /** The version whose data to restore. */
  readonly toVersion: number;
  /** Change the user only if it has this version. */
  readonly ifVersion?: number | undefined;
}

/** The outcome for one user of `revertMany`. */
export type RevertUserOutcome =
  inferRouterOutputs<AppRouter>["users"]["revertMany"]["results"][number];

/** `results` are in the order of the given users. */
export interface RevertManyUsersResult {
  readonly results: RevertUserOutcome[];
}

/** Calls that read a user's history and undo changes, for a backend. */
export interface UserVersions<Data extends ExactJsonObject = JsonObject> {
  /**
   * Returns the changes of the user, newest first, even after it was removed. A page has fewer than `limit` changes
   * if they would have more than 4 MiB of data.
   *
   * Errors: NOT_FOUND if neither the user nor a change of it exists.
   *
   * @example
   * ```ts
   * await roster.users.add("ada", { plan: "free" });
   * await roster.users.patch("ada", { set: { plan: "pro" } });
   * const { changes } = await roster.users.history("ada");
   * console.log(changes.map(({ type }) => type).join()); // user.updated,user.created
   * console.log(changes[0]?.changed?.join(), changes[0]?.before); // data.plan { plan: "free" }
   * ```
   */
  history(id: string, options?: HistoryOptions): Promise<UserHistory<Data>>;

  /**
   * Restores the data of an earlier version, as a new version: an ordinary update, which the data schema and unique
   * indexes can reject. The status of the user stays as it is.
   *
   * Errors: NOT_FOUND; PRECONDITION_FAILED; INVALID if the history does not have the data of that version, or if it
   * violates the data schema; CONFLICT with the `path` of a unique value that another user has by now.
   *
   * @example
   * ```ts
   * await roster.users.add("ada", { plan: "free" });
   * await roster.users.update("ada", { plan: "pro" });
   * const { data, version } = await roster.users.revert("ada", 1);
   * console.log(data, version); // { plan: "free" } 3
   * ```
   */
  revert(id: string, toVersion: number, options?: ConditionalOptions): Promise<User<Data>>;

  /**
   * Reverts 1 to 5,000 users, each to a version of its own, and returns an outcome for each: `reverted` with its
   * version; `missing`; `outdated`, if its version is not `ifVersion`; `conflict` with the path of a value that another
   * user has by now; or `invalid`. The outcome of one user does not affect the others.
   *
   * @example
   * ```ts
   * await roster.users.addMany([{ id: "ada", data: { plan: "free" } }, { id: "bob" }]);
   * await roster.users.patchMany(["ada", "bob"], { set: { plan: "pro" } });
   * const { results } = await roster.users.revertMany([
   *   { id: "ada", toVersion: 1 },
   *   { id: "bob", toVersion: 1 },
   * ]);
   * console.log(results.length, (await roster.users.get("ada")).data); // 2 { plan: "free" }
   * ```
   */
  revertMany(
    users: readonly UserReversion[],
    options?: CallOptions,
  ): Promise<RevertManyUsersResult>;

  /**
   * Returns everything that is stored about the user, with its history, as one JSON document: what a person can ask
   * for under data protection laws. The document is a stream of bytes, however long it is. The export is recorded in
   * the audit log.
   *
   * Errors: NOT_FOUND. `timeout` applies until the document begins; `signal` also ends the stream.
   *
   * @example
   * ```ts
   * await roster.users.add("ada", { name: "Ada" });
   * const document = await new Response(await roster.users.export("ada")).json();
   * console.log(document.user.data); // { name: "Ada" }
   * ```
   */
  export(id: string, options?: CallOptions): Promise<ReadableStream<Uint8Array>>;
}
