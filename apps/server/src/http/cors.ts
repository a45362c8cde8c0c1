import type { CorsSettings } from "../cors-settings.js";

/** Headers of Roster's clients and the SDKs, and those that tracing libraries add to every request of a page. */
const requestHeaders = [
  "authorization",
  "content-type",
  "api_key",
  "x-api-key",
  "stream-auth-type",
  "x-stream-client",
  "x-roster-actor",
  "trpc-accept",
  "traceparent",
  "tracestate",
  "baggage",
  "sentry-trace",
];

/** Without this header, a page can read only a few headers of a response, such as its type. */
const exposed = {
  "access-control-expose-headers":
    "retry-after, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset, x-request-id",
};
const toAnyPage = { "access-control-allow-origin": "*", ...exposed };

/**
 * Headers that let a page from another origin read the response. Credentials are in headers that the page sets
 * itself, never in cookies, so any origin may be allowed.
 *
 * @see Fetch standard, §3.2 (CORS protocol)
 */
export function corsHeaders(
  origin: string | undefined,
  { origins }: CorsSettings,
): Readonly<Record<string, string>> {
  if (origins === "*") return toAnyPage;
  const isAllowed = origin !== undefined && origins.has(origin);
  return {
    vary: "origin",
    ...(isAllowed && { "access-control-allow-origin": origin, ...exposed }),
  };
}

/** The other headers of the response to a preflight request. */
export function preflightHeaders({ headers }: CorsSettings): Record<string, string> {
  return {
    "access-control-allow-methods": "GET, POST, PUT, DELETE",
    "access-control-allow-headers": [...requestHeaders, ...headers].join(", "),
    "access-control-max-age": "86400",
  };
}
