import { routes } from "../routes/routes.js";
import { toOperation } from "./operation.js";
import { componentSchemas } from "./schemas.js";

/** The REST API as OpenAPI 3.1: paths from the route table, schemas from the zod schemas. */
export const openApiDocument = {
  openapi: "3.1.1",
  info: {
    title: "Roster REST API",
    version: "1.0",
    summary: "The users of an application, compatible with seven existing SDKs.",
    description:
      "Every request has the API key in its query. Every response is a JSON object, errors included.",
    license: { name: "Apache-2.0", identifier: "Apache-2.0" },
  },
  servers: [{ url: "/api/v1.0", description: "This server" }],
  tags: [
    { name: "User", description: "One user." },
    { name: "Users", description: "Up to 1,000 users at once." },
  ],
  security: [{ apiKey: [], token: [] }],
  paths: toPaths(),
  components: {
    schemas: componentSchemas,
    securitySchemes: {
      apiKey: { type: "apiKey", in: "query", name: "api_key" },
      token: {
        type: "apiKey",
        in: "header",
        name: "Authorization",
        description:
          "A JWT signed with the API secret (HS256). A token with `resource` and `action` belongs to a backend, one with only `user_id` to that user.",
      },
    },
  },
};

function toPaths(): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: toOperation(route) };
  }
  return paths;
}
