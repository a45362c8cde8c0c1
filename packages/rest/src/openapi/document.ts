import { routes } from "../routes/routes.js";
import { toOperation } from "./operation.js";
import { componentSchemas } from "./schemas.js";

/** The surface as OpenAPI 3.1: paths from the route table, schemas from the zod schemas. */
export const openApiDocument = {
  openapi: "3.1.1",
  info: {
    title: "Roster, the REST surface",
    version: "1.0",
    summary: "Users of an application, as seven existing client libraries speak of them.",
    description:
      "Every request carries the API key in the query. Every answer, also of a refused request, is a JSON object.",
    license: { name: "Apache-2.0", identifier: "Apache-2.0" },
  },
  servers: [{ url: "/api/v1.0", description: "This server" }],
  tags: [
    { name: "User", description: "One user." },
    { name: "Users", description: "Up to 100 users at once." },
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
          "A JWT, signed by HS256 with the API secret. With `resource` and `action` it is a backend's; with `user_id` alone it is that user's.",
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
