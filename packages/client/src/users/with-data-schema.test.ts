import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createClient, isRosterError } from "../index.js";
import { openTestServer } from "../test-support/server.js";

const Person = z.object({
  name: z.string(),
  age: z.number().min(0).optional(),
  role: z.enum(["admin", "member"]).default("member"),
});

async function openWithSchema() {
  const server = await openTestServer();
  const { url, apiKey, apiSecret, requests } = server;
  const client = createClient({ url, apiKey, apiSecret, data: Person });
  return { ...client, requests, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

async function issuesOf(call: Promise<unknown>) {
  const error = await call.catch((thrown: unknown) => thrown);
  return isRosterError(error, "INVALID") && error.data.details?.issues.map(({ path }) => path);
}

describe("a client with a schema of the data", () => {
  test("stores the output of the schema", async () => {
    await using roster = await openWithSchema();
    const { user } = await roster.users.add("ada", { name: "Ada" });
    expect(user.data).toEqual({ name: "Ada", role: "member" });
    const changed = await roster.user("ada").update({ name: "Ada L.", role: "admin" });
    expect(changed.data).toEqual({ name: "Ada L.", role: "admin" });
    const [result] = (await roster.users.addMany([{ id: "bob", data: { name: "Bob" } }])).results;
    expect(result).toMatchObject({ status: "created", user: { data: { role: "member" } } });
  });

  test("rejects data that violates the schema, with each path, and sends nothing", async () => {
    await using roster = await openWithSchema();
    const bad = { name: 7, age: -1 } as never;
    const paths = [
      ["data", "name"],
      ["data", "age"],
    ];
    expect(await issuesOf(roster.users.add("ada", bad))).toEqual(paths);
    expect(await issuesOf(roster.users.update("ada", bad))).toEqual(paths);
    expect(await issuesOf(roster.user("ada").create(bad))).toEqual(paths);
    expect(await issuesOf(roster.users.add("ada"))).toEqual([["data", "name"]]);
    const many = [
      { id: "bob", data: { name: "Bob" } },
      { id: "ada", data: bad },
    ];
    expect(await issuesOf(roster.users.addMany(many, { atomic: true }))).toEqual([
      ["users", 1, "data", "name"],
      ["users", 1, "data", "age"],
    ]);
    expect(roster.requests).toEqual([]);
  });

  test("reports each invalid user of addMany in order, and adds the others", async () => {
    await using roster = await openWithSchema();
    const bad = {} as never;
    const { results } = await roster.users.addMany([
      { id: "no-name", data: bad },
      { id: "ada", data: { name: "Ada" } },
      { id: "also-invalid", data: bad },
      { id: "a b", data: { name: "A" } },
      { id: "bob", data: { name: "Bob" } },
    ]);
    expect(results).toMatchObject([
      { status: "invalid", id: "no-name", issues: [{ path: ["data", "name"] }] },
      { status: "created", user: { id: "ada" } },
      { status: "invalid", id: "also-invalid", issues: [{ path: ["data", "name"] }] },
      { status: "invalid", id: "a b", issues: [{ path: ["id"] }] },
      { status: "created", user: { id: "bob" } },
    ]);
    const sent = roster.requests.length;
    const none = await roster.users.addMany([{ id: "no-name", data: bad }]);
    expect(none.results).toMatchObject([{ status: "invalid", id: "no-name" }]);
    expect(roster.requests).toHaveLength(sent);
  });

  test("patches, filters, sorts and selects like any other client", async () => {
    await using roster = await openWithSchema();
    await roster.users.add("ada", { name: "Ada", age: 36 });
    await roster.users.add("bob", { name: "Bob", age: 17 });
    const patched = await roster.users.patch("bob", { set: { age: 18 }, unset: ["role"] });
    expect(patched.data).toEqual({ name: "Bob", age: 18 });
    const { users } = await roster.users.list({
      where: { "data.age": { gte: 18 } },
      sort: [{ path: "data.name", direction: "desc" }],
      select: ["data.age"],
    });
    expect(users.map(({ data }) => data)).toEqual([{ age: 18 }, { age: 36 }]);
  });

  test("supports asynchronous schemas", async () => {
    await using server = await openTestServer();
    const { url, apiKey, apiSecret } = server;
    const data = z.object({ name: z.string().refine(async (name) => name !== "Eve", "is taken") });
    const { users } = createClient({ url, apiKey, apiSecret, data });
    expect((await users.add("ada", { name: "Ada" })).user.data).toEqual({ name: "Ada" });
    expect(await issuesOf(users.add("eve", { name: "Eve" }))).toEqual([["data", "name"]]);
    const { results } = await users.addMany([
      { id: "eve", data: { name: "Eve" } },
      { id: "bob", data: { name: "Bob" } },
    ]);
    expect(results.map(({ status }) => status)).toEqual(["invalid", "created"]);
  });

  test("rejects output of the schema that is not JSON", async () => {
    await using server = await openTestServer();
    const { url, apiKey, apiSecret } = server;
    const data = z.object({ born: z.custom<string>() });
    const { users } = createClient({ url, apiKey, apiSecret, data });
    const born = new Date(0) as never;
    expect(await issuesOf(users.add("ada", { born }))).toEqual([["data", "born"]]);
  });
});
