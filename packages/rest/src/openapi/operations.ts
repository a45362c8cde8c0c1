import type { ErrorCode } from "@roster/contract";
import type { routes } from "../routes/routes.js";
import type { ParameterName } from "./parameters.js";
import type { SchemaName } from "./schemas.js";

/** What is said of a route beside what the route table says. */
export interface Operation {
  readonly summary: string;
  readonly parameters?: readonly ParameterName[];
  readonly body?: SchemaName;
  readonly answer: SchemaName;
  readonly describes: string;
  readonly refusals?: readonly ErrorCode[];
}

/** One for each route: a route without one does not compile. */
export const operations: Readonly<Record<(typeof routes)[number]["name"], Operation>> = {
  addUser: {
    summary: "Add a user",
    parameters: ["get_or_create"],
    body: "AddUserBody",
    answer: "UserAnswer",
    describes: "The user that was added, or, with `get_or_create`, the one that was there.",
    refusals: ["CONFLICT", "TOO_LARGE"],
  },
  getUser: {
    summary: "Get a user",
    parameters: ["id", "with_follow_counts"],
    answer: "UserAnswer",
    describes: "The user.",
    refusals: ["NOT_FOUND"],
  },
  updateUser: {
    summary: "Replace a user's data whole",
    parameters: ["id"],
    body: "UpdateUserBody",
    answer: "UserAnswer",
    describes: "The user with its new data.",
    refusals: ["NOT_FOUND", "TOO_LARGE"],
  },
  removeUser: {
    summary: "Delete a user",
    parameters: ["id"],
    answer: "EmptyAnswer",
    describes: "The user is gone.",
    refusals: ["NOT_FOUND"],
  },
  addUsers: {
    summary: "Add users, or find those that exist",
    body: "AddUsersBody",
    answer: "AddUsersAnswer",
    describes: "All users of the request, as they are stored now.",
    refusals: ["TOO_LARGE"],
  },
  getUsers: {
    summary: "Get users by their ids",
    parameters: ["ids"],
    answer: "GetUsersAnswer",
    describes: "The users that exist; ids of nobody are left out.",
  },
  removeUsers: {
    summary: "Delete users by their ids",
    parameters: ["ids"],
    answer: "RemoveUsersAnswer",
    describes: "The ids of the request; there is nobody of these ids now.",
  },
};
