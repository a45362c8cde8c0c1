import type { Api } from "@roster/api";

/** What a route works with. */
export interface RouteContext {
  /** The procedures, called as whoever sent the request. */
  readonly users: ReturnType<Api["createCaller"]>["users"];
  /** The id in the path, decoded and not yet checked; empty where the route's path has none. */
  readonly id: string;
  readonly query: URLSearchParams;
  readonly readBody: () => Promise<string>;
}
