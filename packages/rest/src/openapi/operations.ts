import type { ErrorCode } from "@roster/contract";
import type { routes } from "../routes/routes.js";
import type { ParameterName } from "./parameters.js";
import type { SchemaName } from "./schemas.js";

/** What is said of a route beside what the route table says. */
export interface Operation {
  readonly summary: string;
  readonly parameters?: readonly ParameterName[];
  readonly body?: SchemaName;
  readonly response: SchemaName;
  readonly description: string;
  readonly errors?: readonly ErrorCode[];
}

/** One for each route: a route without one does not compile. */
export const operations: Readonly<Record<(typeof routes)[number]["name"], Operation>> = {
  addUser: {
    summary: "Add a user",
    parameters: ["get_or_create"],
    body: "AddUserBody",
    response: "UserResponse",
    description: "The user that was added, or, with `get_or_create`, the one that was there.",
    errors: ["CONFLICT", "TOO_LARGE"],
  },
  getUser: {
    summary: "Get a user",
    parameters: ["id", "with_follow_counts"],
    response: "UserResponse",
    description: "The user.",
    errors: ["NOT_FOUND"],
  },
  updateUser: {
    summary: "Replace a user's data whole",
    parameters: ["id"],
    body: "UpdateUserBody",
    response: "UserResponse",
    description: "The user with its new data.",
    errors: ["NOT_FOUND", "TOO_LARGE"],
  },
  removeUser: {
    summary: "Delete a user",
    parameters: ["id"],
    response: "EmptyResponse",
    description: "The user is gone.",
    errors: ["NOT_FOUND"],
  },
  addUsers: {
    summary: "Add users, or find those that exist",
    body: "AddUsersBody",
    response: "AddUsersResponse",
    description: "All users of the request, as they are stored now.",
    errors: ["TOO_LARGE"],
  },
  getUsers: {
    summary: "Get users by their ids",
    parameters: ["ids"],
    response: "GetUsersResponse",
    description: "The users that exist; ids of nobody are left out.",
  },
  removeUsers: {
    summary: "Delete users by their ids",
    parameters: ["ids"],
    response: "RemoveUsersResponse",
    description: "The ids of the request; there is nobody of these ids now.",
  },
};
