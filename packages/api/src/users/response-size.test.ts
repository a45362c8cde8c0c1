import { describe, expect, test } from "vitest";
import type { Actor } from "../auth/actor.js";
import { backends, openTestApi, rejectionOf, serverActor, userActor } from "../testing.js";

/** Data of this many bytes. */
const dataOf = (bytes: number) => ({ text: "x".repeat(bytes - '{"text":""}'.length) });

const a = { id: "a", data: dataOf(900) };
const b = { id: "b", data: dataOf(800) };
const c = { id: "c", data: dataOf(700) };
const tooLarge = { code: "TOO_LARGE", details: { limitBytes: 2000, actualBytes: 2400 } };

async function openLimited(backend: (typeof backends)[number]) {
  const api = await openTestApi(backend, {
    maxDataBytes: 1000,
    readLimits: { maxReadBytes: 2000 },
  });
  await api.server.users.addMany({ users: [a, b, c] });
  return api;
}

describe.each(backends)("a page with too much data on %s", (backend) => {
  const sizes = { maxDataBytes: 1100, responseLimits: { maxPageBytes: 1200 } };

  test.each([["createdAt"], ["data.n"], ["id"]])(
    "ends early, in both directions: by %s",
    async (path) => {
      await using api = await openTestApi(backend, sizes);
      const ids = Array.from({ length: 9 }, (_, n) => `user-${n}`);
      const textOf = (n: number) => "x".repeat(n === 4 ? 1000 : n * 100);
      for (const [n, id] of ids.entries())
        await api.server.users.add({ id, data: { n, text: textOf(n) } });
      const read = (cursor?: string) =>
        api.server.users.list({ sort: [{ path }], limit: 8, ...(cursor && { cursor }) });
      const idsIn = ({ users }: Awaited<ReturnType<typeof read>>) => users.map(({ id }) => id);
      const pages = [await read()];
      for (let next = pages[0]?.nextCursor; next; next = pages.at(-1)?.nextCursor) {
        pages.push(await read(next));
      }
      expect(pages.flatMap(idsIn)).toEqual(ids);
      expect(pages.map(({ users }) => users.length)).toEqual([4, 1, 2, 1, 1]);
      const back = [await read(pages.at(-1)?.previousCursor ?? "")];
      for (let cursor = back[0]?.previousCursor; cursor; cursor = back[0]?.previousCursor) {
        back.unshift(await read(cursor));
      }
      expect(back.flatMap(idsIn)).toEqual(ids.slice(0, -1));
      expect(back.map(({ users }) => users.length)).toEqual([4, 1, 2, 1]);
    },
  );

  test("has a user that is larger, and counts all", async () => {
    await using api = await openTestApi(backend, {
      ...sizes,
      responseLimits: { maxPageBytes: 500 },
    });
    for (const user of [a, b, c]) await api.server.users.add(user);
    const page = await api.server.users.list({ sort: [{ path: "id" }], count: "exact" });
    expect(page.users).toMatchObject([a]);
    expect(page.total?.value).toBe(3);
  });
});

describe.each(backends)("a call that would return too much on %s", (backend) => {
  test("getMany: TOO_LARGE, with the actual size", async () => {
    await using api = await openLimited(backend);
    const { users } = api.server;
    expect(await rejectionOf(users.getMany({ ids: ["a", "b", "c"] }))).toMatchObject(tooLarge);
    expect((await users.getMany({ ids: ["c", "nobody", "b", "nobody2"] })).users).toMatchObject([
      c,
      b,
    ]);
  });

  test.each([
    ["each separately", {}],
    ["all or none", { atomic: true }],
    ["with an idempotency key", { idempotencyKey: "key" }],
  ])("addMany with getOrCreate adds no user: %s", async (_name, options) => {
    await using api = await openLimited(backend);
    const { users } = api.server;
    const call = { users: [{ id: "new" }, a, b, c], getOrCreate: true, ...options };
    expect(await rejectionOf(users.addMany(call))).toMatchObject(tooLarge);
    expect((await users.getMany({ ids: ["new"] })).missing).toEqual(["new"]);
    // Without returning them, it is not too much.
    const { outcomes } = await users.import({ users: call.users, getOrCreate: true });
    expect(outcomes).toBe("ceee");
  });

  test("addMany with update returns only what it was sent", async () => {
    await using api = await openLimited(backend);
    const { results } = await api.server.users.addMany({ users: [a, b, c], update: true });
    expect(results.map(({ status }) => status)).toEqual(["updated", "updated", "updated"]);
  });

  test("a repeated call omits data where the users have become too large", async () => {
    await using api = await openTestApi(backend, {
      maxDataBytes: 2500,
      readLimits: { maxReadBytes: 5000 },
    });
    const { users } = api.server;
    const ids = ["a", "b", "c"];
    await users.addMany({ users: ids.map((id) => ({ id, data: dataOf(1500) })) });
    const found = ids.map((id) => ({ id, getOrCreate: true }));
    const call = { users: [{ id: "new" }, ...found], idempotencyKey: "key" };
    const made = await users.addMany(call);
    expect(made.results.slice(1)).toMatchObject(
      ids.map((id) => ({ user: { id, data: dataOf(1500) } })),
    );
    for (const id of ["a", "b"]) await users.update({ id, data: dataOf(2500) });
    const { results } = await users.addMany(call);
    expect(results).toMatchObject([
      made.results[0],
      ...ids.map((id) => ({ status: "existing", user: { id, data: {}, dataOmitted: true } })),
    ]);
  });
});

test.each(backends)("getMany reserves room before it reads, on %s", async (backend) => {
  const responseLimits = { maxResponsesBytes: 5000, maxPageBytes: 2000, minPageBytes: 100 };
  await using api = await openTestApi(backend, { maxDataBytes: 1000, responseLimits });
  const { users } = api.server;
  await users.addMany({ users: [a, b, c] });
  const read = () => users.getMany({ ids: ["a", "b", "c"] });
  const [first, second] = await Promise.allSettled([read(), read()]);
  expect(first).toMatchObject({ status: "fulfilled" });
  expect(second).toMatchObject({ reason: { message: expect.stringContaining("2400 bytes") } });
  expect((await read()).users).toHaveLength(3);
});

test("while responses hold too much data, pages are shorter, and then large reads are rejected", async () => {
  const responseLimits = { maxResponsesBytes: 12_000, maxPageBytes: 2000, minPageBytes: 100 };
  await using directory = await openTestApi("sqlite", {
    maxDataBytes: 1000,
    responseLimits,
    userReads: "all",
  });
  const { api } = directory;
  await directory.server.users.addMany({ users: [a, b, c] });
  const { responseMemory: memory } = api;
  const callAs = (actor: Actor) =>
    api.createCaller(api.createContext({ actor }, { hold: (bytes) => memory.hold(bytes) })).users;
  const server = callAs(serverActor("main"));
  const user = callAs(userActor("main", "a"));
  const sizeOf = async (reading: ReturnType<typeof user.list>) => (await reading).users.length;
  expect(await sizeOf(user.list({}))).toBe(1); // a sixth of the half for end users
  expect(memory.heldBytes).toBe(700);
  expect(await sizeOf(server.list({}))).toBe(2);
  const together = await Promise.all([server.list({}), server.list({}), server.list({})]);
  expect(together.map(({ users }) => users.length)).toEqual([2, 1, 1]); // each has what others leave
  memory.release(2900);
  memory.hold(4500);
  for (const call of [user.list({}), user.getMany({ ids: ["a"] })]) {
    expect(await rejectionOf(call)).toMatchObject({
      code: "UNAVAILABLE",
      details: { retryAfterSeconds: 1 },
    });
  }
  expect((await user.get({ id: "a" })).id).toBe("a");
  expect(await sizeOf(server.list({}))).toBe(1);
  memory.hold(8000);
  const adding = server.addMany({ users: [{ id: "new" }] });
  expect((await rejectionOf(adding)).code).toBe("UNAVAILABLE");
  memory.release(12_500);
  expect((await server.getMany({ ids: ["a", "new"] })).missing).toEqual(["new"]);
});
