import { describe, expect, test } from "vitest";
import {
  adminActor,
  backends,
  openTestApi,
  openTestSession,
  rejectionOf,
  type TestApi,
} from "../../testing.js";

const PASSWORD = "a password for tests";
const NEW_PASSWORD = "another password";

/** A signed-in browser, and the calls that it can make. */
async function openBrowser(opened: TestApi, userAgent = "Browser") {
  const { adminSessions } = opened.api;
  const { token } = await openTestSession(opened, userAgent);
  const sessionId = (await adminSessions.use(token))?.id ?? "";
  const { account } = opened.as({ ...adminActor("main"), sessionId });
  return {
    account,
    sessionId,
    isOpen: async () => (await adminSessions.use(token)) !== undefined,
  };
}

describe.each(backends)("the administrator's account on %s", (backend) => {
  test("lists the active sessions with their browsers, and marks the caller's", async () => {
    await using api = await openTestApi(backend);
    const first = await openBrowser(api, "First");
    const second = await openBrowser(api, "x".repeat(2000));
    const { sessions } = await second.account.listSessions();
    expect(sessions.map(({ id, userAgent, isCurrent }) => [id, userAgent, isCurrent])).toEqual([
      [second.sessionId, "x".repeat(512), true],
      [first.sessionId, "First", false],
    ]);
  });

  test("ends one session, or all", async () => {
    await using api = await openTestApi(backend);
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => openBrowser(api)));
    if (!first || !second || !third) throw new Error("three browsers were opened");
    await first.account.endSession({ id: second.sessionId });
    expect([await first.isOpen(), await second.isOpen(), await third.isOpen()]).toEqual([
      true,
      false,
      true,
    ]);
    const again = await rejectionOf(first.account.endSession({ id: second.sessionId }));
    expect(again.code).toBe("NOT_FOUND");
    expect(await first.account.endAllSessions()).toEqual({ ended: 2 });
    expect([await first.isOpen(), await third.isOpen()]).toEqual([false, false]);
  });

  test("changes the password if the old one is correct, and ends the other sessions", async () => {
    await using api = await openTestApi(backend);
    const here = await openBrowser(api);
    const elsewhere = await openBrowser(api);
    const wrong = { oldPassword: "wrong", newPassword: NEW_PASSWORD };
    expect(await rejectionOf(here.account.changePassword(wrong))).toMatchObject({
      code: "INVALID",
      details: { issues: [{ path: ["oldPassword"] }] },
    });
    const short = { oldPassword: PASSWORD, newPassword: "short" };
    expect(await rejectionOf(here.account.changePassword(short))).toMatchObject({
      code: "INVALID",
      details: { issues: [{ path: ["newPassword"] }] },
    });
    expect(await elsewhere.isOpen()).toBe(true);
    await here.account.changePassword({ oldPassword: PASSWORD, newPassword: NEW_PASSWORD });
    expect([await here.isOpen(), await elsewhere.isOpen()]).toEqual([true, false]);
    const visitor = { address: "192.0.2.1", userAgent: "New" };
    const signIn = (password: string) => api.api.adminSessions.signIn({ password }, visitor);
    expect((await rejectionOf(signIn(PASSWORD))).code).toBe("UNAUTHENTICATED");
    expect(await signIn(NEW_PASSWORD)).toHaveProperty("token");
  });

  test("stops checking the old password after too many wrong ones", async () => {
    await using api = await openTestApi(backend, { clock: () => 1_000_000n });
    const session = await openBrowser(api);
    const { account } = session;
    const change = (oldPassword: string) =>
      rejectionOf(account.changePassword({ oldPassword, newPassword: NEW_PASSWORD }));
    const { sessionId } = session;
    const rule = { freeAttempts: 6, firstWait: 1n, maxWait: 1n, resetAfter: 3600_000_000n };
    for (let n = 0; n < 5; n++) {
      await api.database.signInLimits.take(`session ${sessionId}`, rule); // counts like a wrong password
    }
    expect((await change("wrong")).code).toBe("INVALID");
    expect((await change(PASSWORD)).code).toBe("RATE_LIMITED");
  });

  test("is accessible only to dashboard sessions", async () => {
    await using api = await openTestApi(backend);
    for (const caller of [api.server, api.as(adminActor("main"))]) {
      const calls = [
        caller.account.listSessions(),
        caller.account.endAllSessions(),
        caller.account.endSession({ id: "x" }),
        caller.account.changePassword({ oldPassword: PASSWORD, newPassword: NEW_PASSWORD }),
      ];
      for (const call of calls) expect((await rejectionOf(call)).code).toBe("FORBIDDEN");
    }
  });
});
