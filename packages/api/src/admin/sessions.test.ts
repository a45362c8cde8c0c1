import { describe, expect, test } from "vitest";
import { backends, openTestApi, refusalOf } from "../testing.js";

describe.each(backends)("the administrator's sessions on %s", (backend) => {
  test("open with the password and with no other", async () => {
    await using api = await openTestApi(backend);
    const { adminSessions } = api.api;
    const token = await adminSessions.signIn("a password for tests");
    expect(await adminSessions.isOpen(token)).toBe(true);
    expect(await adminSessions.isOpen(`${token}x`)).toBe(false);
    expect(await adminSessions.isOpen("")).toBe(false);
    for (const password of ["", "A password for tests", "a password for tests "]) {
      expect((await refusalOf(adminSessions.signIn(password))).code).toBe("UNAUTHENTICATED");
    }
  });

  test("end with sign-out, each by itself", async () => {
    await using api = await openTestApi(backend);
    const { adminSessions } = api.api;
    const first = await adminSessions.signIn("a password for tests");
    const second = await adminSessions.signIn("a password for tests");
    await adminSessions.signOut(first);
    expect(await adminSessions.isOpen(first)).toBe(false);
    expect(await adminSessions.isOpen(second)).toBe(true);
  });

  test("end by themselves when their time is over", async () => {
    let micros = 1_000_000n;
    await using api = await openTestApi(backend, { clock: () => micros });
    const { adminSessions } = api.api;
    const token = await adminSessions.signIn("a password for tests");
    micros += BigInt(adminSessions.lifetimeSeconds) * 1_000_000n - 1n;
    expect(await adminSessions.isOpen(token)).toBe(true);
    micros += 1n;
    expect(await adminSessions.isOpen(token)).toBe(false);
  });
});
