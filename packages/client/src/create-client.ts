import type { AppRouter } from "@roster/api";
import type { JsonObject } from "@roster/contract/json";
import type { TRPCClient } from "@trpc/client";
import { withDataSchema } from "./users/with-data-schema.js";
import type { ClientOptions } from "./client-options.js";
import { createStats } from "./stats/create-stats.js";
import { createTrpc } from "./transport/create-trpc.js";
import { createUsers } from "./users/create-users.js";
import type { DataSchema, SchemaInput, SchemaOutput } from "./users/data-schema.js";
import { createServerToken } from "./auth/server-token.js";
import { readSettings } from "./settings.js";
import type { Stats } from "./stats/stats.js";
import type { TokenOptions } from "./auth/token-options.js";
import { createUserHandle, type UserHandle } from "./users/user-handle.js";
import { createUserToken, type UserTokenOptions } from "./auth/user-token.js";
import type { Users } from "./users/users.js";

/** A client of one app. It holds no connection and needs no closing. */
export interface RosterClient<Data extends JsonObject = JsonObject, Input extends object = Data> {
  readonly users: Users<Data, Input>;

  /** Figures about the app. */
  readonly stats: Stats;

  /** The user of this id as an object of its own. */
  user(id: string): UserHandle<Data, Input>;

  /**
   * A token with which a browser or an app acts for this user: it reads all users of the app and changes
   * this one alone. Made here, without a request, by HS256; the user need not exist.
   *
   * Errors: INVALID for a bad id, lifetime or claim, and in a client without `apiSecret`.
   *
   * @example
   * ```ts
   * const token = await roster.createUserToken("john-doe", { expiresInSeconds: 3600 });
   * const browser = createClient({ url, apiKey, token });
   * await browser.user("john-doe").getOrCreate({ name: "John Doe" });
   * ```
   */
  createUserToken(userId: string, options?: UserTokenOptions): Promise<string>;

  /**
   * A token that may do everything in the app, for another program that has no secret of its own. It
   * must never reach a browser.
   *
   * Errors: INVALID for a bad lifetime, and in a client without `apiSecret`.
   *
   * @example
   * ```ts
   * const token = await roster.createServerToken({ expiresInSeconds: 300 });
   * console.log(token.split(".").length); // 3
   * ```
   */
  createServerToken(options?: TokenOptions): Promise<string>;

  /**
   * The plain tRPC client, for what takes one, such as TanStack Query's `createTRPCOptionsProxy`. Its
   * calls are checked, batched and repeated like all others; an aborted one is rejected with tRPC's own
   * error. `context: { timeout }` sets one call's timeout.
   *
   * @example
   * ```ts
   * const { users } = await roster.trpc.users.list.query({ limit: 10 });
   * console.log(users.length);
   * ```
   */
  readonly trpc: TRPCClient<AppRouter>;
}

/**
 * A client of the app to which the API key belongs: in a backend with the key's secret, in a browser with
 * a user's token. Calls made in the same tick share a request, up to 100 of them.
 *
 * `data` is a schema of the users' data, such as one of zod: it gives all calls their types, and checks data
 * before it is sent. What it makes of the data (defaults, transforms) is what is stored. Instead of a schema
 * there can be a mere type, `createClient<Data>`, which is believed; the default is any JSON object.
 *
 * Errors: INVALID, thrown at once, for an option that is wrong.
 *
 * @example
 * ```ts
 * const roster = createClient({ url: "http://localhost:8000", apiKey, apiSecret });
 * const { user } = await roster.users.add("john-doe", { name: "John Doe" });
 * console.log(user.version); // 1
 * ```
 */
export function createClient<Schema extends DataSchema<object, object>>(
  options: ClientOptions & { readonly data: Schema & DataSchema },
): RosterClient<SchemaOutput<Schema>, SchemaInput<Schema>>;
export function createClient<Data extends JsonObject = JsonObject>(
  options: ClientOptions & { readonly data?: undefined },
): RosterClient<Data>;
// What it returns is of the type that the caller's overload says: the data is the caller's word.
export function createClient(
  options: ClientOptions & { readonly data?: DataSchema | undefined },
): object {
  const settings = readSettings(options);
  const trpc = createTrpc(settings);
  const plain = createUsers(trpc);
  const users = options.data ? withDataSchema(plain, options.data) : plain;
  return {
    users,
    stats: createStats(trpc),
    user: (id) => createUserHandle(users, id),
    createUserToken: (userId, tokenOptions = {}) => createUserToken(settings, userId, tokenOptions),
    createServerToken: (tokenOptions = {}) => createServerToken(settings, tokenOptions),
    trpc,
  } satisfies RosterClient;
}
