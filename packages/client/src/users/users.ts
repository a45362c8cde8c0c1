import type { Where } from "@roster/contract/filter";
import type { JsonObject } from "@roster/contract/json";
import type { CallOptions } from "../call-options.js";
import type { UserVersions } from "../changes/user-versions.js";
import type { DataPathOf, DataValues, IsUntyped, SelectedData, SortPathOf } from "./data-paths.js";
import type { UserBatches } from "./user-batches.js";
import type { UserLifecycle } from "./user-lifecycle.js";
import type { ExactJsonObject, InputOf } from "./exact-json.js";
import type {
  AddUserOptions,
  ConditionalOptions,
  GetUserOptions,
  PatchUserOptions,
  RemoveUserOptions,
} from "./user-options.js";
import type { UserPatch } from "./user-patch.js";
import type { AddUserResult, User, UserPage, UserStatus } from "./user.js";

/** One key to sort users by. */
export interface SortKey<Data extends ExactJsonObject = JsonObject> {
  /** `id`, `version`, `createdAt`, `updatedAt`, or a path of data such as `data.address.city`. */
  readonly path: SortPathOf<Data>;
  /** Default: `asc`. */
  readonly direction?: "asc" | "desc" | undefined;
}

/** Which users to return, in which order, and with which parts of their data. */
export interface UsersQuery<
  Data extends ExactJsonObject = JsonObject,
  Selected extends DataPathOf<Data> = DataPathOf<Data>,
> {
  /** A filter; see {@link Where}. Default: all users. */
  readonly where?: Where<DataValues<Data>>;
  /**
   * Only users with one of these statuses. `deleted` must be the only one and requires a server token; these users are
   * sorted by the time of their removal, the latest first. Default: `["active", "deactivated"]`.
   */
  readonly status?: readonly UserStatus[];
  /**
   * Only users with this text in their id or in a top-level string of their data. Case is ignored for A to Z
   * only. The server scans the users to find them.
   */
  readonly search?: string;
  /**
   * Up to four sort keys, then by id in the direction of the last key. In ascending order, values of data
   * sort as numbers, strings (by code point), false, true, objects and arrays (all equal), null, absent. Only
   * the first 128 characters of a string count. Default: newest first.
   */
  readonly sort?: readonly SortKey<Data>[];
  /** Paths of data to return, such as `data.name`. All other fields are always returned. Default: all data. */
  readonly select?: readonly Selected[];
}

export interface ListUsersOptions<
  Data extends ExactJsonObject = JsonObject,
  Selected extends DataPathOf<Data> = DataPathOf<Data>,
>
  extends UsersQuery<Data, Selected>, CallOptions {
  /** Users per page, up to 1,000. Default: 100. With 0, only the total is returned. */
  readonly limit?: number;
  /**
   * A `nextCursor` or `previousCursor` of a page with the same `where`, `search` and `sort`; others are
   * INVALID. Default: `null`, the first page.
   */
  readonly cursor?: string | null;
  /** Count the users of all pages: `exact`, or `capped` at 10,000 to limit the cost. */
  readonly count?: "exact" | "capped";
}

export interface IterateUsersOptions<
  Data extends ExactJsonObject = JsonObject,
  Selected extends DataPathOf<Data> = DataPathOf<Data>,
>
  extends UsersQuery<Data, Selected>, CallOptions {
  /** Users per request, 1 to 1,000. Default: 500. */
  readonly pageSize?: number;
}

/** If the paths of the data are known, `select` determines the type of the data. */
type ListUsers<Data extends ExactJsonObject> =
  IsUntyped<Data> extends true
    ? (options?: ListUsersOptions<Data>) => Promise<UserPage<Data>>
    : <Selected extends DataPathOf<Data> = never>(
        options?: ListUsersOptions<Data, Selected>,
      ) => Promise<UserPage<SelectedData<Data, Selected>>>;

type IterateUsers<Data extends ExactJsonObject> =
  IsUntyped<Data> extends true
    ? (options?: IterateUsersOptions<Data>) => UserIteration<Data>
    : <Selected extends DataPathOf<Data> = never>(
        options?: IterateUsersOptions<Data, Selected>,
      ) => UserIteration<SelectedData<Data, Selected>>;
type UserIteration<Data extends ExactJsonObject> = AsyncGenerator<User<Data>, void, undefined>;

/**
 * The users of the app. An id is 1 to 255 ASCII letters, digits, dashes and underscores. `data` is any
 * JSON object up to 64 levels deep and, by default, 65,536 bytes; it is stored losslessly, as it was when the
 * call was made, or the call is rejected.
 *
 * Every call can reject with a {@link RosterError} of the code INVALID (an invalid input;
 * `data.details.issues` lists each path), UNAUTHENTICATED, UNKNOWN_API_KEY, FORBIDDEN (a user token can only
 * change its own user), RATE_LIMITED, UNAVAILABLE or INTERNAL. Each call lists its additional errors.
 */
export interface Users<
  Data extends ExactJsonObject = JsonObject,
  Input extends object = InputOf<Data>,
>
  extends UserBatches<Data, Input>, UserLifecycle<Data>, UserVersions<Data> {
  /**
   * Adds a user. If any number of callers add the same id concurrently, exactly one creates it, with `created`
   * true. With `getOrCreate`, the others get the stored user unchanged.
   *
   * Errors: CONFLICT if the id already exists, unless `getOrCreate` is set; TOO_LARGE. A call whose response
   * was lost is retried and returns the first result, so CONFLICT always means another call's user. After
   * UNAVAILABLE it is unknown whether the user was added.
   *
   * @param data Default: `{}`.
   * @example
   * ```ts
   * const { user, created } = await roster.users.add("john-doe", { name: "John Doe" });
   * const again = await roster.users.add("john-doe", {}, { getOrCreate: true });
   * console.log(created, again.created, again.user.data); // true false { name: "John Doe" }
   * ```
   */
  add(id: string, data?: Input, options?: AddUserOptions): Promise<AddUserResult<Data>>;

  /**
   * Returns the user with this id.
   *
   * Errors: NOT_FOUND.
   *
   * @example
   * ```ts
   * await roster.users.add("john-doe", { name: "John Doe" });
   * const user = await roster.users.get("john-doe");
   * console.log(user.data); // { name: "John Doe" }
   * ```
   */
  get(id: string, options?: GetUserOptions): Promise<User<Data>>;

  /**
   * Replaces the user's data: keys that are absent in `data` are removed. Returns the updated user.
   *
   * Errors: NOT_FOUND; TOO_LARGE; PRECONDITION_FAILED if `ifVersion` is not the user's version. A call whose
   * response was lost is retried: with `ifVersion`, the retry fails if the first attempt succeeded, so get the
   * user before you attribute such a failure to another change.
   *
   * @example
   * ```ts
   * const { user } = await roster.users.add("john-doe", { name: "John Doe", gender: "male" });
   * const changed = await roster.users.update(
   *   "john-doe",
   *   { name: "John" },
   *   { ifVersion: user.version },
   * );
   * console.log(changed.version, changed.data); // 2 { name: "John" }
   * ```
   */
  update(id: string, data: Input, options?: ConditionalOptions): Promise<User<Data>>;

  /**
   * Changes parts of the user's data and keeps the rest. Concurrent patches of a user are applied one after
   * another, so none loses the keys of another. Each that changes the data creates a new version. Returns the user.
   *
   * Errors: NOT_FOUND; TOO_LARGE; PRECONDITION_FAILED if `ifVersion` is not the user's version; also INVALID,
   * with the path in the data, for a value set inside a non-object. A call whose response was lost is retried and
   * returns the first result.
   *
   * @example
   * ```ts
   * await roster.users.add("john-doe", { name: "John", address: { city: "Pisa", zip: "56121" } });
   * const user = await roster.users.patch("john-doe", {
   *   set: { "address.city": "Rome", tags: ["new"] },
   *   unset: ["address.zip"],
   * });
   * console.log(JSON.stringify(user.data)); // {"name":"John","address":{"city":"Rome"},"tags":["new"]}
   * ```
   */
  patch(id: string, patch: UserPatch<Data>, options?: PatchUserOptions): Promise<User<Data>>;

  /**
   * Removes the user. The id can be added again, with versions starting at 1. With `mode: "soft"`, the user is hidden
   * and can be restored; until then, its id is taken.
   *
   * Errors: NOT_FOUND; PRECONDITION_FAILED if `ifVersion` is not the user's version. After UNAVAILABLE it is
   * unknown whether the user was removed, unless the call has an `idempotencyKey` or `mode: "soft"`: it is then retried.
   *
   * @example
   * ```ts
   * await roster.users.add("john-doe");
   * await roster.users.remove("john-doe", { mode: "soft" });
   * const deleted = await roster.users.get("john-doe", { includeDeleted: true });
   * console.log(deleted.status); // deleted
   * await roster.users.remove("john-doe");
   * ```
   */
  remove(id: string, options?: RemoveUserOptions): Promise<void>;

  /**
   * Returns one page of users. Users that are added or removed between two pages do not shift others. A user
   * whose position in the order changes between pages can appear twice or not at all.
   *
   * @example
   * ```ts
   * await roster.users.add("ada", { name: "Ada", age: 36 });
   * await roster.users.add("bob", { name: "Bob", age: 17 });
   * const query = { sort: [{ path: "data.name" }], limit: 1 };
   * const first = await roster.users.list({ ...query, count: "exact" });
   * const second = await roster.users.list({ ...query, cursor: first.nextCursor });
   * console.log(first.total?.value, first.users[0]?.id, second.users[0]?.id); // 2 ada bob
   *
   * const adults = await roster.users.list({ where: { "data.age": { gte: 18 } } });
   * console.log(adults.users.length); // 1
   * ```
   */
  list: ListUsers<Data>;

  /**
   * Iterates over all users, page by page. A user that exists throughout is returned exactly once. Only one
   * page is held in memory, and the next is requested when needed. `timeout` applies to each page.
   *
   * @example
   * ```ts
   * await roster.users.add("ada");
   * await roster.users.add("bob");
   * for await (const user of roster.users.iterate({ sort: [{ path: "id" }] })) {
   *   console.log(user.id); // ada bob
   * }
   * ```
   */
  iterate: IterateUsers<Data>;
}
