import { type ErrorCode, errors } from "@roster/contract";
import type { routes } from "../routes/routes.js";
import { operations } from "./operations.js";
import { parameters } from "./parameters.js";
import { schemaRef } from "./schemas.js";

type RouteEntry = (typeof routes)[number];

/** Any route can answer with these. */
const common = ["INVALID", "UNKNOWN_API_KEY", "UNAUTHENTICATED", "FORBIDDEN", "INTERNAL"] as const;

export function toOperation({ name, path, status }: RouteEntry): object {
  const operation = operations[name];
  const { body, response: answer, description: describes, errors: refusals = [] } = operation;
  return {
    operationId: name,
    summary: operation.summary,
    tags: [path.startsWith("/users/") ? "Users" : "User"],
    ...(operation.parameters && {
      parameters: operation.parameters.map((parameter) => parameters[parameter]),
    }),
    ...(body && { requestBody: { required: true, content: toContent(schemaRef(body)) } }),
    responses: {
      [status]: { description: describes, content: toContent(schemaRef(answer)) },
      ...toErrorResponses([...common, ...refusals]),
    },
  };
}

/** Codes that share a status are one answer, described by the names of all. */
function toErrorResponses(codes: readonly ErrorCode[]): Record<number, object> {
  const named = new Map<number, string[]>();
  for (const code of codes) {
    const { httpStatus, rest } = errors[code];
    const names = named.get(httpStatus) ?? [];
    named.set(httpStatus, [...names, `${rest.exception} (code ${rest.code})`]);
  }
  const content = toContent(schemaRef("ErrorResponse"));
  return Object.fromEntries(
    [...named].map(([status, names]) => [status, { description: names.join(", or "), content }]),
  );
}

const toContent = (schema: object) => ({ "application/json": { schema } });
