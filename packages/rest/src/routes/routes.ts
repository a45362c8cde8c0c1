import { addUsers, getUsers, removeUsers } from "./batch-routes.js";
import type { RouteContext } from "./route-context.js";
import { addUser, getUser, removeUser, updateUser } from "./user-routes.js";

/** A route. `path` is relative to `/api/v1.0`; `status` is the status of a successful response. */
export interface Route {
  readonly name: string;
  /** The procedure that the route calls. */
  readonly procedure: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly status: 200 | 201;
  readonly handle: (call: RouteContext) => Promise<object>;
}

/** The .NET SDK expects exactly these statuses; the others accept 200 to 203. */
export const routes = [
  {
    name: "addUser",
    procedure: "users.add",
    method: "POST",
    path: "/user/",
    status: 201,
    handle: addUser,
  },
  {
    name: "getUser",
    procedure: "users.get",
    method: "GET",
    path: "/user/{id}/",
    status: 200,
    handle: getUser,
  },
  {
    name: "updateUser",
    procedure: "users.update",
    method: "PUT",
    path: "/user/{id}/",
    status: 201,
    handle: updateUser,
  },
  {
    name: "removeUser",
    procedure: "users.remove",
    method: "DELETE",
    path: "/user/{id}/",
    status: 200,
    handle: removeUser,
  },
  {
    name: "addUsers",
    procedure: "users.addMany",
    method: "POST",
    path: "/users/",
    status: 201,
    handle: addUsers,
  },
  {
    name: "getUsers",
    procedure: "users.getMany",
    method: "GET",
    path: "/users/",
    status: 200,
    handle: getUsers,
  },
  {
    name: "removeUsers",
    procedure: "users.removeMany",
    method: "DELETE",
    path: "/users/",
    status: 200,
    handle: removeUsers,
  },
] as const satisfies readonly Route[];
