import type { AppRouter } from "@roster/api";
import type { JsonObject } from "@roster/contract/json";
import type { ExactJsonObject } from "./exact-json.js";
import type { inferRouterOutputs } from "@trpc/server";

type Outputs = inferRouterOutputs<AppRouter>["users"];

/** A user on the wire, where the type of `data` is unknown. */
export type StoredUser = Outputs["get"];

/** `deactivated`: kept and readable, but its own tokens are rejected. `deleted`: in the trash. */
export type UserStatus = StoredUser["status"];

/** While it lasts, by the server's clock, the user's own tokens are rejected. `until` is null if it does not end. */
export type UserBan = NonNullable<StoredUser["ban"]>;

/**
 * A stored user: `id`; `data`; `version`, which is 1 for a new user and increases by one with every change;
 * `createdAt` and `updatedAt`, ISO 8601 in UTC with microseconds (`2026-11-23T09:30:00.000001Z`); `status`, which is
 * `active` unless the user was deactivated or softly deleted; and `ban`, null unless the user is banned.
 */
export interface User<Data extends ExactJsonObject = JsonObject> extends Omit<StoredUser, "data"> {
  readonly data: Data;
  /**
   * The data as JSON, as the server has it: with every digit and in the order of its keys, where `JSON.parse` rounds
   * numbers and moves keys such as `"7"`. Not enumerable, so copies and `JSON.stringify` do not have it.
   */
  readonly dataText: string;
}

/** `created` is true if this call created the user. */
export interface AddUserResult<Data extends ExactJsonObject = JsonObject> extends Omit<
  Outputs["add"],
  "user"
> {
  readonly user: User<Data>;
}

/**
 * A page of users, fewer than `limit` if they would have more than 4 MiB of data. `nextCursor` is null on the last page, `previousCursor` on the first. `total` is present if
 * it was requested: `value` users, or more than that unless `isExact`.
 */
export interface UserPage<Data extends ExactJsonObject = JsonObject> extends Omit<
  Outputs["list"],
  "users"
> {
  readonly users: User<Data>[];
}
