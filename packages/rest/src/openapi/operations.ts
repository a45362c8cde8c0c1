import type { ErrorCode } from "@roster/contract";
import type { routes } from "../routes/routes.js";
import { type Link, linksOfRemoved, linksOfUser } from "./links.js";
import type { ParameterName } from "./parameters.js";
import type { SchemaName } from "./schemas.js";

/** The documentation of a route. */
export interface Operation {
  readonly summary: string;
  readonly parameters?: readonly ParameterName[];
  readonly body?: SchemaName;
  readonly response: SchemaName;
  readonly description: string;
  /** Besides the errors that any route can return. */
  readonly errorCodes?: readonly ErrorCode[];
  readonly links?: readonly Link[];
}

/** One operation for each route: a route without one does not compile. */
export const operations: Readonly<Record<(typeof routes)[number]["name"], Operation>> = {
  addUser: {
    summary: "Add a user",
    parameters: ["get_or_create"],
    body: "AddUserBody",
    response: "UserResponse",
    description: "The new user or, with `get_or_create`, the existing one.",
    errorCodes: ["CONFLICT"],
    links: linksOfUser,
  },
  getUser: {
    summary: "Get a user",
    parameters: ["id", "with_follow_counts"],
    response: "UserResponse",
    description: "The user.",
    errorCodes: ["NOT_FOUND"],
    links: linksOfUser,
  },
  updateUser: {
    summary: "Replace a user's data",
    parameters: ["id"],
    body: "UpdateUserBody",
    response: "UserResponse",
    description: "The user with its new data.",
    errorCodes: ["NOT_FOUND", "CONFLICT"],
    links: linksOfUser,
  },
  removeUser: {
    summary: "Remove a user",
    parameters: ["id"],
    response: "EmptyResponse",
    description: "The user was removed.",
    errorCodes: ["NOT_FOUND"],
    links: linksOfRemoved,
  },
  addUsers: {
    summary: "Add users, or get those that exist",
    body: "AddUsersBody",
    response: "AddUsersResponse",
    description: "All users of the request as they are stored now, each of them once.",
    errorCodes: ["CONFLICT"],
  },
  getUsers: {
    summary: "Get users by id",
    parameters: ["ids"],
    response: "GetUsersResponse",
    description: "The users that exist; unknown ids are omitted.",
  },
  removeUsers: {
    summary: "Remove users by id",
    parameters: ["ids"],
    response: "RemoveUsersResponse",
    description: "All ids of the request, including ids that did not exist.",
  },
};
