import type { Issue } from "@roster/contract";
import type { ClientOptions, TokenSource } from "./client-options.js";
import { localRefusal } from "./roster-error.js";

/** The options with their defaults, found good. */
export interface Settings {
  /** The tRPC endpoint, without a slash behind it. */
  readonly endpoint: string;
  readonly apiKey: string;
  readonly credential: { readonly apiSecret: string } | { readonly token: TokenSource };
  readonly timeout: number;
  readonly retries: number;
  readonly retryDelay: (repetition: number) => number;
  readonly fetch: typeof globalThis.fetch;
  readonly headers: Readonly<Record<string, string>>;
}

const DEFAULT_TIMEOUT = 10_000;
const DEFAULT_RETRIES = 2;

/** @throws RosterError INVALID, naming each option that is wrong. */
export function readSettings(options: ClientOptions): Settings {
  const { apiKey, apiSecret, token } = options;
  const { timeout = DEFAULT_TIMEOUT, retries = DEFAULT_RETRIES } = options;
  const endpoint = toEndpoint(options.url);
  const issues = [
    endpoint === undefined && issue("url", "must be an absolute http or https URL"),
    !isHeaderText(apiKey) && issue("apiKey", "must be the public part of an API key"),
    (apiSecret === undefined) === (token === undefined) &&
      issue("apiSecret", "give either apiSecret (in a backend) or token (in a browser)"),
    apiSecret === "" && issue("apiSecret", "must not be empty"),
    !isTimeout(timeout) && issue("timeout", "must be a number of milliseconds above 0"),
    !(Number.isInteger(retries) && retries >= 0) && issue("retries", "must be 0 or more, and whole"),
  ].filter((found) => found !== false);
  const [first, ...rest] = issues;
  if (first) throw localRefusal([first, ...rest]);
  return {
    endpoint: endpoint ?? "",
    apiKey,
    credential: apiSecret === undefined ? { token: token ?? "" } : { apiSecret },
    timeout,
    retries,
    retryDelay: options.retryDelay ?? defaultRetryDelay,
    // Called without `this`, as browsers demand, and looked up late, as those who replace it expect.
    fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)),
    headers: options.headers ?? {},
  };
}

const issue = (option: string, message: string): Issue => ({ path: [option], message });

export const isTimeout = (value: unknown) => typeof value === "number" && value > 0;

/** Whether an HTTP header can carry the text. @see RFC 9110 §5.5 */
export const isHeaderText = (text: unknown) => typeof text === "string" && /^[!-~]+$/.test(text);

function toEndpoint(url: string | URL): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, origin, pathname } = new URL(url);
  if (protocol !== "http:" && protocol !== "https:") return undefined;
  return `${origin}${pathname.replace(/\/+$/, "")}/trpc`;
}

function defaultRetryDelay(repetition: number): number {
  const longest = Math.min(5_000, 100 * 2 ** (repetition - 1));
  return longest * (0.5 + Math.random() / 2);
}
