import type { Issue, NewUserState } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import type { CallOptions, IdempotentCallOptions } from "../call-options.js";
import type { ExactJsonObject, InputOf, StorableObject } from "./exact-json.js";
import type { UserPatch } from "./user-patch.js";
import type { User } from "./user.js";
import type { GetUserOptions, RemovalMode } from "./user-options.js";

/** A user to add with `addMany`. A state, like the times, is for users that are migrated, and requires a server token. */
export interface NewUser<Data extends object = StorableObject> extends NewUserState {
  readonly id: string;
  /** Default: `{}`. */
  readonly data?: Data | undefined;
  /** Overrides the call's `getOrCreate`. */
  readonly getOrCreate?: boolean | undefined;
  /**
   * The creation time of a user that is migrated from another system: from 1970 to 2199 in UTC with
   * microseconds, `2026-11-23T09:30:00.000001Z`. Requires a server token. Default: now.
   */
  readonly createdAt?: string | undefined;
  /** The time of the last change, not before `createdAt`. Default: `createdAt`. */
  readonly updatedAt?: string | undefined;
}

export interface AddManyUsersOptions extends IdempotentCallOptions {
  /** Return the stored user unchanged if an id already exists. Default: false. */
  readonly getOrCreate?: boolean;
  /**
   * Replace the data of a user whose id already exists, and the given parts of its state, which creates a new version.
   * Given times apply only to new users. If several users have the same id, each is an update, and the last one's data wins. Cannot be
   * combined with `getOrCreate`. Default: false.
   */
  readonly update?: boolean;
  /** Add all users or none. Default: false, each user independently. */
  readonly atomic?: boolean;
}

/**
 * The result for one user of `addMany`: this call created it; it already existed (with `getOrCreate`) or was
 * updated (with `update`); its id or a unique value conflicts with a stored user; or it is invalid, with issues
 * whose paths are within the user.
 */
export type AddUserOutcome<Data extends ExactJsonObject = JsonObject> =
  | { readonly status: "created" | "existing" | "updated"; readonly user: User<Data> }
  | {
      readonly status: "conflict";
      readonly id: string;
      /** Present if the value at this path, which must be unique, conflicts instead of the id. */
      readonly path?: readonly string[] | undefined;
      /** Present if the id belongs to a user that was softly removed then: restore it, or remove it for good. */
      readonly deletedAt?: string | undefined;
    }
  | {
      readonly status: "invalid";
      /** Present if the given id is a string. */
      readonly id?: string | undefined;
      readonly issues: readonly Issue[];
    };

/** `results` are in the order of the given users. */
export interface AddManyUsersResult<Data extends ExactJsonObject = JsonObject> {
  readonly results: AddUserOutcome<Data>[];
}

export interface RemoveManyUsersOptions extends RemovalMode, CallOptions {}

/** `users` are the existing users, `missing` the unknown ids, both in the order of the ids, each once. */
export interface GetManyUsersResult<Data extends ExactJsonObject = JsonObject> {
  readonly users: User<Data>[];
  readonly missing: string[];
}

/**
 * The result for one user of `patchMany`: it has a new version; the id is unknown; another user already has
 * the value at a unique path; or the patch does not apply to its data, with issues whose paths are within it.
 */
export type PatchUserOutcome =
  | { readonly status: "patched"; readonly id: string; readonly version: number }
  | { readonly status: "missing"; readonly id: string }
  | { readonly status: "conflict"; readonly id: string; readonly path: readonly string[] }
  | { readonly status: "invalid"; readonly id: string; readonly issues: readonly Issue[] };

/** `results` are in the order of the ids, each once. */
export interface PatchManyUsersResult {
  readonly results: PatchUserOutcome[];
}

/** `removed` are the ids that this call removed, `missing` the unknown ids. */
export interface RemoveManyUsersResult {
  readonly removed: string[];
  readonly missing: string[];
}

/** Calls for 1 to 5,000 users in one request and a few SQL statements. */
export interface UserBatches<
  Data extends ExactJsonObject = JsonObject,
  Input extends object = InputOf<Data>,
> {
  /**
   * Adds each user whose id does not exist yet, and returns a result for each: a conflicting or invalid user
   * does not affect the others. Of several users with the same id, the first is added. With `atomic`, either
   * all users are added or the call fails.
   *
   * Errors: INVALID, before anything is sent, for data that JSON would change; TOO_LARGE for a request of more
   * than 16 MB, or the server's limit. With `atomic` also CONFLICT, with the existing `ids`, and INVALID for
   * an invalid user. A call whose response was lost is retried and returns the first result; after UNAVAILABLE
   * it is unknown whether users were added.
   *
   * @example
   * ```ts
   * await roster.users.add("ada", { name: "Ada" });
   * const { results } = await roster.users.addMany([
   *   { id: "ada", data: { name: "Another" } },
   *   { id: "bob", data: { name: "Bob" } },
   * ]);
   * console.log(results.map(({ status }) => status).join(", ")); // conflict, created
   *
   * const users = [{ id: "ada", data: { name: "Countess" } }, { id: "cat" }];
   * const put = await roster.users.addMany(users, { update: true });
   * console.log(put.results.map(({ status }) => status).join(", ")); // updated, created
   * ```
   */
  addMany(
    users: readonly NewUser<Input>[],
    options?: AddManyUsersOptions,
  ): Promise<AddManyUsersResult<Data>>;

  /**
   * Returns the users with these ids, and the unknown ids.
   *
   * Errors: TOO_LARGE if the users have more than 64 MB of data in total.
   *
   * @example
   * ```ts
   * await roster.users.add("ada");
   * const { users, missing } = await roster.users.getMany(["ada", "nobody"]);
   * console.log(users.length, missing.join()); // 1 nobody
   * ```
   */
  getMany(ids: readonly string[], options?: GetUserOptions): Promise<GetManyUsersResult<Data>>;

  /**
   * Applies the same patch to each user, as `patch` does for one, and returns a result for each. A missing
   * user, or one that cannot be patched, does not affect the others. Other changes can be applied between
   * those of two users.
   *
   * Errors: INVALID for an invalid patch. A call whose response was lost is retried, which sets and unsets the
   * same values again; after UNAVAILABLE it is unknown which users were patched.
   *
   * @example
   * ```ts
   * await roster.users.addMany([{ id: "ada", data: { plan: "free" } }, { id: "bob" }]);
   * const { results } = await roster.users.patchMany(["ada", "bob", "eve"], {
   *   set: { plan: "pro" },
   *   unset: ["trial"],
   * });
   * console.log(results.map(({ status }) => status).join()); // patched,patched,missing
   * ```
   */
  patchMany(
    ids: readonly string[],
    patch: UserPatch<Data>,
    options?: CallOptions,
  ): Promise<PatchManyUsersResult>;

  /**
   * Removes the users with these ids, and returns the unknown ids. After UNAVAILABLE it is unknown whether
   * users were removed.
   *
   * @example
   * ```ts
   * await roster.users.add("ada");
   * const { removed, missing } = await roster.users.removeMany(["ada", "nobody"]);
   * console.log(removed.join(), missing.join()); // ada nobody
   * ```
   */
  removeMany(
    ids: readonly string[],
    options?: RemoveManyUsersOptions,
  ): Promise<RemoveManyUsersResult>;
}
