import { expect, test } from "vitest";
import { routes } from "../routes/routes.js";
import { openApiDocument } from "./document.js";

const { paths, components } = openApiDocument;

test.each(routes)("the document names $method $path with its one success, $status", (route) => {
  expect(paths).toHaveProperty([
    route.path,
    route.method.toLowerCase(),
    "responses",
    `${route.status}`,
  ]);
});

test("the document names nothing beside the routes", () => {
  const named = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(named.toSorted()).toEqual(
    routes.map(({ method, path }) => `${method} ${path}`).toSorted(),
  );
});

test("each $ref of the document leads to a schema in it", () => {
  const text = JSON.stringify(openApiDocument);
  const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
  const names = new Set(references.map(([, name]) => name));
  expect(names.size).toBeGreaterThan(0);
  expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining([...names]));
});

test("the document says of an id and of data what the contract's schemas say", () => {
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

test("a refusal that has two codes for one status is described by both", () => {
  expect(paths["/user/{id}/"]).toHaveProperty(
    "get.responses.401.description",
    "ApiKeyException (code 2), or SignatureException (code 3)",
  );
});
