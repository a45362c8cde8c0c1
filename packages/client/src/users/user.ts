import type { AppRouter } from "@roster/api";
import type { JsonObject } from "@roster/contract/json";
import type { inferRouterOutputs } from "@trpc/server";

type Outputs = inferRouterOutputs<AppRouter>["users"];

/** A user as the wire carries it: nobody knows the type of `data` there. */
export type StoredUser = Outputs["get"];

/**
 * A user as it is stored: `id`; `data`; `version`, 1 for a new user and one more with every change;
 * `createdAt` and `updatedAt`, ISO 8601 in UTC with microseconds (`2026-11-23T09:30:00.000001Z`).
 */
export interface User<Data extends JsonObject = JsonObject> extends Omit<StoredUser, "data"> {
  readonly data: Data;
}

/** `created` says whether this very call created the user. */
export interface AddUserResult<Data extends JsonObject = JsonObject> extends Omit<
  Outputs["add"],
  "user"
> {
  readonly user: User<Data>;
}

/**
 * A page of users. `nextCursor` is where the next one begins, null on the last page; `previousCursor` leads
 * back, and is null on the first. `total` is there where it was asked for: `value` users, or more than that
 * where it is not `isExact`.
 */
export interface UserPage<Data extends JsonObject = JsonObject> extends Omit<
  Outputs["list"],
  "users"
> {
  readonly users: User<Data>[];
}
