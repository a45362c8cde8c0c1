import { describe, expect, test } from "vitest";
import type { Clock } from "../clock.js";
import type { DialectName } from "../dialects/dialect.js";
import { backends, openTestDatabase } from "../testing.js";

const DAY_SECONDS = 86_400;

async function openWithPassword(backend: DialectName, clock?: Clock) {
  const database = await openTestDatabase(backend, clock && { clock });
  await database.admins.addFirst("first");
  const credentialsAt = (await database.admins.getFirst())?.credentialsAt ?? 0n;
  const admin = { id: "admin", credentialsAt };
  const open = (tokenHash: string, lifetimeSeconds = 60) =>
    database.adminSessions.add({ tokenHash, lifetimeSeconds, admin, userAgent: tokenHash });
  const isOpen = async (tokenHash: string) =>
    (await database.adminSessions.touch(tokenHash)) !== null;
  return { database, credentialsAt, isOpen, open, sessions: database.adminSessions };
}

describe.each(backends)("the administrator's sessions on %s", (backend) => {
  test("all end when the password changes, except the kept one", async () => {
    const { database, open, sessions, isOpen, credentialsAt } = await openWithPassword(backend);
    await using _ = database;
    for (const hash of ["s1", "s2", "s3"]) await open(hash);
    await database.admins.updatePassword("admin", {
      passwordHash: "x",
      ifCredentialsAt: credentialsAt - 1n,
      keptSession: "s2",
    });
    expect(await isOpen("s1")).toBe(true); // a different password was to be replaced
    await database.admins.updatePassword("admin", { passwordHash: "second", keptSession: "s2" });
    expect(await isOpen("s1")).toBe(false);
    expect(await isOpen("s2")).toBe(true);
    expect((await sessions.list("admin")).map(({ tokenHash }) => tokenHash)).toEqual(["s2"]);
  });

  test("opened with a password that has just been replaced never become valid", async () => {
    const { database, open, sessions, isOpen } = await openWithPassword(backend);
    await using _ = database;
    await database.admins.updatePassword("admin", { passwordHash: "second" });
    await open("late");
    expect(await isOpen("late")).toBe(false);
    expect(await sessions.list("admin")).toEqual([]);
  });

  test("end exactly when their lifetime is over", async () => {
    let now = 1_000_000n;
    const { database, open, isOpen } = await openWithPassword(backend, () => now);
    await using _ = database;
    await open("s");
    now += 60_000_000n - 1n;
    expect(await isOpen("s")).toBe(true);
    now += 1n;
    expect(await isOpen("s")).toBe(false);
  });

  test("end a day after their last use, and stay open while they are used", async () => {
    let now = 1_000_000n;
    const { database, open, sessions, isOpen } = await openWithPassword(backend, () => now);
    await using _ = database;
    await open("used", 30 * DAY_SECONDS);
    await open("idle", 30 * DAY_SECONDS);
    for (let day = 0; day < 5; day++) {
      now += 86_400_000_000n - 1n;
      expect(await isOpen("used")).toBe(true);
      expect((await sessions.list("admin"))[0]).toMatchObject({
        tokenHash: "used",
        lastSeenAt: now,
      });
    }
    expect(await isOpen("idle")).toBe(false);
    now += 86_400_000_000n;
    expect(await isOpen("used")).toBe(false);
  });

  test("record a use at most once in five minutes", async () => {
    let now = 1_000_000n;
    const { database, open, sessions, isOpen } = await openWithPassword(backend, () => now);
    await using _ = database;
    await open("s", 3600);
    now += 299_000_000n;
    await isOpen("s");
    expect((await sessions.list("admin"))[0]?.lastSeenAt).toBe(1_000_000n);
    now += 1_000_000n;
    await isOpen("s");
    expect((await sessions.list("admin"))[0]?.lastSeenAt).toBe(now);
  });

  test("that have ended, and only those, are deleted when a new one starts", async () => {
    let now = 1_000_000n;
    const { database, open, isOpen } = await openWithPassword(backend, () => now);
    await using _ = database;
    await open("short", 10);
    await open("long", 100);
    now += 10_000_000n;
    await open("new", 10);
    now = 1_000_000n; // back to the start, so that only deleted sessions are closed
    expect(await isOpen("short")).toBe(false);
    expect(await isOpen("long")).toBe(true);
    expect(await isOpen("new")).toBe(true);
  });

  test("can be removed one by one or all at once, repeatedly", async () => {
    const { database, open, sessions, isOpen } = await openWithPassword(backend);
    await using _ = database;
    for (const hash of ["a", "b", "c"]) await open(hash);
    expect(await sessions.remove("a")).toBe(true);
    expect(await sessions.remove("a")).toBe(false);
    expect(await isOpen("a")).toBe(false);
    expect(await isOpen("b")).toBe(true);
    expect(await sessions.removeAll("admin")).toBe(2);
    expect(await isOpen("b")).toBe(false);
    expect(await isOpen("never opened")).toBe(false);
  });
});
