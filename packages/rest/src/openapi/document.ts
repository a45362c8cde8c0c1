import { routes } from "../routes/routes.js";
import { headers } from "./headers.js";
import { toOperation } from "./operation.js";
import { componentSchemas } from "./schemas.js";
import { security, securitySchemes } from "./security.js";

/** The REST API as OpenAPI 3.1: paths from the route table, schemas from the zod schemas. */
export const openApiDocument = {
  openapi: "3.1.1",
  info: {
    title: "Roster REST API",
    version: "1.0",
    summary: "The users of an application, compatible with seven existing SDKs.",
    description: [
      "Every response is a JSON object, errors included. Unknown query parameters are ignored.",
      "Any other path below `/api/v1.0/` is 403 (`NotAllowedException`, code 17), any other method 405, and a request line with headers of more than 64 KiB 431.",
    ].join("\n\n"),
    license: { name: "Apache-2.0", identifier: "Apache-2.0" },
  },
  servers: [{ url: "/api/v1.0", description: "This server" }],
  tags: [
    { name: "User", description: "One user." },
    { name: "Users", description: "Up to 1,000 users at once." },
  ],
  security,
  paths: toPaths(),
  components: {
    schemas: componentSchemas,
    headers,
    securitySchemes,
  },
};

function toPaths(): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: toOperation(route) };
  }
  return paths;
}
