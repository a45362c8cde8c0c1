import { toIssues } from "@roster/contract";
import { callTRPCProcedure } from "@trpc/server";
import { describe, expect, test } from "vitest";
import { FIRST_APP_ID } from "../bootstrap.js";
import { toAppError } from "../trpc/error-mapping.js";
import { adminActor, backends, openTestApi } from "../testing.js";
import { router } from "../router.js";
import { proceduresByPath } from "../trpc/procedures-by-path.js";
import { describeProcedures, inputSchemaOf } from "./describe-procedures.js";
import { procedureDocs } from "./procedure-docs.js";

const described = describeProcedures();

test("every procedure of the router is described, with its kind and the schema of its input", () => {
  const procedures = Object.entries(proceduresByPath(router));
  expect(described.map(({ path, kind }) => [path, kind])).toEqual(
    procedures.map(([path, { _def }]) => [path, _def.type]),
  );
  for (const { path, input } of described) {
    const procedure = proceduresByPath(router)[path];
    expect([path, input !== null]).toEqual([
      path,
      procedure && inputSchemaOf(procedure) !== undefined,
    ]);
  }
});

test("every documented procedure exists", () => {
  const paths = new Set(described.map(({ path }) => path));
  expect(Object.keys(procedureDocs).filter((path) => !paths.has(path))).toEqual([]);
});

test("exactly the procedures that remove something are marked as destructive", () => {
  const destructive = described.filter(({ isDestructive }) => isDestructive);
  expect(destructive.map(({ path }) => path)).toEqual(
    expect.arrayContaining(["users.remove", "users.removeMany", "apiKeys.revoke"]),
  );
  expect(destructive.filter(({ kind }) => kind === "query")).toEqual([]);
  expect(described.find(({ path }) => path === "users.add")?.isDestructive).toBe(false);
});

test("each procedure states the role that it requires of administrators", () => {
  const roleOf = (wanted: string) => described.find(({ path }) => path === wanted)?.role;
  expect(roleOf("users.list")).toBe("viewer");
  expect(roleOf("users.add")).toBe("editor");
  expect(roleOf("apps.add")).toBe("owner");
});

describe.each(backends)("on %s", (backend) => {
  test("the server accepts or rejects each example as its schema does", async () => {
    await using api = await openTestApi(backend);
    const ctx = api.api.createContext({ actor: adminActor(FIRST_APP_ID) });
    for (const { path, kind, example } of described) {
      const procedure = proceduresByPath(router)[path];
      const schema = procedure && inputSchemaOf(procedure);
      const input = example ?? undefined;
      const checked = schema?.safeParse(input);
      const call = callTRPCProcedure({
        router: api.api.router,
        path,
        type: kind,
        ctx,
        getRawInput: async () => input,
        signal: undefined,
        batchIndex: 0,
      });
      const rejection = await call.then(
        () => undefined,
        (error: unknown) => toAppError(error),
      );
      const expected = checked?.error ? toIssues(checked.error) : undefined;
      const told = rejection?.code === "INVALID" ? rejection.details : undefined;
      expect([path, told]).toEqual([path, expected && { issues: expected }]);
    }
  });
});
