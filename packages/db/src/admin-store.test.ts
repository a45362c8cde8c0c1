import { describe, expect, test } from "vitest";
import { openDatabase } from "./database.js";
import { backends, openTestDatabase } from "./testing.js";

describe.each(backends)("the admin store on %s", (backend) => {
  test("lets exactly one of 20 starts set the first password", async () => {
    await using one = await openTestDatabase(backend);
    await using two = await openDatabase({ url: one.url });
    expect(await one.admin.findPasswordHash()).toBeNull();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 ? one : two).admin.insertPasswordHash(`hash ${n}`),
      ),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await two.admin.findPasswordHash()).toBe(`hash ${results.indexOf(true)}`);
  });

  test("ends every session when the password is replaced", async () => {
    await using database = await openTestDatabase(backend);
    await database.admin.insertPasswordHash("first");
    await database.admin.insertSession("s1", 60);
    await database.admin.insertSession("s2", 60);
    await database.admin.replacePasswordHash("second");
    expect(await database.admin.findPasswordHash()).toBe("second");
    expect(await database.admin.isSessionOpen("s1")).toBe(false);
    expect(await database.admin.isSessionOpen("s2")).toBe(false);
    await database.admin.insertSession("s3", 60);
    expect(await database.admin.isSessionOpen("s3")).toBe(true);
  });

  test("sets the password by replacing it where there is none", async () => {
    await using database = await openTestDatabase(backend);
    await database.admin.replacePasswordHash("hash");
    expect(await database.admin.findPasswordHash()).toBe("hash");
    expect(await database.admin.insertPasswordHash("late")).toBe(false);
  });

  test("closes a session when its lifetime is over, and not a microsecond before", async () => {
    let now = 1_000_000n;
    await using database = await openTestDatabase(backend, { clock: () => now });
    await database.admin.insertSession("s", 60);
    now += 60_000_000n - 1n;
    expect(await database.admin.isSessionOpen("s")).toBe(true);
    now += 1n;
    expect(await database.admin.isSessionOpen("s")).toBe(false);
  });

  test("clears away what has run out, and only that, when a session begins", async () => {
    let now = 1_000_000n;
    await using database = await openTestDatabase(backend, { clock: () => now });
    await database.admin.insertSession("short", 10);
    await database.admin.insertSession("long", 100);
    now += 10_000_000n;
    await database.admin.insertSession("new", 10);
    now = 1_000_000n; // as it was, so that only a row that is gone is closed
    expect(await database.admin.isSessionOpen("short")).toBe(false);
    expect(await database.admin.isSessionOpen("long")).toBe(true);
    expect(await database.admin.isSessionOpen("new")).toBe(true);
  });

  test("closes one session and leaves the others, however often it is asked", async () => {
    await using database = await openTestDatabase(backend);
    await database.admin.insertSession("a", 60);
    await database.admin.insertSession("b", 60);
    await database.admin.deleteSession("a");
    await database.admin.deleteSession("a");
    expect(await database.admin.isSessionOpen("a")).toBe(false);
    expect(await database.admin.isSessionOpen("b")).toBe(true);
    expect(await database.admin.isSessionOpen("never opened")).toBe(false);
  });
});
