import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { curlCall, typescriptCall } from "./call-snippets";

const connection = { apiUrl: "http://localhost:8000", apiKey: "key" };

test("a call is written as the client's, by the procedure's kind", () => {
  const get = { path: "users.get", kind: "query" } as const;
  expect(typescriptCall({ procedure: get, input: { id: "a" }, connection })).toContain(
    'await roster.trpc.users.get.query({\n  "id": "a"\n});',
  );
  const end = { path: "apps.removeDataSchema", kind: "mutation" } as const;
  expect(typescriptCall({ procedure: end, input: null, connection })).toContain(
    "await roster.trpc.apps.removeDataSchema.mutate();",
  );
});

test("a shell hands the input to curl as it is, whatever it holds", () => {
  const input = { id: "a", data: { name: `O'Hara "the $HOME" \\ \`id\`` } };
  const procedure = { path: "users.add", kind: "mutation" } as const;
  const said = curlCall({ procedure, input, connection });
  const script = `roster() { echo token; }\ncurl() { for last; do :; done; printf %s "$last"; }\n${said}`;
  expect(JSON.parse(execFileSync("sh", ["-c", script], { encoding: "utf8" }))).toEqual(input);
});
