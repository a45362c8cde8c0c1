import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { curlCall, typescriptCall } from "./call-snippets";

const connection = { apiUrl: "http://localhost:8000", apiKey: "key" };

test("the TypeScript snippet calls query or mutate, depending on the procedure", () => {
  const get = { path: "users.get", kind: "query" } as const;
  expect(typescriptCall({ procedure: get, input: '{"id":"a"}', connection })).toContain(
    'await roster.trpc.users.get.query({\n  "id": "a"\n});',
  );
  const removeSchema = { path: "apps.removeDataSchema", kind: "mutation" } as const;
  expect(typescriptCall({ procedure: removeSchema, input: null, connection })).toContain(
    "await roster.trpc.apps.removeDataSchema.mutate();",
  );
});

test("the TypeScript snippet writes integers beyond 2^53 as bigint", () => {
  const input = '{"id":"12345678901234567890","data":{"n":[-9223372036854775807,1.0,1e25]}}';
  const procedure = { path: "users.add", kind: "mutation" } as const;
  const snippet = typescriptCall({ procedure, input, connection });
  expect(snippet).toContain('"id": "12345678901234567890"');
  expect(snippet.replaceAll(/\s/g, "")).toContain("[-9223372036854775807n,1.0,1e25]");
});

test("the curl snippet passes any input through the shell unchanged", () => {
  const input = JSON.stringify({ id: "a", data: { name: `O'Hara "the $HOME" \\ \`id\`` } });
  const procedure = { path: "users.add", kind: "mutation" } as const;
  const snippet = curlCall({ procedure, input, connection });
  const script = `roster() { echo token; }\ncurl() { for last; do :; done; printf %s "$last"; }\n${snippet}`;
  expect(execFileSync("sh", ["-c", script], { encoding: "utf8" })).toBe(input);
});
