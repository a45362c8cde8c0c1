import type { AppRouter } from "@roster/api";
import type { JsonObject } from "@roster/contract/json";
import type { TRPCClient } from "@trpc/client";
import { withDataSchema } from "./users/with-data-schema.js";
import type { ClientOptions } from "./client-options.js";
import { createTrpc } from "./transport/create-trpc.js";
import { createUsers } from "./users/create-users.js";
import type { AnyDataSchema, DataSchema, SchemaInput, SchemaOutput } from "./users/data-schema.js";
import type { ExactJsonObject, InputOf, StorableObject } from "./users/exact-json.js";
import { type ApiKeys, createApiKeys } from "./api-keys/api-keys.js";
import { createServerToken } from "./auth/server-token.js";
import { readSettings } from "./settings.js";
import { type Audit, createAudit } from "./changes/audit.js";
import { createStats, type Stats } from "./stats/stats.js";
import type { TokenOptions } from "./auth/token-options.js";
import { createUserHandle, type UserHandle } from "./users/user-handle.js";
import { createUserToken, type UserTokenOptions } from "./auth/user-token.js";
import type { Users } from "./users/users.js";

/** A client of one app. It keeps no connection open and need not be closed. */
export interface RosterClient<
  Data extends ExactJsonObject = JsonObject,
  Input extends object = InputOf<Data>,
> {
  readonly users: Users<Data, Input>;

  /** Statistics about the app. */
  readonly stats: Stats;

  /** The audit log of the app. */
  readonly audit: Audit<Data>;

  /** The API keys of the app. */
  readonly apiKeys: ApiKeys;

  /** A handle for the user with this id. */
  user(id: string): UserHandle<Data, Input>;

  /**
   * Creates a token with which a browser or a mobile app acts for this user: it can read all users of the app
   * but change only this one. It is signed locally with HS256, without a request; the user need not exist.
   *
   * Errors: INVALID for an invalid id, lifetime or claim, and in a client without `apiSecret`.
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
   * Creates a token that can do everything in the app, for another program that does not have the secret.
   * Never expose it to a browser.
   *
   * Errors: INVALID for an invalid lifetime, and in a client without `apiSecret`.
   *
   * @example
   * ```ts
   * const token = await roster.createServerToken({ expiresInSeconds: 300 });
   * console.log(token.split(".").length); // 3
   * ```
   */
  createServerToken(options?: TokenOptions): Promise<string>;

  /**
   * The underlying tRPC client, for libraries that take one, such as TanStack Query's `createTRPCOptionsProxy`.
   * Its calls are validated, batched and retried like all others, but an aborted call rejects with tRPC's own
   * error. `context: { timeout }` sets the timeout of one call.
   *
   * @example
   * ```ts
   * const { users } = await roster.trpc.users.list.query({ limit: 10 });
   * console.log(users.length);
   * ```
   */
  readonly trpc: TRPCClient<AppRouter>;
}

type ExactOptions = ClientOptions & { readonly numbers: "exact" };

/**
 * Creates a client of the app that owns the API key: in a backend with the key's secret, in a browser with a
 * user token. Up to 100 calls made in the same tick share a request.
 *
 * `data` is a schema of the users' data, such as a zod schema: it types all calls and validates data before
 * it is sent. The output of the schema (with defaults and transforms) is stored. Instead of a schema, a type
 * can be given, `createClient<Data>`, which is not checked; the default is any JSON object.
 *
 * Errors: INVALID for an invalid option, thrown synchronously.
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
export function createClient<Schema extends DataSchema<object, object>>(
  options: ExactOptions & { readonly data: Schema & DataSchema<object, StorableObject> },
): RosterClient<SchemaOutput<Schema>, SchemaInput<Schema>>;
export function createClient<Data extends ExactJsonObject = ExactJsonObject>(
  options: ExactOptions & { readonly data?: undefined },
): RosterClient<Data>;
export function createClient<Data extends JsonObject = JsonObject>(
  options: ClientOptions & { readonly data?: undefined },
): RosterClient<Data>;
// The overloads type the result: without a schema, the type of the data is the caller's claim.
export function createClient(
  options: ClientOptions & { readonly data?: AnyDataSchema | undefined },
): object {
  const settings = readSettings(options);
  const trpc = createTrpc(settings);
  const unvalidated = createUsers(trpc);
  const users = options.data ? withDataSchema(unvalidated, options.data) : unvalidated;
  return {
    users,
    stats: createStats(trpc),
    audit: createAudit(trpc),
    apiKeys: createApiKeys(trpc),
    user: (id) => createUserHandle(users, id),
    createUserToken: (userId, tokenOptions = {}) => createUserToken(settings, userId, tokenOptions),
    createServerToken: (tokenOptions = {}) => createServerToken(settings, tokenOptions),
    trpc,
  } satisfies RosterClient;
}
