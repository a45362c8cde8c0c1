import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { curlCall, typescriptCall } from "./call-snippets";

const connection = { apiUrl: "http://localhost:8000", apiKey: "key" };

test("the TypeScript snippet calls query or mutate, depending on the procedure", () => {
  const get = { path: "users.get", kind: "query" } as const;
  expect(typescriptCall({ procedure: get, input: { id: "a" }, connection })).toContain(
    'await roster.trpc.users.get.query({\n  "id": "a"\n});',
  );
  const removeSchema = { path: "apps.removeDataSchema", kind: "mutation" } as const;
  expect(typescriptCall({ procedure: removeSchema, input: null, connection })).toContain(
    "await roster.trpc.apps.removeDataSchema.mutate();",
  );
});

test("the curl snippet passes any input through the shell unchanged", () => {
  const input = { id: "a", data: { name: `O'Hara "the $HOME" \\ \`id\`` } };
  const procedure = { path: "users.add", kind: "mutation" } as const;
  const snippet = curlCall({ procedure, input, connection });
  const script = `roster() { echo token; }\ncurl() { for last; do :; done; printf %s "$last"; }\n${snippet}`;
  expect(JSON.parse(execFileSync("sh", ["-c", script], { encoding: "utf8" }))).toEqual(input);
});
