import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { errors } from "@roster/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openFolder, run, type TestFolder, zodFolder } from "../testing/run-cli.js";
import { openServer } from "../testing/server.js";

const server = await openServer();
let folder: TestFolder;

beforeAll(async () => {
  folder = await openFolder();
  await mkdir(join(folder.path, "node_modules"));
  await symlink(zodFolder, join(folder.path, "node_modules/zod"));
  await write("user-data.ts", userData);
  await write("strict.json", '{"type":"object","required":["name"],"additionalProperties":false}');
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});
beforeEach(async () => {
  for await (const { id } of server.client.users.iterate()) await server.client.users.remove(id);
  const { apps } = server.client.trpc;
  if (await apps.getDataSchema.query({})) await apps.removeDataSchema.mutate();
});

/** Uses TypeScript syntax: types, an enum and a type-only import. */
const userData = `import { z } from "zod";
import type { ZodType } from "zod";
enum Kind { Person = "person" }
const name: ZodType = z.string().min(1);
export const UserData = z.object({ name, kind: z.enum(Kind).optional(), email: z.email().optional() });
export type UserData = z.infer<typeof UserData>;
`;

const write = (name: string, text: string) => writeFile(join(folder.path, name), text);

const roster = (...args: string[]) =>
  run(args, { env: { ROSTER_CONFIG: server.configFile }, folder: folder.path });

const push = (...args: string[]) => roster("schema", "push", ...args);

describe("roster schema push", () => {
  test("enforces a zod schema written in TypeScript, in the API and the CLI", async () => {
    const { code, stdout, stderr } = await push("user-data.ts");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Version \d+ is active\.\n$/);
    const stored = await server.client.trpc.apps.getDataSchema.query({});
    expect(stored).toMatchObject({
      appliesTo: "allUsers",
      schema: {
        $schema: "https://json-schema.org/draft/2020-12/schema",
        required: ["name"],
        properties: { kind: { enum: ["person"] } },
      },
    });
    const rejected = await roster("users", "add", "ada", "--data", '{"name":1,"email":"x"}');
    expect(rejected.code).toBe(errors.INVALID.exitCode);
    expect(rejected.stderr).toContain("data.name: must be string");
    expect(rejected.stderr).toContain('data.email: must match format "email"');
    expect((await roster("users", "add", "ada", "--data", '{"name":"Ada"}')).code).toBe(0);
    const again = await push("user-data.ts", "--json");
    expect(JSON.parse(again.stdout)).toEqual({ dataSchema: stored, created: false });
  });

  test("requires integers where the schema has a bigint", async () => {
    const start = 'import { z } from "zod";\nexport const UserData = ';
    await write(
      "bigints.ts",
      `${start}z.object({ id: z.bigint().min(1n).default(1n), ticks: z.int64().optional() });`,
    );
    expect(await push("bigints.ts")).toMatchObject({ code: 0, stderr: "" });
    expect(await server.client.trpc.apps.getDataSchema.query({})).toMatchObject({
      schema: { properties: { id: { type: "integer", minimum: 1 }, ticks: { type: "integer" } } },
    });
    const { users } = server.client;
    await users.add("ada", { id: 2n ** 63n - 1n });
    await expect(users.add("bob", { id: 0n })).rejects.toThrow("data.id: must be >= 1");
    await expect(users.add("bob", { ticks: 1.5 })).rejects.toThrow("data.ticks: must be integer");
  });

  test("is rejected with the number and the first of the violating users, unless they are accepted", async () => {
    await server.client.users.add("ada", { name: "Ada" });
    await server.client.users.add("bob", { name: 1 });
    const rejected = await push("user-data.ts");
    expect(rejected).toMatchObject({ code: errors.INVALID.exitCode, stdout: "" });
    expect(rejected.stderr).toContain("1 stored user violates this schema");
    expect(rejected.stderr).toContain("bob: data.name must be string");
    expect((await push("user-data.ts", "--new-writes-only")).code).toBe(0);
    await expect(server.client.users.update("bob", { name: 2 })).rejects.toThrow("data.name");
  });

  test("uses the named export, and requires --export if there are several", async () => {
    await write(
      "two.mjs",
      'import { z } from "zod";\nexport const A = z.object({ a: z.string().optional() });\nexport const B = z.object({});\n',
    );
    const unnamed = await push("two.mjs");
    expect(unnamed.code).toBe(errors.INVALID.exitCode);
    expect(unnamed.stderr).toContain("--export (A, B)");
    expect((await push("two.mjs", "--export", "A")).code).toBe(0);
    expect((await roster("schema", "show")).stdout).toContain('"a"');
    expect((await push("two.mjs", "--export", "C")).stderr).toContain(
      "exports no schema C, only A, B",
    );
  });

  test.each([
    ["gone.ts", undefined, "cannot be read"],
    ["schema.yaml", "a: 1", "neither JSON (.json) nor a module"],
    ["broken.ts", "const = 1", "cannot be loaded"],
    ["none.ts", "export const a = 1", "exports no zod schema"],
    [
      "date.ts",
      'import { z } from "zod";\nexport default z.object({ d: z.date() });',
      "z.date() has no JSON Schema",
    ],
    ["list.json", "[]", "must be a JSON object"],
    ["bad.json", '{"type":"strin"}', "schema.type"],
    ["away.json", '{"$ref":"https://example.com/a"}', "nothing is fetched"],
  ])("rejects %s with the reason", async (name, text, message) => {
    if (text !== undefined) await write(name, text);
    const { code, stderr } = await push(name);
    expect(stderr).toContain(message);
    expect(code).toBe(errors.INVALID.exitCode);
  });
});

test("roster schema check lists violating users, fails if there are any, and stores nothing", async () => {
  await server.client.users.addMany([
    { id: "ada", data: { name: "Ada" } },
    { id: "bob", data: { name: 1 } },
  ]);
  const broken = await roster("schema", "check", "user-data.ts");
  expect(broken.code).toBe(errors.INVALID.exitCode);
  expect(broken.stdout).toBe(
    "2 users checked, 1 violates the schema.\n  bob: data.name must be string\n",
  );
  await server.client.users.remove("bob");
  const whole = await roster("schema", "check", "user-data.ts", "--json");
  expect(whole).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(whole.stdout)).toEqual({ checked: 1, breaches: { count: 0, users: [] } });
  expect(await server.client.trpc.apps.getDataSchema.query({})).toBeNull();
});

test("roster schema show prints the active or a given schema, or says that none exists", async () => {
  expect(await roster("schema", "show")).toMatchObject({
    code: 0,
    stdout: "null\n",
    stderr: "No schema: data is free-form.\n",
  });
  const { stdout } = await push("strict.json", "--json");
  const { dataSchema } = JSON.parse(stdout) as { dataSchema: { version: number; schema: object } };
  await push("user-data.ts");
  const shown = await roster("schema", "show", String(dataSchema.version));
  expect(JSON.parse(shown.stdout)).toEqual(dataSchema.schema);
  const asJson = await roster("schema", "show", String(dataSchema.version), "--json");
  expect(JSON.parse(asJson.stdout)).toEqual(dataSchema);
  expect((await roster("schema", "show", "999")).code).toBe(errors.NOT_FOUND.exitCode);
  expect((await roster("schema", "show", "one")).code).toBe(errors.INVALID.exitCode);
});

test("roster schema diff shows every difference, ignoring the order of keys", async () => {
  await push("strict.json");
  await write("same.json", '{"additionalProperties":false,"required":["name"],"type":"object"}');
  expect((await roster("schema", "diff", "same.json")).stdout).toBe("No differences.\n");
  await write("other.json", '{"type":"object","required":["name","age"],"properties":{"age":{}}}');
  const { code, stdout } = await roster("schema", "diff", "other.json");
  expect(code).toBe(0);
  expect(stdout).toBe(
    '- required: ["name"]\n+ required: ["name","age"]\n- additionalProperties: false\n+ properties: {"age":{}}\n',
  );
});

test("roster schema remove makes data free-form again", async () => {
  await push("strict.json");
  expect((await roster("schema", "remove")).code).toBe(errors.INVALID.exitCode);
  expect((await roster("schema", "remove", "--yes")).code).toBe(0);
  await server.client.users.add("ada", { anything: 1 });
  expect((await roster("schema", "remove", "--yes")).code).toBe(errors.NOT_FOUND.exitCode);
});
