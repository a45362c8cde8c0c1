import { describe, expect, test } from "vitest";
import { backends, openTestApi, openTestSession, rejectionOf, type TestApi } from "../testing.js";
import { hashToken } from "./random-token.js";
import type { NewSession, SignInClient } from "./sessions.js";
import { untrustedTotal, perSource } from "./sign-in-limits.js";

const PASSWORD = "a password for tests";
const SECOND = 1_000_000n;

const at = (address: string, deviceCookie?: string) => ({ address, userAgent: "", deviceCookie });

const signIn = async (api: TestApi, password = PASSWORD, address = "192.0.2.1") =>
  (await signInFrom(api, at(address), password)).token;

async function signInFrom(
  { api }: TestApi,
  client: SignInClient,
  password = PASSWORD,
): Promise<NewSession> {
  const result = await api.adminSessions.signIn({ password }, client);
  if ("token" in result) return result;
  throw new Error("no second factor is set up");
}

/** Has the effect of this many wrong guesses, without the time that they would take. */
async function spendGuesses({ database }: TestApi, place: string, count: number): Promise<void> {
  for (let n = 0; n < count; n++) await database.signInLimits.take(place, perSource);
}

describe.each(backends)("the administrator's sessions on %s", (backend) => {
  test("open only with the right password", async () => {
    await using api = await openTestApi(backend);
    const { adminSessions } = api.api;
    const token = await signIn(api);
    expect(await adminSessions.use(token)).toMatchObject({ admin: { id: "admin", role: "owner" } });
    expect(await adminSessions.use(`${token}x`)).toBeUndefined();
    expect(await adminSessions.use("")).toBeUndefined();
    for (const password of ["", "A password for tests", "a password for tests "]) {
      expect((await rejectionOf(signIn(api, password))).code).toBe("UNAUTHENTICATED");
    }
  });

  test("end separately, by signing out", async () => {
    await using api = await openTestApi(backend);
    const { adminSessions } = api.api;
    const { token: first } = await openTestSession(api);
    const { token: second } = await openTestSession(api);
    await adminSessions.signOut(first);
    expect(await adminSessions.use(first)).toBeUndefined();
    expect(await adminSessions.use(second)).toBeDefined();
  });

  test("end a day after their last use", async () => {
    let micros = SECOND;
    await using api = await openTestApi(backend, { clock: () => micros });
    const { adminSessions } = api.api;
    const { token } = await openTestSession(api);
    micros += 86_400n * SECOND - 1n;
    expect(await adminSessions.use(token)).toBeDefined();
    micros += 86_400n * SECOND;
    expect(await adminSessions.use(token)).toBeUndefined();
  });
});

describe.each(backends)("guesses at the password on %s", (backend) => {
  test("are soon rejected with the time to wait, even the right one, while other addresses can sign in", async () => {
    let micros = SECOND;
    await using api = await openTestApi(backend, { clock: () => micros });
    await spendGuesses(api, "address 192.0.2.1", 5);
    expect((await rejectionOf(signIn(api, "wrong"))).code).toBe("UNAUTHENTICATED");
    const rejection = await rejectionOf(signIn(api));
    expect(rejection).toMatchObject({ code: "RATE_LIMITED", details: { retryAfterSeconds: 10 } });
    expect(rejection.message).toContain("10 seconds");
    expect(await signIn(api, PASSWORD, "192.0.2.2")).toEqual(expect.any(String));
    micros += 10n * SECOND;
    expect(await signIn(api)).toEqual(expect.any(String));
    // It also resets the count of wrong passwords.
    expect(await api.database.signInLimits.take("address 192.0.2.1", perSource)).toBe(0n);
    expect(await api.database.signInLimits.take("address 192.0.2.1", perSource)).toBe(0n);
  });

  test("have growing waits for one account, whoever else signs in from the same address", async () => {
    await using api = await openTestApi(backend, { clock: () => SECOND });
    const guess = (email: string) =>
      rejectionOf(api.api.adminSessions.signIn({ email, password: "x" }, at("192.0.2.1")));
    const target = hashToken("ann@example.com");
    await spendGuesses(api, `address 192.0.2.1 ${target}`, 6);
    await signIn(api);
    expect((await guess(" Ann@example.com")).code).toBe("RATE_LIMITED");
    expect((await guess("bob@example.com")).code).toBe("UNAUTHENTICATED");
  });

  test("from many addresses share a limit, which does not affect a trusted device", async () => {
    let micros = SECOND;
    await using api = await openTestApi(backend, { clock: () => micros });
    const { deviceCookie = "" } = await openTestSession(api);
    while ((await api.database.signInLimits.takeShared(untrustedTotal)) === 0n);
    const stranger = await rejectionOf(signInFrom(api, at("203.0.113.1")));
    expect(stranger).toMatchObject({ code: "RATE_LIMITED", details: { retryAfterSeconds: 3 } });
    const forged = at("203.0.113.1", `${deviceCookie.slice(0, -2)}AA`);
    expect((await rejectionOf(signInFrom(api, forged))).code).toBe("RATE_LIMITED");
    const known = at("203.0.113.1", deviceCookie);
    expect(await signInFrom(api, known)).toHaveProperty("token");
    micros += 3n * SECOND;
    expect(await signInFrom(api, at("203.0.113.1"))).toHaveProperty("token");
  });

  test("from a trusted device have their own limit", async () => {
    await using api = await openTestApi(backend, { clock: () => SECOND });
    const { deviceCookie = "" } = await openTestSession(api);
    await spendGuesses(api, `browser ${deviceCookie.split(".")[0]}`, 6);
    const known = at("192.0.2.9", deviceCookie);
    expect((await rejectionOf(signInFrom(api, known))).code).toBe("RATE_LIMITED");
    expect(await signIn(api, PASSWORD, "192.0.2.9")).toEqual(expect.any(String));
  });
});
