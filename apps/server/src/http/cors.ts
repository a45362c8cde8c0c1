import type { Settings } from "../env.js";

const preflightOnly = {
  "access-control-allow-methods": "GET, POST, PUT, DELETE",
  "access-control-allow-headers":
    "authorization, content-type, api_key, x-api-key, stream-auth-type, x-stream-client, x-roster-actor, trpc-accept",
  "access-control-max-age": "86400",
};

/**
 * Headers that let a page from another origin read the response. Credentials are in headers that the page sets
 * itself, never in cookies, so any origin may be allowed.
 *
 * @see Fetch standard, §3.2 (CORS protocol)
 */
export function corsHeaders(
  origin: string | undefined,
  origins: Settings["corsOrigins"],
): Record<string, string> {
  if (origins === "*") return { "access-control-allow-origin": "*" };
  const isAllowed = origin !== undefined && origins.has(origin);
  return { vary: "origin", ...(isAllowed && { "access-control-allow-origin": origin }) };
}

/** The headers of the response to a preflight request. */
export function preflightHeaders(
  origin: string | undefined,
  origins: Settings["corsOrigins"],
): Record<string, string> {
  return { ...corsHeaders(origin, origins), ...preflightOnly };
}
