import { type ErrorCode, errors } from "@roster/contract";
import type { routes } from "../routes.js";
import { operations } from "./operations.js";
import { reference } from "./schemas.js";

type ListedRoute = (typeof routes)[number];

const parameters = {
  id: {
    name: "id",
    in: "path",
    required: true,
    description: "The user's id.",
    schema: { type: "string" },
    example: "john-doe",
  },
  get_or_create: {
    name: "get_or_create",
    in: "query",
    description: "Answer the stored user, unchanged, where the id exists already.",
    schema: { type: "boolean", default: false },
  },
  with_follow_counts: {
    name: "with_follow_counts",
    in: "query",
    description: "Add the counts of followers and followed, which are 0 here.",
    schema: { type: "boolean", default: false },
  },
  ids: {
    name: "ids",
    in: "query",
    required: true,
    description: "Up to 100 ids, with commas between.",
    schema: { type: "string" },
    example: "john-doe,jane-doe",
  },
} as const;

export type ParameterName = keyof typeof parameters;

/** Any route can answer with these. */
const common = ["INVALID", "UNKNOWN_API_KEY", "UNAUTHENTICATED", "FORBIDDEN", "INTERNAL"] as const;

export function toOperation({ name, path, status }: ListedRoute): object {
  const operation = operations[name];
  const { body, answer, describes, refusals = [] } = operation;
  return {
    operationId: name,
    summary: operation.summary,
    tags: [path.startsWith("/users/") ? "Users" : "User"],
    ...(operation.parameters && {
      parameters: operation.parameters.map((name) => parameters[name]),
    }),
    ...(body && { requestBody: { required: true, content: toContent(reference(body)) } }),
    responses: {
      [status]: { description: describes, content: toContent(reference(answer)) },
      ...toRefusals([...common, ...refusals]),
    },
  };
}

/** Codes that share a status are one answer, described by the names of all. */
function toRefusals(codes: readonly ErrorCode[]): Record<number, object> {
  const named = new Map<number, string[]>();
  for (const code of codes) {
    const { httpStatus, rest } = errors[code];
    const names = named.get(httpStatus) ?? [];
    named.set(httpStatus, [...names, `${rest.exception} (code ${rest.code})`]);
  }
  const content = toContent(reference("ErrorAnswer"));
  return Object.fromEntries(
    [...named].map(([status, names]) => [status, { description: names.join(", or "), content }]),
  );
}

const toContent = (schema: object) => ({ "application/json": { schema } });
