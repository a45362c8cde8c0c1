import { type ErrorCode, errors } from "@roster/contract";
import type { routes } from "../routes/routes.js";
import { operations } from "./operations.js";
import { parameters } from "./parameters.js";
import { schemaRef } from "./schemas.js";

type RouteEntry = (typeof routes)[number];

/** Errors that any route can return. */
const common = ["INVALID", "UNKNOWN_API_KEY", "UNAUTHENTICATED", "FORBIDDEN", "INTERNAL"] as const;

/** A route as an OpenAPI operation. */
export function toOperation({ name, path, status }: RouteEntry): object {
  const { summary, body, response, description, errorCodes = [], ...operation } = operations[name];
  return {
    operationId: name,
    summary,
    tags: [path.startsWith("/users/") ? "Users" : "User"],
    ...(operation.parameters && {
      parameters: operation.parameters.map((parameter) => parameters[parameter]),
    }),
    ...(body && { requestBody: { required: true, content: toContent(schemaRef(body)) } }),
    responses: {
      [status]: { description, content: toContent(schemaRef(response)) },
      ...toErrorResponses([...common, ...errorCodes]),
    },
  };
}

/** Error codes with the same status share a response, whose description lists them. */
function toErrorResponses(codes: readonly ErrorCode[]): Record<number, object> {
  const namesByStatus = new Map<number, string[]>();
  for (const code of codes) {
    const { httpStatus, rest } = errors[code];
    const names = namesByStatus.get(httpStatus) ?? [];
    namesByStatus.set(httpStatus, [...names, `${rest.exception} (code ${rest.code})`]);
  }
  const content = toContent(schemaRef("ErrorResponse"));
  return Object.fromEntries(
    [...namesByStatus].map(([status, names]) => [
      status,
      { description: names.join(", or "), content },
    ]),
  );
}

const toContent = (schema: object) => ({ "application/json": { schema } });
