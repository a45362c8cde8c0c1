import { type ErrorCode, errors } from "@roster/contract";
import type { routes } from "../routes/routes.js";
import { headerRefs } from "./headers.js";
import { toLinks } from "./links.js";
import { operations } from "./operations.js";
import { parameters } from "./parameters.js";
import { schemaRef } from "./schemas.js";

type RouteEntry = (typeof routes)[number];

/** Errors that any route can return. */
const common = [
  "INVALID",
  "UNKNOWN_API_KEY",
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "TOO_LARGE",
  "RATE_LIMITED",
  "INTERNAL",
  "UNAVAILABLE",
] as const;

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
      [status]: {
        description,
        headers: headerRefs(),
        content: toContent(schemaRef(response)),
        ...toLinks(operation.links),
      },
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
  const waiting = new Set<number>([errors.RATE_LIMITED.httpStatus, errors.UNAVAILABLE.httpStatus]);
  return Object.fromEntries(
    [...namesByStatus].map(([status, names]) => {
      const headers = waiting.has(status) ? headerRefs("Retry-After") : headerRefs();
      return [status, { description: names.join(", or "), headers, content }];
    }),
  );
}

const toContent = (schema: object) => ({ "application/json": { schema } });
