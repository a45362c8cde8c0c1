import type { Where } from "@roster/contract/filter";
import type { JsonObject } from "@roster/contract/json";
import type { CallOptions, IdempotentCallOptions } from "../call-options.js";
import type { DataPathOf, DataValues, IsUntyped, SelectedData, SortPathOf } from "./data-paths.js";
import type { UserBatches } from "./user-batches.js";
import type { UserPatch } from "./user-patch.js";
import type { AddUserResult, User, UserPage } from "./user.js";

export interface AddUserOptions extends IdempotentCallOptions {
  /** Return the stored user, unchanged, where the id exists already. Default: false. */
  readonly getOrCreate?: boolean;
}

export interface ConditionalOptions extends CallOptions {
  /**
   * Change the user in this version alone: in another it stays as it is, and the call fails with
   * PRECONDITION_FAILED, whose `data.details.currentVersion` says which. Default: in any version.
   */
  readonly ifVersion?: number;
}

export interface PatchUserOptions extends ConditionalOptions, IdempotentCallOptions {}

/** One key of an order of users. */
export interface SortKey<Data extends JsonObject = JsonObject> {
  /** `id`, `version`, `createdAt`, `updatedAt`, or a path of data such as `data.address.city`. */
  readonly path: SortPathOf<Data>;
  /** Default: `asc`. */
  readonly direction?: "asc" | "desc" | undefined;
}

/** Which users, in which order, and how much of each. */
export interface UsersQuery<
  Data extends JsonObject = JsonObject,
  Selected extends DataPathOf<Data> = DataPathOf<Data>,
> {
  /** Which users; see {@link Where}. Default: all. */
  readonly where?: Where<DataValues<Data>>;
  /**
   * Users with this text in their id or in a text at the top level of their data; A to Z are found as a to
   * z, other letters as they are. The server reads the users one by one to find them.
   */
  readonly search?: string;
  /**
   * By up to four keys, the first first; at last by id, in the direction of the last key. Ascending, values
   * of data come as numbers, texts (by code points), false, true, objects and arrays (all equal), null,
   * absent. Of a text the first 128 characters count. Default: the newest first.
   */
  readonly sort?: readonly SortKey<Data>[];
  /** Paths of data, such as `data.name`: `data` holds these alone. All else of a user comes always. */
  readonly select?: readonly Selected[];
}

export interface ListUsersOptions<
  Data extends JsonObject = JsonObject,
  Selected extends DataPathOf<Data> = DataPathOf<Data>,
>
  extends UsersQuery<Data, Selected>, CallOptions {
  /** Users a page, 1 to 1,000. Default: 100. */
  readonly limit?: number;
  /**
   * A page's `nextCursor` or `previousCursor`, with the same `where`, `search` and `sort`: with others it is
   * INVALID. `null` or absent: the first page.
   */
  readonly cursor?: string | null;
  /** Count the users of all pages: `exact`, or `capped` at 10,000, which bounds the cost. */
  readonly count?: "exact" | "capped";
}

export interface IterateUsersOptions<
  Data extends JsonObject = JsonObject,
  Selected extends DataPathOf<Data> = DataPathOf<Data>,
>
  extends UsersQuery<Data, Selected>, CallOptions {
  /** Users a request, 1 to 1,000. Default: 500. */
  readonly pageSize?: number;
}

/** Where the paths of the data are known, `select` decides on the type of the data. */
type ListUsers<Data extends JsonObject> =
  IsUntyped<Data> extends true
    ? (options?: ListUsersOptions<Data>) => Promise<UserPage<Data>>
    : <Selected extends DataPathOf<Data> = never>(
        options?: ListUsersOptions<Data, Selected>,
      ) => Promise<UserPage<SelectedData<Data, Selected>>>;

type IterateUsers<Data extends JsonObject> =
  IsUntyped<Data> extends true
    ? (options?: IterateUsersOptions<Data>) => UserIteration<Data>
    : <Selected extends DataPathOf<Data> = never>(
        options?: IterateUsersOptions<Data, Selected>,
      ) => UserIteration<SelectedData<Data, Selected>>;
type UserIteration<Data extends JsonObject> = AsyncGenerator<User<Data>, void, undefined>;

/**
 * The users of the app. An id is 1 to 255 ASCII letters, digits, dashes and underscores. `data` is any
 * JSON object up to 64 levels deep and, by default, 65,536 bytes; it is read back value for value as it
 * was when the call was made, or the call is refused.
 *
 * Every call can fail, as a {@link RosterError}, with INVALID (an input that is not as described;
 * `data.details.issues` names each place), UNAUTHENTICATED, UNKNOWN_API_KEY, FORBIDDEN (a user token
 * changes only its own user), RATE_LIMITED, UNAVAILABLE and INTERNAL. What a call adds to these stands
 * with it.
 */
export interface Users<
  Data extends JsonObject = JsonObject,
  Input extends object = Data,
> extends UserBatches<Data, Input> {
  /**
   * Adds a user. Of any number of callers that add the same id at once, exactly one creates it: `created`
   * is true for that one. With `getOrCreate` the others get the stored user, unchanged.
   *
   * Errors: CONFLICT where the id exists, without `getOrCreate`; TOO_LARGE. After a lost
   * answer the call is repeated, and answered as the first time: CONFLICT is always another call's user.
   * After UNAVAILABLE it is not known whether the user was added.
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
   * The user of this id.
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
  get(id: string, options?: CallOptions): Promise<User<Data>>;

  /**
   * Replaces the user's data whole: keys that are absent in `data` are gone. Returns the changed user.
   *
   * Errors: NOT_FOUND; TOO_LARGE; PRECONDITION_FAILED where `ifVersion` is not the user's version. After a
   * lost answer the call is repeated: with `ifVersion` it is then refused if the first attempt was carried
   * out, so look at the user before you take such a refusal for another's change.
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
   * Changes a part of the user's data and keeps the rest. Patches of one user at once are carried out one
   * after the other: none undoes another's keys. Each makes a new version. Returns the changed user.
   *
   * Errors: NOT_FOUND; TOO_LARGE; PRECONDITION_FAILED where `ifVersion` is not the user's version; INVALID
   * also, naming the place in the data, where something is set inside what is no object, and where a key
   * that is a whole number would come behind others, which JavaScript cannot keep. After a lost answer the
   * patch is repeated, and answered as the first time.
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
   * Removes the user. Its id can be added again, and its versions then begin again with 1.
   *
   * Errors: NOT_FOUND; PRECONDITION_FAILED where `ifVersion` is not the user's version. After UNAVAILABLE it is not known whether the user was removed.
   *
   * @example
   * ```ts
   * await roster.users.add("john-doe");
   * await roster.users.remove("john-doe");
   * ```
   */
  remove(id: string, options?: ConditionalOptions): Promise<void>;

  /**
   * One page of users. Users that are added or removed between two pages shift nobody else. A user that
   * is changed meanwhile so that it stands elsewhere in the order can be met again there, or not at all.
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
   * All users, page by page: each that is there from the first page to the last comes exactly once. Only
   * one page is held in memory, and the next is asked for when it is needed. `timeout` is for each page.
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
