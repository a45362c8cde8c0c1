import type { Api, Logger } from "@roster/api";

export interface RouteOptions {
  readonly api: Api;
  readonly log: Logger;
  /** The most bytes of a request's body that are read. */
  readonly maxBodyBytes: number;
  /** The number of our own proxies in front of the API. */
  readonly trustedProxies: number;
}

export const TRPC = "/trpc/";
export const REST = "/api/";
export const OPENAPI = "/api/openapi.json";
export const DOCS = "/api/docs";

export type Surface = "trpc" | "rest" | "other";

export function surfaceOf(url: string): Surface {
  if (url.startsWith(TRPC)) return "trpc";
  return url.startsWith(REST) ? "rest" : "other";
}
