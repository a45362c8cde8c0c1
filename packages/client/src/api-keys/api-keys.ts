import type { AppRouter } from "@roster/api";
import type { TRPCClient } from "@trpc/client";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { CallOptions } from "../call-options.js";
import { toRequestOptions, withAbortReason } from "../transport/trpc-call.js";

type Inputs = inferRouterInputs<AppRouter>["apiKeys"];

/** An API key without its secret: what it may do, until when, from where and how often. */
export type ApiKey = inferRouterOutputs<AppRouter>["apiKeys"]["list"]["apiKeys"][number];

/** What an API key allows, such as `users:read`. */
export type Scope = ApiKey["scopes"][number];

/** An API key with its secret, which the server never returns again. */
export interface ApiKeySecret {
  readonly apiKey: ApiKey;
  readonly secret: string;
}

/** Without `scopes`, the key has all of them except `keys:write` and `audit:read`. */
export interface AddApiKeyOptions extends CallOptions {
  readonly scopes?: readonly Scope[];
  /** A time in UTC with microseconds: `2026-11-23T09:30:00.000000Z`. Default: null, never. */
  readonly expiresAt?: string | null;
  /** The most calls per minute, within the limits of the server. Default: null, only those. */
  readonly ratePerMinute?: number | null;
  /** IP addresses and CIDR ranges, for its user tokens too. Default: null, everywhere. */
  readonly allowFrom?: readonly string[] | null;
}

/** What is absent stays as it is; null lifts a limit. */
export interface UpdateApiKeyOptions extends AddApiKeyOptions {
  readonly name?: string;
}

export interface RotateApiKeyOptions extends CallOptions {
  /** How long the current secret is still accepted, 0 to 2,592,000 (30 days). */
  readonly overlapSeconds: number;
}

/**
 * The API keys of the app, for a backend whose key has the scope `keys:write`. It can grant only scopes that its own key
 * has, and change only keys whose scopes it has.
 *
 * Every call can fail with INVALID, UNAUTHENTICATED, UNKNOWN_API_KEY, FORBIDDEN (a missing scope), RATE_LIMITED,
 * UNAVAILABLE and INTERNAL, and all but `list` and `add` with NOT_FOUND. Changes take effect within five seconds.
 */
export interface ApiKeys {
  /** Lists the keys, oldest first, including revoked ones. */
  list(options?: CallOptions): Promise<ApiKey[]>;

  /**
   * Adds a key.
   *
   * @example
   * ```ts
   * const { apiKey, secret } = await roster.apiKeys.add("Reports", { scopes: ["users:read"] });
   * console.log(apiKey.scopes, secret.length); // [ "users:read" ] 64
   * ```
   */
  add(name: string, options?: AddApiKeyOptions): Promise<ApiKeySecret>;

  /**
   * Changes what a key may do, its limits or its name.
   *
   * @example
   * ```ts
   * const { apiKey } = await roster.apiKeys.add("Reports", { scopes: ["users:read"] });
   * const changed = await roster.apiKeys.update(apiKey.key, { ratePerMinute: 60 });
   * console.log(changed.ratePerMinute); // 60
   * ```
   */
  update(key: string, options: UpdateApiKeyOptions): Promise<ApiKey>;

  /**
   * Gives a key a new secret. The current one is accepted until the overlap ends, an earlier one not any more. Never
   * retried: if the response is lost, rotating again would end the secret that is in use.
   *
   * @example
   * ```ts
   * const { apiKey } = await roster.apiKeys.add("Reports", { scopes: ["users:read"] });
   * const { secret } = await roster.apiKeys.rotate(apiKey.key, { overlapSeconds: 3600 });
   * console.log(secret.length); // 64
   * ```
   */
  rotate(key: string, options: RotateApiKeyOptions): Promise<ApiKeySecret>;

  /** Revokes a key permanently. */
  revoke(key: string, options?: CallOptions): Promise<void>;
}

/** Maps `ApiKeys` to the procedures of the router. */
export function createApiKeys({ apiKeys }: TRPCClient<AppRouter>): ApiKeys {
  return {
    async list(options = {}) {
      const call = apiKeys.list.query(undefined, toRequestOptions(options));
      return (await withAbortReason(call, options)).apiKeys;
    },
    add(name, options = {}) {
      const input = { ...toInput(options), name };
      const call = apiKeys.add.mutate(input, toRequestOptions(options));
      return withAbortReason(call, options);
    },
    async update(key, options) {
      const input = { key, ...toInput(options) };
      const call = apiKeys.update.mutate(input, toRequestOptions(options));
      return (await withAbortReason(call, options)).apiKey;
    },
    rotate(key, options) {
      const input = { key, overlapSeconds: options.overlapSeconds };
      const call = apiKeys.rotate.mutate(input, toRequestOptions(options));
      return withAbortReason(call, options);
    },
    async revoke(key, options = {}) {
      await withAbortReason(apiKeys.revoke.mutate({ key }, toRequestOptions(options)), options);
    },
  };
}

/** What the server needs of the options of a call, with mutable lists as its schemas infer them. */
function toInput(options: UpdateApiKeyOptions): Omit<Inputs["update"], "key"> {
  const { name, scopes, expiresAt, ratePerMinute, allowFrom } = options;
  return {
    ...(name !== undefined && { name }),
    ...(scopes && { scopes: [...scopes] }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(ratePerMinute !== undefined && { ratePerMinute }),
    ...(allowFrom !== undefined && { allowFrom: allowFrom && [...allowFrom] }),
  };
}
