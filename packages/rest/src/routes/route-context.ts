import type { Api } from "@roster/api";

/** The input of a route handler. */
export interface RouteContext {
  /** The procedures, called with the credentials of the request. */
  readonly users: ReturnType<Api["createCaller"]>["users"];
  /** The id in the path, decoded but not validated; empty if the route has none. */
  readonly id: string;
  readonly query: URLSearchParams;
  readonly readBody: () => Promise<string>;
}
