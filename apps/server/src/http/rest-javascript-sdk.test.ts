import { randomUUID } from "node:crypto";
import { backends, createTestDatabaseUrl, type TestDatabaseUrl } from "@roster/db/testing";
import { connect, type StreamClient } from "getstream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDataFolder, type ServerProcess, startServerProcess } from "../testing/server.js";

/** The error that the SDK throws, with the status and the service's own code. */
const rejection = (status: number, code: number): unknown =>
  expect.objectContaining({
    response: expect.objectContaining({ status }),
    error: expect.objectContaining({ status_code: status, code }),
  });

/** The SDK's own types require its StreamUser objects here, which JSON cannot represent. */
interface BatchClient {
  addUsers(users: readonly object[], override: boolean): Promise<{ created_users: object[] }>;
  getUsers(ids: readonly string[]): Promise<{ users: object[] }>;
  deleteUsers(ids: readonly string[]): Promise<object>;
}

describe.each(backends)("the official JavaScript SDK, on %s", (backend) => {
  const folder = createDataFolder();
  let database: TestDatabaseUrl;
  let server: ServerProcess;
  let backendClient: StreamClient;

  beforeAll(async () => {
    database = await createTestDatabaseUrl(backend);
    server = await startServerProcess(folder.path, { DATABASE_URL: database.url });
    backendClient = connectAs(server.credentials.apiSecret);
  });

  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  const connectAs = (secretOrToken: string) =>
    connect(server.credentials.apiKey, secretOrToken, undefined, {
      urlOverride: { api: `${server.ready.apiUrl}/api/` },
    });

  const userData = { name: "John Doe", occupation: "Software Engineer", gender: "male" };

  test("creates a user once, and gets or creates it", async () => {
    const user = await backendClient.user("john-doe").create(userData);
    expect(user.data).toEqual(userData);
    expect(Object.keys(user.full ?? {}).toSorted()).toEqual([
      "created_at",
      "data",
      "id",
      "updated_at",
    ]);
    await expect(backendClient.user("john-doe").create(userData)).rejects.toEqual(
      rejection(409, 22),
    );
    const again = await backendClient.user("john-doe").getOrCreate({ name: "Another" });
    expect(again.full).toEqual(user.full);
  });

  test("creates the user once when create and getOrCreate are not awaited", async () => {
    const [created, found] = await Promise.allSettled([
      backendClient.user("unawaited").create(userData),
      backendClient.user("unawaited").getOrCreate(userData),
    ]);
    expect(found.status).toBe("fulfilled");
    const reason: unknown = created.status === "rejected" ? created.reason : undefined;
    expect([undefined, rejection(409, 22)]).toContainEqual(reason);
    expect((await backendClient.user("unawaited").get()).data).toEqual(userData);
  });

  test("gets a user and its profile with both follow counts", async () => {
    const { full } = await backendClient.user("looked-at").create({ a: 1 });
    expect((await backendClient.user("looked-at").get()).full).toEqual(full);
    const counted = { ...full, followers_count: 0, following_count: 0 };
    expect((await backendClient.user("looked-at").profile()).full).toEqual(counted);
    const asked = await backendClient.user("looked-at").get({ with_follow_counts: true });
    expect(asked.full).toEqual(counted);
  });

  test("replaces a user's data, keeps created_at and advances updated_at", async () => {
    const created = await backendClient.user("updated").create({ likes: "cake" });
    const { created_at, updated_at } = created.full ?? {};
    const updated = await backendClient.user("updated").update({ hates: "cake" });
    expect(updated.data).toEqual({ hates: "cake" });
    expect(updated.full?.created_at).toBe(created_at);
    expect(String(updated.full?.updated_at) > String(updated_at)).toBe(true);
    expect((await backendClient.user("updated").get()).full).toEqual(updated.full);
  });

  test("deletes a user, who cannot be read, updated or deleted afterwards", async () => {
    await backendClient.user("deleted").create();
    await expect(backendClient.user("deleted").delete()).resolves.toEqual({
      duration: expect.any(String),
    });
    const nobody = () => backendClient.user("deleted");
    await expect(nobody().get()).rejects.toEqual(rejection(404, 16));
    await expect(nobody().update({})).rejects.toEqual(rejection(404, 16));
    await expect(nobody().delete()).rejects.toEqual(rejection(404, 16));
    expect((await nobody().getOrCreate({ fresh: true })).data).toEqual({ fresh: true });
  });

  test("rejects a string as data and an id with a space", async () => {
    const text: Record<string, unknown> = Object("some string");
    await expect(backendClient.user("text").create(text)).rejects.toEqual(rejection(400, 4));
    await expect(backendClient.user("a b").create({})).rejects.toEqual(rejection(400, 4));
    await expect(backendClient.user("a b").get()).rejects.toEqual(rejection(400, 4));
  });

  test("adds, gets and deletes users in batches", async () => {
    const batch = backendClient as unknown as BatchClient; // BatchClient explains why
    const users = [
      { id: "batch-1", data: { n: 1 } },
      { id: "batch-2", data: {} },
    ];
    const added = await batch.addUsers(users, true);
    expect(added.created_users).toMatchObject(users);
    const kept = await batch.addUsers([{ id: "batch-1", data: { n: 2 } }], false);
    expect(kept.created_users).toMatchObject([{ id: "batch-1", data: { n: 1 } }]);
    const found = await batch.getUsers(["batch-1", "nobody", "batch-2"]);
    expect(found.users).toMatchObject(users);
    expect(await batch.deleteUsers(["batch-1", "batch-2"])).toMatchObject({
      deleted_user_ids: ["batch-1", "batch-2"],
    });
    expect((await batch.getUsers(["batch-1", "batch-2"])).users).toEqual([]);
  });

  test("adds, gets and deletes a thousand users with UUIDs as ids", async () => {
    const batch = backendClient as unknown as BatchClient; // BatchClient explains why
    const users = Array.from({ length: 1000 }, () => ({ id: randomUUID(), data: {} }));
    const ids = users.map(({ id }) => id);
    expect((await batch.addUsers(users, false)).created_users).toHaveLength(1000);
    expect((await batch.getUsers(ids)).users).toMatchObject(users);
    expect(await batch.deleteUsers(ids)).toMatchObject({ deleted_user_ids: ids });
  });

  test("rejects calls on feeds, reactions and collections as not allowed", async () => {
    await expect(backendClient.feed("user", "john").get()).rejects.toEqual(rejection(403, 17));
    await expect(backendClient.reactions.get("1")).rejects.toEqual(rejection(403, 17));
    await expect(backendClient.collections.get("food", "1")).rejects.toEqual(rejection(403, 17));
  });

  test("with a user's token creates, reads, updates and deletes that user, and by default reads no others", async () => {
    const alice = connectAs(backendClient.createUserToken("alice"));
    await backendClient.user("bob").create({ name: "Bob" });
    expect((await alice.user("alice").create({ name: "Alice" })).data).toEqual({ name: "Alice" });
    expect((await alice.setUser({ name: "Another" })).data).toEqual({ name: "Alice" });
    expect((await alice.user("alice").update({ name: "A." })).data).toEqual({ name: "A." });
    expect((await alice.user("alice").get()).data).toEqual({ name: "A." });
    expect((await alice.user("alice").profile()).full).toMatchObject({ followers_count: 0 });
    await expect(alice.user("bob").get()).rejects.toEqual(rejection(403, 17));
    await expect(alice.user("nobody").get()).rejects.toEqual(rejection(403, 17));
    await expect(alice.user("alice").delete()).resolves.toMatchObject({});
  });

  test("with a user's token cannot change other users", async () => {
    const carol = connectAs(backendClient.createUserToken("carol", { role: "extra claims" }));
    await backendClient.user("dave").create({ name: "Dave" });
    await expect(carol.user("erin").create({})).rejects.toEqual(rejection(403, 17));
    await expect(carol.user("dave").getOrCreate({})).rejects.toEqual(rejection(403, 17));
    await expect(carol.user("dave").update({})).rejects.toEqual(rejection(403, 17));
    await expect(carol.user("dave").delete()).rejects.toEqual(rejection(403, 17));
    expect((await backendClient.user("dave").get()).data).toEqual({ name: "Dave" });
  });

  test("rejects an unknown key and a wrong secret", async () => {
    const urlOverride = { api: `${server.ready.apiUrl}/api/` };
    const { apiKey, apiSecret } = server.credentials;
    const stranger = connect("nosuchkey", apiSecret, undefined, { urlOverride });
    await expect(stranger.user("john-doe").get()).rejects.toEqual(rejection(401, 2));
    const forger = connect(apiKey, "x".repeat(64), undefined, { urlOverride });
    await expect(forger.user("john-doe").get()).rejects.toEqual(rejection(401, 3));
  });
});
