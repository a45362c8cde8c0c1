import { addUsers, getUsers, removeUsers } from "./batch-routes.js";
import type { RouteContext } from "./route-context.js";
import { addUser, getUser, removeUser, updateUser } from "./user-routes.js";

/** A route. `path` is relative to `/api/v1.0`; `status` is the status of a successful response. */
export interface Route {
  readonly name: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly status: 200 | 201;
  readonly handle: (call: RouteContext) => Promise<object>;
}

/** The .NET SDK expects exactly these statuses; the others accept 200 to 203. */
export const routes = [
  { name: "addUser", method: "POST", path: "/user/", status: 201, handle: addUser },
  { name: "getUser", method: "GET", path: "/user/{id}/", status: 200, handle: getUser },
  { name: "updateUser", method: "PUT", path: "/user/{id}/", status: 201, handle: updateUser },
  { name: "removeUser", method: "DELETE", path: "/user/{id}/", status: 200, handle: removeUser },
  { name: "addUsers", method: "POST", path: "/users/", status: 201, handle: addUsers },
  { name: "getUsers", method: "GET", path: "/users/", status: 200, handle: getUsers },
  { name: "removeUsers", method: "DELETE", path: "/users/", status: 200, handle: removeUsers },
] as const satisfies readonly Route[];
