import { expect, test } from "vitest";
import { routes } from "../routes/routes.js";
import { openApiDocument } from "./document.js";

const { paths, components } = openApiDocument;

test.each(routes)("documents $method $path with its success status $status", (route) => {
  expect(paths).toHaveProperty([
    route.path,
    route.method.toLowerCase(),
    "responses",
    `${route.status}`,
  ]);
});

test("documents nothing but the routes", () => {
  const documented = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(documented.toSorted()).toEqual(
    routes.map(({ method, path }) => `${method} ${path}`).toSorted(),
  );
});

test("defines every schema that a $ref names", () => {
  const text = JSON.stringify(openApiDocument);
  const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
  const names = new Set(references.map(([, name]) => name));
  expect(names.size).toBeGreaterThan(0);
  expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining([...names]));
});

test("describes ids and data like the schemas in the contract", () => {
  expect(components.schemas["UserResponse"]).toMatchObject({
    required: ["id", "data", "created_at", "updated_at", "duration"],
    additionalProperties: false,
    properties: {
      id: { type: "string", pattern: "^[A-Za-z0-9_-]{1,255}$" },
      data: { type: "object" },
      created_at: { type: "string", format: "date-time" },
    },
  });
  expect(components.schemas["UserResponse"]).not.toHaveProperty("properties.created_at.pattern");
});

test("lists both error codes of a status that has two", () => {
  expect(paths["/user/{id}/"]).toHaveProperty(
    "get.responses.401.description",
    "ApiKeyException (code 2), or SignatureException (code 3)",
  );
});
