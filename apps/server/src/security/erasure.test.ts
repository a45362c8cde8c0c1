import { readFileSync } from "node:fs";
import { backends, createTestDatabaseUrl, openRawDatabase } from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import { createDataFolder, type ServerProcess, startServerProcess } from "../testing/server.js";

/** Occurs only in this user's data, keys and queries. */
const MARK = "zebra-mark";
/** Stays in the change log and the audit log: who was changed and when. */
const id = "giraffe-id";
/** The same of a user that was banned and in the trash before it was removed for good. */
const trashed = "gazelle-id";
const reason = `because of ${MARK}`;
const data = { name: `name ${MARK}`, email: `${MARK}@example.org`, long: MARK.repeat(900) };

const procedures: readonly [string, object][] = [
  ["users.add", { id, data, idempotencyKey: `add ${MARK}` }],
  ["users.add", { id, data, idempotencyKey: `add ${MARK}` }],
  ["users.add", { id, data }],
  ["users.add", { id: "neighbour", data: { name: "stays" } }],
  ["users.add", { id, data, getOrCreate: true, idempotencyKey: `found ${MARK}` }],
  [
    "users.addMany",
    {
      users: [{ id, getOrCreate: true }, { id: "beside" }, { id, data }],
      idempotencyKey: `many ${MARK}`,
    },
  ],
  ["users.addMany", { users: [{ id, data }], atomic: true }],
  ["users.update", { id, data: { ...data, age: 1 } }],
  ["users.update", { id, data, ifVersion: 99 }],
  ["users.patch", { id, set: { nick: MARK }, idempotencyKey: `patch ${MARK}` }],
  ["users.patch", { id, set: { nick: MARK }, idempotencyKey: `patch ${MARK}` }],
  ["users.patch", { id, set: { nick: `other ${MARK}` }, idempotencyKey: `patch ${MARK}` }],
  ["users.patch", { id, set: { "name.first": MARK } }],
  ["users.patchMany", { users: [{ id, set: { more: MARK } }] }],
  ["users.addMany", { users: [{ id, data }], update: true, idempotencyKey: `update ${MARK}` }],
  ["users.import", { users: [{ id, data }, { id: "third" }], idempotencyKey: `import ${MARK}` }],
  ["users.revert", { id, toVersion: 1 }],
  ["users.revertMany", { users: [{ id, toVersion: 2 }] }],
  ["users.get", { id }],
  ["users.history", { id }],
  ["users.export", { id }],
  ["users.get", { id: `no-${MARK}` }],
  ["users.getMany", { ids: [id] }],
  ["users.list", { where: { "data.email": data.email } }],
  ["users.list", { search: MARK, sort: [{ path: `data.${MARK}` }], select: ["data.name"] }],
  ["users.list", { where: { "data.email": { nonsense: MARK } } }],
  ["users.add", { id: `${MARK} is not an id`, data }],
  ["users.add", { id: `big-${MARK}`, data: { text: MARK.repeat(10_000) } }],
  [`users.${MARK}`, { id }],
  ["users.ban", { id, reason }],
  ["users.add", { id: trashed, data, idempotencyKey: `trash ${MARK}` }],
  ["users.ban", { id: trashed, reason, seconds: 3600 }],
  ["users.banMany", { ids: [trashed], reason: `again ${reason}` }],
  ["users.ban", { id: trashed, reason: MARK.repeat(900) }],
  ["users.remove", { id: trashed, mode: "soft" }],
  ["users.restore", { id: trashed }],
  ["users.removeMany", { ids: [trashed], mode: "soft" }],
  ["users.add", { id: trashed, data }],
  ["users.get", { id: trashed, includeDeleted: true }],
  ["users.list", { status: ["deleted"], where: { "data.email": data.email } }],
  ["users.history", { id: trashed }],
];

async function touch(server: ServerProcess): Promise<void> {
  for (const [path, input] of procedures) await server.call(path, input);
  const { apiKey } = server.credentials;
  const headers = {
    authorization: server.authorization,
    "stream-auth-type": "jwt",
    "content-type": "application/json",
  };
  const rest = (path: string, method = "GET", body?: string) =>
    fetch(`${server.ready.apiUrl}/api/v1.0/${path}?api_key=${apiKey}`, {
      method,
      headers,
      ...(body !== undefined && { body }),
    });
  await rest("user/", "POST", JSON.stringify({ id, data }));
  await rest(`user/${id}/`);
  await rest(`user/${id}/`, "PUT", JSON.stringify({ data }));
  await rest(`user/${id}/`, "PUT", `{"data": ${MARK}`);
  await rest(`${MARK}/${id}/`);
  await fetch(`${server.ready.apiUrl}/trpc/users.get?input=${MARK}`, { headers });
}

describe.each(backends)("on %s", (backend) => {
  test("of a removed user, only who changed it and when is left, in no log line and regardless of the calls made with it", async () => {
    using folder = createDataFolder();
    await using testDatabase = await createTestDatabaseUrl(backend);
    const server = await startServerProcess(folder.path, {
      DATABASE_URL: testDatabase.url,
      ROSTER_LOG_LEVEL: "debug",
    });
    await touch(server);
    const stored = await openRawDatabase(testDatabase.url);
    expect(await stored.dump()).toContain(MARK);
    const kept = await stored.rows("users", ["id", "ban_reason", "deleted_data"]);
    expect(kept).toContainEqual({
      id: trashed,
      ban_reason: `again ${reason}`,
      deleted_data: JSON.stringify(data),
    });
    await server.call("users.remove", { id });
    await server.call("users.remove", { id: trashed });
    const dump = await stored.dump();
    expect(dump).not.toContain(MARK);
    expect(dump).toContain("stays");
    expect(tablesWith(id, dump)).toEqual(["audit_events", "changes"]);
    expect(tablesWith(trashed, dump)).toEqual(["changes"]);
    await server.call("users.remove", { id: "beside", eraseId: true });
    await server.call("users.add", { id });
    await server.call("users.removeMany", { ids: [id], eraseId: true });
    const erased = await stored.dump();
    expect(tablesWith(id, erased)).toEqual([]);
    expect(tablesWith("beside", erased)).toEqual([]);
    expect(tablesWith("erased-", erased)).toEqual(["audit_events", "changes"]);
    expect(tablesWith("neighbour", erased)).toContain("changes");
    await stored[Symbol.asyncDispose]();

    // A replay does not reveal the removed user's data.
    const again = await server.call("users.patch", procedures[9]?.[1] ?? {});
    expect(again.body.error?.data.code).toBe("NOT_FOUND");
    await server[Symbol.asyncDispose]();
    expect(server.log()).toContain("users.patchMany");
    expect(server.log()).not.toContain(MARK);
    expect(server.log()).not.toContain(id);
    expect(server.log()).not.toContain(trashed);
    if (backend !== "sqlite") return;
    const file = readFileSync(testDatabase.url.slice("file:".length));
    expect(file.includes("stays")).toBe(true);
    expect(file.includes(MARK)).toBe(false);
    expect(file.includes(id)).toBe(false);
  }, 60_000);

  test("logs the database's error for a rejected row without the row", async () => {
    using folder = createDataFolder();
    await using testDatabase = await createTestDatabaseUrl(backend);
    await using server = await startServerProcess(folder.path, { DATABASE_URL: testDatabase.url });
    await using stored = await openRawDatabase(testDatabase.url);
    await stored.execute(rejection[backend]);
    const { status } = await server.call("users.add", { id, data });
    expect(status).toBe(500);
    // The line may be logged shortly after the response.
    await expect.poll(() => server.log()).toContain("no more users");
    expect(server.log()).not.toContain(MARK);
  });
});

/** The tables of a dump whose rows contain the text. */
function tablesWith(text: string, dump: string): string[] {
  const tables = dump.split(/^(?=\w+: )/m).filter((table) => table.includes(text));
  return tables.map((table) => table.split(":", 1)[0] ?? "").toSorted();
}

/** Makes the database reject every new user. */
const rejection = {
  sqlite: `CREATE TRIGGER full BEFORE INSERT ON users BEGIN SELECT RAISE(ABORT, 'no more users'); END`,
  postgresql: `ALTER TABLE users ADD CONSTRAINT "no more users" CHECK (version > 1)`,
};
