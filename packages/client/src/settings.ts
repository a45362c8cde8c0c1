import { findOnBehalfOfIssue } from "@roster/contract";
import type { ClientOptions, TokenSource } from "./client-options.js";
import { createInvalidError } from "./roster-error.js";
import type { NumberReader } from "./transport/read-response.js";
import { createNumberReader } from "./users/number-reader.js";

export type Credential = { readonly apiSecret: string } | { readonly token: TokenSource };

/** Validated options with their defaults. */
export interface Settings {
  /** The URL of the tRPC endpoint, without a trailing slash. */
  readonly endpoint: string;
  readonly apiKey: string;
  readonly credential: Credential;
  readonly timeout: number;
  readonly retries: number;
  /** How long after its begin a call may be retried, in milliseconds. */
  readonly retryTime: number;
  readonly retryDelay: (retry: number) => number;
  readonly fetch: typeof globalThis.fetch;
  readonly headers: Readonly<Record<string, string>>;
  readonly readNumbers: NumberReader | undefined;
}

/** Longer than a server takes to restart. */
const RETRY_TIME = 10_000;

/** @throws RosterError INVALID, naming the option. */
export function readSettings(
  options: ClientOptions & { readonly data?: object | undefined },
): Settings {
  const { apiKey, timeout = 10_000, retries = Infinity, numbers, onBehalfOf } = options;
  if (!isHeaderValue(apiKey)) throwInvalid("apiKey", "must be the public part of an API key");
  if (!isTimeout(timeout))
    throwInvalid("timeout", "must be a number of milliseconds greater than 0");
  if (retries !== Infinity && (!Number.isInteger(retries) || retries < 0))
    throwInvalid("retries", "must be a whole number, 0 or more, or Infinity");
  if (numbers !== undefined && numbers !== "exact")
    throwInvalid("numbers", 'must be "exact" or absent');
  const actorIssue = onBehalfOf === undefined ? undefined : findOnBehalfOfIssue(onBehalfOf);
  if (actorIssue !== undefined) throwInvalid("onBehalfOf", actorIssue);
  return {
    endpoint: toEndpoint(options.url),
    apiKey,
    credential: readCredential(options),
    timeout,
    retries,
    retryTime: options.retries === undefined ? RETRY_TIME : Infinity,
    retryDelay: options.retryDelay ?? defaultRetryDelay,
    // Called without `this`, as browsers require, and looked up late, so that it can be replaced.
    fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)),
    headers: {
      ...options.headers,
      ...(onBehalfOf !== undefined && { "x-roster-actor": toHeaderValue(onBehalfOf) }),
    },
    readNumbers: createNumberReader(options),
  };
}

/** Whether this is a valid timeout; `Infinity` disables it. */
export const isTimeout = (value: number) => value > 0;

/** Whether this is a valid HTTP header value. @see RFC 9110 §5.5 */
export const isHeaderValue = (value: unknown) =>
  typeof value === "string" && /^[!-~]+$/.test(value);

/** The bytes of the text in UTF-8, one character each, as `fetch` accepts only those up to U+00FF. */
const toHeaderValue = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));

function toEndpoint(source: string | URL): string {
  const url = String(source);
  if (!URL.canParse(url)) return throwInvalid("url", "must be an absolute URL");
  const { protocol, username, password, origin, pathname, search, hash } = new URL(url);
  if (!/^https?:$/.test(protocol)) throwInvalid("url", "must start with http:// or https://");
  if (username + password + search + hash !== "")
    throwInvalid("url", "must not have credentials, a query or a fragment");
  return `${origin}${pathname.replace(/\/+$/, "")}/trpc`;
}

function readCredential({ apiSecret, token }: ClientOptions): Credential {
  if (apiSecret === "") throwInvalid("apiSecret", "must not be empty");
  if (apiSecret !== undefined && token === undefined) return { apiSecret };
  if (token !== undefined && apiSecret === undefined) return { token };
  return throwInvalid("apiSecret", "pass either apiSecret (in a backend) or token (in a browser)");
}

/** Exponential backoff with full jitter, so that clients that failed together do not return together. */
function defaultRetryDelay(retry: number): number {
  return Math.random() * Math.min(2_000, 100 * 2 ** (retry - 1));
}

function throwInvalid(option: string, message: string): never {
  throw createInvalidError([{ path: [option], message }]);
}

/** @throws RosterError INVALID in a client without the secret. */
export function requireApiSecret(credential: Credential): string {
  if ("apiSecret" in credential) return credential.apiSecret;
  throw createInvalidError([
    { path: ["apiSecret"], message: "is required to create tokens; create them in a backend" },
  ]);
}
