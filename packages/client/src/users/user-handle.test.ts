import { describe, expect, test } from "vitest";
import { openTestServer } from "../test-support/server.js";

describe("a user's handle", () => {
  test("creates, gets, updates and removes the user", async () => {
    await using server = await openTestServer();
    const john = server.connect().user("john-doe");
    const user = await john.create({ name: "John Doe" });
    await expect(john.create()).rejects.toMatchObject({ data: { code: "CONFLICT" } });
    expect(await john.getOrCreate({ name: "Another" })).toEqual({ user, created: false });
    expect(await john.update({ name: "John" })).toMatchObject({
      version: 2,
      data: { name: "John" },
    });
    expect(await john.get()).toMatchObject({ id: "john-doe", version: 2 });
    await john.remove();
    await expect(john.get()).rejects.toMatchObject({ data: { code: "NOT_FOUND" } });
    expect(await john.getOrCreate()).toMatchObject({ created: true, user: { data: {} } });
  });

  test("is created without a request, and so is its reference", async () => {
    await using server = await openTestServer();
    const john = server.connect().user("john-doe");
    expect([john.id, john.ref()]).toEqual(["john-doe", "SU:john-doe"]);
    expect(server.requests).toEqual([]);
  });

  test("rejects an invalid id", async () => {
    await using server = await openTestServer();
    const handle = server.connect().user("john doe");
    expect(() => handle.ref()).toThrow(/^id: must be 1 to 255/);
    await expect(handle.get()).rejects.toMatchObject({ data: { code: "INVALID" } });
  });

  test("passes abort signals to its calls", async () => {
    await using server = await openTestServer();
    const john = server.connect().user("john-doe");
    const signal = AbortSignal.abort();
    for (const call of [
      john.create({}, { signal }),
      john.getOrCreate({}, { signal }),
      john.get({ signal }),
      john.update({}, { signal }),
      john.remove({ signal }),
    ]) {
      await expect(call).rejects.toBe(signal.reason);
    }
  });
});
