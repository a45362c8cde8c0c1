import { type JsonObject, parseJsonText } from "@roster/contract/json";
import { describe, expect, test } from "vitest";
import { FIRST_APP_ID } from "../bootstrap.js";
import { createApi } from "../create-api.js";
import { openDatabase } from "@roster/db";
import { backends, openTestApi, rejectionOf, serverActor, userActor } from "../testing.js";

const schema: JsonObject = {
  type: "object",
  properties: { occupation: { type: "string" }, age: { type: "integer" } },
  required: ["occupation"],
  additionalProperties: false,
};
const good = { occupation: "Engineer" };
const bad = { occupation: 1 };
const issues = [{ path: ["data", "occupation"], message: "must be string" }];

describe.each(backends)("an app's schema on %s", (backend) => {
  test("cannot compare with numbers beyond 2^53, and accepts such integers in data", async () => {
    await using api = await openTestApi(backend);
    const { users, apps } = api.server;
    const limited = parseJsonText('{"properties":{"n":{"enum":[1,9007199254740993]}}}');
    for (const call of [apps.setDataSchema, apps.checkDataSchema]) {
      expect(await rejectionOf(call({ schema: limited }))).toMatchObject({
        code: "INVALID",
        details: { issues: [{ path: ["schema", "properties", "n", "enum", 1] }] },
      });
    }
    await apps.setDataSchema({ schema: { properties: { n: { type: "integer", minimum: 2 } } } });
    for (const n of ["9007199254740993", "9223372036854775807", "1e25", "18446744073709551616"]) {
      await users.add({ id: n, data: parseJsonText(`{"n":${n}}`) });
    }
    const negative = users.add({ id: "a", data: parseJsonText('{"n":-9007199254740993}') });
    expect((await rejectionOf(negative)).code).toBe("INVALID");
  });

  test("validates every write, and reports each violating path", async () => {
    await using api = await openTestApi(backend);
    const { users, apps } = api.server;
    await apps.setDataSchema({ schema });
    const user = { id: "a", data: good };
    await users.add(user);
    const refused = { code: "INVALID", details: { issues } };
    expect(await rejectionOf(users.add({ id: "b", data: bad }))).toMatchObject(refused);
    expect(await rejectionOf(users.add({ id: "a", data: bad, getOrCreate: true }))).toMatchObject(
      refused,
    );
    expect(await rejectionOf(users.update({ id: "a", data: bad }))).toMatchObject(refused);
    expect(await rejectionOf(users.patch({ id: "a", set: bad }))).toMatchObject(refused);
    expect(await rejectionOf(users.patch({ id: "a", unset: ["occupation"] }))).toMatchObject({
      details: { issues: [{ path: ["data", "occupation"], message: "is required" }] },
    });
    expect(await rejectionOf(users.add({ id: "b" }))).toMatchObject({ code: "INVALID" });
    expect((await users.list({})).users).toMatchObject([{ ...user, version: 1 }]);
    expect(await users.patch({ id: "a", set: { age: 3 } })).toMatchObject({
      data: { occupation: "Engineer", age: 3 },
    });
  });

  test("is never asked about data that is too large", async () => {
    await using api = await openTestApi(backend, { maxDataBytes: 100 });
    const { users, apps } = api.server;
    await apps.setDataSchema({ schema: { maxProperties: 1 } });
    await users.add({ id: "a", data: { n: 1 } });
    const data = { a: "x".repeat(60), b: "x".repeat(60) };
    const tooLarge = { code: "TOO_LARGE", details: { limitBytes: 100 } };
    for (const call of [
      users.add({ id: "b", data }),
      users.add({ id: "a", data, getOrCreate: true }),
      users.update({ id: "a", data }),
      users.patch({ id: "a", set: data }),
    ]) {
      expect(await rejectionOf(call)).toMatchObject(tooLarge);
    }
    const sizeIssues = [{ path: ["data"], message: expect.stringContaining("at most 100") }];
    const batch = { users: [{ id: "b", data }] };
    expect((await users.addMany(batch)).results).toMatchObject([{ issues: sizeIssues }]);
    expect((await users.addMany({ ...batch, update: true })).results).toMatchObject([
      { issues: sizeIssues },
    ]);
    expect((await users.import(batch)).refused).toMatchObject([{ issues: sizeIssues }]);
    expect((await users.patchMany({ ids: ["a"], set: data })).results).toMatchObject([
      { issues: sizeIssues },
    ]);
  });

  test("makes one user of a batch invalid, or rejects an atomic batch as a whole", async () => {
    await using api = await openTestApi(backend);
    const { users, apps } = api.server;
    await apps.setDataSchema({ schema });
    const batch = [
      { id: "a", data: good },
      { id: "b", data: { ...bad, more: 1 } },
      { id: "c", data: good },
    ];
    const found = [{ path: ["data", "more"], message: "is not a known key" }, ...issues];
    expect(await rejectionOf(users.addMany({ users: batch, atomic: true }))).toMatchObject({
      code: "INVALID",
      details: { issues: found.map((issue) => ({ ...issue, path: ["users", 1, ...issue.path] })) },
    });
    expect((await users.list({})).users).toEqual([]);
    const { results } = await users.addMany({ users: batch });
    expect(results).toMatchObject([
      { status: "created" },
      { status: "invalid", id: "b", issues: found },
      { status: "created" },
    ]);
  });

  test("stops one user's slow data, and lets the writes of others through", async () => {
    await using api = await openTestApi(backend);
    const { users, apps } = api.server;
    const pattern = "^(?=.*[A-Z])(?:.+)+x$";
    await apps.setDataSchema({ schema: { properties: { a: { type: "string", pattern } } } });
    const slow = { a: `A${"a".repeat(60)}` };
    const valid = { a: "Ax" };
    const results = await users.addMany({
      users: [
        { id: "a", data: valid },
        { id: "b", data: slow },
      ],
    });
    expect(results).toMatchObject({ results: [{ status: "created" }, { status: "invalid" }] });
    const writes = [
      users.patch({ id: "a", set: slow }),
      users.patch({ id: "a", set: { n: 1 } }),
      users.add({ id: "c", data: valid }),
      users.update({ id: "a", data: { a: "wrong" } }),
    ];
    const settled = await Promise.allSettled(writes);
    const statuses = settled.map(({ status }) => status);
    expect(statuses).toEqual(["rejected", "fulfilled", "fulfilled", "rejected"]);
    expect(settled[0]).toMatchObject({
      reason: { message: expect.stringContaining("takes more than 500 ms") },
    });
    expect(await users.get({ id: "a" })).toMatchObject({ data: { a: "Ax", n: 1 }, version: 2 });
    const patched = await users.patchMany({ ids: ["a", "c"], set: { m: 1 } });
    expect(patched.results).toMatchObject([{ status: "patched" }, { status: "patched" }]);
  });

  test("counts versions from 1, keeps them all, and creates none for an identical schema", async () => {
    await using api = await openTestApi(backend);
    const { apps } = api.server;
    expect(await apps.getDataSchema()).toBeNull();
    const first = await apps.setDataSchema({ schema });
    expect(first).toMatchObject({
      created: true,
      dataSchema: { version: 1, schema, appliesTo: "allUsers" },
    });
    expect(await apps.setDataSchema({ schema })).toEqual({ ...first, created: false });
    const second = await apps.setDataSchema({ schema: {}, appliesTo: "newWrites" });
    expect(await apps.getDataSchema()).toEqual(second.dataSchema);
    expect(second.dataSchema).toMatchObject({ version: 2, schema: {}, appliesTo: "newWrites" });
    expect(await apps.getDataSchema({ version: 1 })).toEqual(first.dataSchema);
    expect(await apps.getDataSchema({ version: 9 })).toBeNull();
    const { versions, next } = await apps.listDataSchemas({ limit: 1 });
    expect([versions, next]).toMatchObject([[{ version: 2, isFreeForm: false }], 2]);
    expect(await apps.listDataSchemas({ before: 2, limit: 1 })).toMatchObject({
      versions: [{ version: 1 }],
      next: null,
    });
  });

  test("makes data free-form again when it is removed, as a new version", async () => {
    await using api = await openTestApi(backend);
    const { apps, users } = api.server;
    expect((await rejectionOf(apps.removeDataSchema())).code).toBe("NOT_FOUND");
    await apps.setDataSchema({ schema });
    expect(await apps.removeDataSchema()).toMatchObject({ version: 2, schema: null });
    await users.add({ id: "a", data: bad });
    expect(await apps.getDataSchema()).toBeNull();
    expect((await rejectionOf(apps.checkDataSchema())).code).toBe("NOT_FOUND");
    expect((await apps.listDataSchemas()).versions).toMatchObject([
      { version: 2, isFreeForm: true },
      { version: 1, isFreeForm: false },
    ]);
  });

  test("belongs to its app, and cannot be set by user tokens", async () => {
    await using api = await openTestApi(backend, { userReads: "byId" });
    const other = api.as(serverActor("other"));
    await api.server.apps.setDataSchema({ schema });
    await other.users.add({ id: "a", data: bad });
    expect(await other.apps.getDataSchema()).toBeNull();
    expect((await other.apps.setDataSchema({ schema: {} })).dataSchema.version).toBe(1);
    const user = api.as(userActor(FIRST_APP_ID, "a"));
    expect(await user.apps.getDataSchema()).toMatchObject({ schema });
    for (const call of [
      user.apps.setDataSchema({ schema }),
      user.apps.removeDataSchema(),
      user.apps.checkDataSchema(),
    ]) {
      expect((await rejectionOf(call)).code).toBe("FORBIDDEN");
    }
  });

  test("is rejected if stored users violate it, with their number and the first of them, unless it applies to new writes only", async () => {
    await using api = await openTestApi(backend);
    const { apps, users } = api.server;
    const added = Array.from({ length: 12 }, (_, n) => ({
      id: `user-${String(n).padStart(2, "0")}`,
      data: n === 5 ? good : bad,
    }));
    await users.addMany({ users: added });
    const rejection = await rejectionOf(apps.setDataSchema({ schema }));
    const offenders = added.filter(({ data }) => data === bad).slice(0, 10);
    expect(rejection).toMatchObject({
      code: "INVALID",
      details: { breaches: { count: 11, users: offenders.map(({ id }) => ({ id, issues })) } },
    });
    expect(rejection.message).toContain("11 stored users violate this schema");
    expect(rejection.message).toContain("user-00: data.occupation must be string");
    expect(await apps.getDataSchema()).toBeNull();
    await apps.setDataSchema({ schema, appliesTo: "newWrites" });
    expect((await rejectionOf(users.patch({ id: "user-00", set: { age: 1 } }))).code).toBe(
      "INVALID",
    );
    expect(await users.patch({ id: "user-00", set: good })).toMatchObject({ data: good });
    expect((await rejectionOf(apps.setDataSchema({ schema }))).message).toContain(
      "10 stored users",
    );
  });

  test("can be checked against thousands of users, page by page, without being stored", async () => {
    await using api = await openTestApi(backend);
    const { apps, users } = api.server;
    const added = Array.from({ length: 3_210 }, (_, n) => ({
      id: `u${n}`,
      data: n % 3 === 0 ? bad : good,
    }));
    await users.addMany({ users: added });
    const { checked, breaches } = await apps.checkDataSchema({ schema });
    expect([checked, breaches.count, breaches.users.length]).toEqual([3_210, 1_070, 10]);
    expect(breaches.users[0]).toEqual({ id: "u0", issues });
    expect(await apps.getDataSchema()).toBeNull();
    await apps.setDataSchema({ schema, appliesTo: "newWrites" });
    expect(await apps.checkDataSchema()).toEqual({ checked, breaches });
  });

  test("gets 20 versions from 20 concurrent calls of two processes", async () => {
    await using api = await openTestApi(backend);
    await using other = await openDatabase({ url: api.databaseUrl });
    const racers = Array.from({ length: 20 }, (_, n) =>
      (n % 2 === 0 ? api.database : other).dataSchemas.add("main", {
        schema: `{"n":${n}}`,
        appliesTo: "allUsers",
      }),
    );
    const versions = (await Promise.all(racers)).map(({ version }) => version);
    expect(versions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  });

  test("reaches its own process immediately, and another one within five seconds", async () => {
    await using api = await openTestApi(backend);
    await using database = await openDatabase({ url: api.databaseUrl });
    let now = 1_000;
    const other = createApi({
      database,
      masterKey: api.masterKey,
      maxDataBytes: 65_536,
      log: { error: () => {} },
      monotonicNow: () => now,
    });
    const actor = serverActor(FIRST_APP_ID);
    const elsewhere = other.createCaller(other.createContext({ actor }));
    await elsewhere.users.add({ id: "a", data: bad });
    await api.server.apps.setDataSchema({ schema, appliesTo: "newWrites" });
    expect((await rejectionOf(api.server.users.add({ id: "b", data: bad }))).code).toBe("INVALID");
    now += 4_999;
    await elsewhere.users.update({ id: "a", data: bad });
    now += 2;
    expect((await rejectionOf(elsewhere.users.update({ id: "a", data: bad }))).code).toBe(
      "INVALID",
    );
  });

  test("is rejected if it is not a valid schema", async () => {
    await using api = await openTestApi(backend);
    const { apps } = api.server;
    for (const none of [
      { $ref: "https://example.com/schema.json" },
      { $schema: "http://json-schema.org/draft-04/schema#" },
      { type: "strin" },
    ]) {
      expect((await rejectionOf(apps.setDataSchema({ schema: none }))).code).toBe("INVALID");
      expect((await rejectionOf(apps.checkDataSchema({ schema: none }))).code).toBe("INVALID");
    }
    expect((await apps.listDataSchemas()).versions).toEqual([]);
  });
});
