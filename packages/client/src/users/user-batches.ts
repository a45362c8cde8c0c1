import type { Issue } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import type { CallOptions, IdempotentCallOptions } from "../call-options.js";
import type { UserPatch } from "./user-patch.js";
import type { User } from "./user.js";

/** A user that `addMany` is to add. */
export interface NewUser<Data extends object = JsonObject> {
  readonly id: string;
  /** Default: `{}`. */
  readonly data?: Data | undefined;
  /** Instead of the call's `getOrCreate`. */
  readonly getOrCreate?: boolean | undefined;
  /**
   * When it was created, where it moves here from elsewhere: a time from 1970 to 2199 in UTC with
   * microseconds, `2026-11-23T09:30:00.000001Z`. For server tokens. Default: now.
   */
  readonly createdAt?: string | undefined;
  /** When it was changed last, not before `createdAt`. Default: `createdAt`. */
  readonly updatedAt?: string | undefined;
}

export interface AddManyUsersOptions extends IdempotentCallOptions {
  /** Find the stored user, unchanged, where an id exists already. Default: false. */
  readonly getOrCreate?: boolean;
  /**
   * Replace the data of the user where an id exists already, which makes a new version. Times that are given
   * are those of a new user. Of users with the same id each is a change, and the last one's data is kept. Not
   * together with `getOrCreate`. Default: false.
   */
  readonly update?: boolean;
  /** Add all users or none. Default: false, each user on its own. */
  readonly atomic?: boolean;
}

/**
 * What became of one user of `addMany`: this call created it; it was found, with `getOrCreate`, or changed, with
 * `update`; its id
 * exists and it stays as it is; or it cannot be stored, for reasons whose paths are within the user.
 */
export type AddUserOutcome<Data extends JsonObject = JsonObject> =
  | { readonly status: "created" | "existing" | "updated"; readonly user: User<Data> }
  | {
      readonly status: "conflict";
      readonly id: string;
      /** Where the id is free, and another user has the value at this path, where values are unique. */
      readonly path?: readonly string[] | undefined;
    }
  | {
      readonly status: "invalid";
      /** Where it is a text. */
      readonly id?: string | undefined;
      readonly issues: readonly Issue[];
    };

/** `results` are in the order of the users that were sent. */
export interface AddManyUsersResult<Data extends JsonObject = JsonObject> {
  readonly results: AddUserOutcome<Data>[];
}

/** `users` are those that exist, `missing` the ids of nobody, both in the order of the ids, each once. */
export interface GetManyUsersResult<Data extends JsonObject = JsonObject> {
  readonly users: User<Data>[];
  readonly missing: string[];
}

/**
 * What became of one user of `patchMany`: it has a new version; nobody has the id; another user has the value
 * at a path whose values are unique; or its data cannot be patched so, for reasons whose paths are within it.
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

/** `removed` are those that this very call removed, `missing` the ids of nobody. */
export interface RemoveManyUsersResult {
  readonly removed: string[];
  readonly missing: string[];
}

/** Calls on 1 to 5,000 users of the app in one request, and in few statements of its database. */
export interface UserBatches<Data extends JsonObject = JsonObject, Input extends object = Data> {
  /**
   * Adds each user whose id is free, and says of each what became of it: one that exists or cannot be
   * stored stops no other. Of users with the same id the first is added. With `atomic` all are added or
   * none, and the call fails where one cannot be.
   *
   * Errors: INVALID, with nothing sent, for data that JSON would change; TOO_LARGE for a request of more
   * than 16 MB, or what the server is set to. With `atomic` also CONFLICT, whose `ids` are those that
   * exist, and INVALID for a user that cannot be stored. After a lost answer the call is repeated, and
   * answered as the first time; after UNAVAILABLE it is not known whether users were added.
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
   * The users of these ids; an id of nobody is named, and no error.
   *
   * Errors: TOO_LARGE for users of more than 64 MB of data together.
   *
   * @example
   * ```ts
   * await roster.users.add("ada");
   * const { users, missing } = await roster.users.getMany(["ada", "nobody"]);
   * console.log(users.length, missing.join()); // 1 nobody
   * ```
   */
  getMany(ids: readonly string[], options?: CallOptions): Promise<GetManyUsersResult<Data>>;

  /**
   * Changes the same part of each user's data and keeps the rest, as `patch` does for one; says of each user
   * what became of it. One that is not there, or cannot be changed so, stops no other. Others' changes can
   * come between those of two users.
   *
   * Errors: INVALID for what is no patch. After a lost answer the call is repeated, which sets and unsets the
   * same again; after UNAVAILABLE it is not known which users were changed.
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
   * Removes the users of these ids; an id of nobody is named, and no error. After UNAVAILABLE it is not
   * known whether users were removed.
   *
   * @example
   * ```ts
   * await roster.users.add("ada");
   * const { removed, missing } = await roster.users.removeMany(["ada", "nobody"]);
   * console.log(removed.join(), missing.join()); // ada nobody
   * ```
   */
  removeMany(ids: readonly string[], options?: CallOptions): Promise<RemoveManyUsersResult>;
}
