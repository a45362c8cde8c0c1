import type { ClientOptions, TokenSource } from "./client-options.js";
import { createInvalidError } from "./roster-error.js";

export type Credential = { readonly apiSecret: string } | { readonly token: TokenSource };

/** The options with their defaults, found good. */
export interface Settings {
  /** The tRPC endpoint, without a slash behind it. */
  readonly endpoint: string;
  readonly apiKey: string;
  readonly credential: Credential;
  readonly timeout: number;
  readonly retries: number;
  readonly retryDelay: (repetition: number) => number;
  readonly fetch: typeof globalThis.fetch;
  readonly headers: Readonly<Record<string, string>>;
}

/** @throws RosterError INVALID, naming the option. */
export function readSettings(options: ClientOptions): Settings {
  const { apiKey, timeout = 10_000, retries = 2 } = options;
  if (!isHeaderValue(apiKey)) throwInvalid("apiKey", "must be the public part of an API key");
  if (!isTimeout(timeout)) throwInvalid("timeout", "must be a number of milliseconds above 0");
  if (!Number.isInteger(retries) || retries < 0)
    throwInvalid("retries", "must be a whole number from 0");
  return {
    endpoint: toEndpoint(options.url),
    apiKey,
    credential: readCredential(options),
    timeout,
    retries,
    retryDelay: options.retryDelay ?? defaultRetryDelay,
    // Called without `this`, as browsers demand, and looked up late, for those who replace it.
    fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)),
    headers: options.headers ?? {},
  };
}

/** Whether a timer can be set to it; `Infinity` means that none is set. */
export const isTimeout = (value: number) => value > 0;

/** Whether an HTTP header can carry the text. @see RFC 9110 §5.5 */
export const isHeaderValue = (text: unknown) => typeof text === "string" && /^[!-~]+$/.test(text);

function toEndpoint(source: string | URL): string {
  const url = String(source);
  if (!URL.canParse(url)) return throwInvalid("url", "must be an absolute URL");
  const { protocol, username, password, origin, pathname, search, hash } = new URL(url);
  if (!/^https?:$/.test(protocol)) throwInvalid("url", "must begin with http:// or https://");
  if (username + password + search + hash !== "")
    throwInvalid("url", "must have no more than a path");
  return `${origin}${pathname.replace(/\/+$/, "")}/trpc`;
}

function readCredential({ apiSecret, token }: ClientOptions): Credential {
  if (apiSecret === "") throwInvalid("apiSecret", "must not be empty");
  if (apiSecret !== undefined && token === undefined) return { apiSecret };
  if (token !== undefined && apiSecret === undefined) return { token };
  return throwInvalid("apiSecret", "give either apiSecret (in a backend) or token (in a browser)");
}

function defaultRetryDelay(repetition: number): number {
  const longest = Math.min(5_000, 100 * 2 ** (repetition - 1));
  return longest * (0.5 + Math.random() / 2);
}

function throwInvalid(option: string, message: string): never {
  throw createInvalidError([{ path: [option], message }]);
}

/** @throws RosterError INVALID in a client without the secret. */
export function requireApiSecret(credential: Credential): string {
  if ("apiSecret" in credential) return credential.apiSecret;
  throw createInvalidError([
    { path: ["apiSecret"], message: "is needed to make tokens: use a backend" },
  ]);
}
