import { describe, expect, test } from "vitest";
import { hashPassword } from "./admins/password.js";
import { backends, openTestApi, rejectionOf, type TestApi } from "./testing.js";

const visitor = { address: "192.0.2.1", userAgent: "" };

async function signIn({ api }: TestApi, password: string): Promise<string> {
  const result = await api.adminSessions.signIn({ password }, visitor);
  return "token" in result ? result.token : "";
}

const opens = async ({ api }: TestApi, token: string) =>
  (await api.adminSessions.use(token)) !== undefined;

const chosen = { apiKey: "mykey", apiSecret: "s".repeat(32) };

describe.each(backends)("the first start on %s", (backend) => {
  test("creates a key that later starts reuse without announcing it", async () => {
    await using api = await openTestApi(backend);
    const again = await api.api.bootstrap({});
    expect(again).toEqual({
      apiKey: api.apiKey,
      apiSecret: api.apiSecret,
      isNewKey: false,
      newAdminPassword: undefined,
    });
  });

  test("concurrent starts create one password, which opens the dashboard", async () => {
    await using api = await openTestApi(backend, { isBootstrapped: false });
    const starts = await Promise.all(Array.from({ length: 5 }, () => api.api.bootstrap({})));
    const made = starts.map((start) => start.newAdminPassword).filter((p) => p !== undefined);
    expect(made).toHaveLength(1);
    expect(await opens(api, await signIn(api, made[0] ?? ""))).toBe(true);
  });

  test("uses the operator's key, and applies a changed secret", async () => {
    await using api = await openTestApi(backend);
    await api.api.bootstrap(chosen);
    const apiSecret = "t".repeat(32);
    const again = await api.api.bootstrap({ ...chosen, apiSecret });
    expect(again).toMatchObject({ apiKey: "mykey", apiSecret, isNewKey: false });
  });

  test("uses the operator's password, and ends the sessions of the old one", async () => {
    await using api = await openTestApi(backend);
    const token = await signIn(api, "a password for tests");
    await api.api.bootstrap({ adminPassword: "a password for tests" });
    expect(await opens(api, token)).toBe(true);
    await api.api.bootstrap({ adminPassword: "another password" });
    expect(await opens(api, token)).toBe(false);
    const refused = await rejectionOf(signIn(api, "a password for tests"));
    expect(refused.code).toBe("UNAUTHENTICATED");
  });

  test("applies the operator's password once: a later change wins until the setting changes", async () => {
    await using api = await openTestApi(backend);
    await api.api.bootstrap({ adminPassword: "a password for tests" });
    const passwordHash = await hashPassword("changed in the dashboard");
    await api.database.admins.updatePassword("admin", { passwordHash });
    await api.api.bootstrap({ adminPassword: "a password for tests" });
    const token = await signIn(api, "changed in the dashboard");
    await api.api.bootstrap({ adminPassword: "another setting" });
    expect(await opens(api, token)).toBe(false);
    expect(await opens(api, await signIn(api, "another setting"))).toBe(true);
  });

  test.each([
    [{ apiKey: "mykey" }, "ROSTER_API_SECRET"],
    [{ apiSecret: chosen.apiSecret }, "ROSTER_API_KEY"],
    [{ ...chosen, apiSecret: "s".repeat(31) }, "ROSTER_API_SECRET"],
    [{ ...chosen, apiSecret: `${"s".repeat(32)}.` }, "ROSTER_API_SECRET"],
    [{ ...chosen, apiKey: "my key" }, "ROSTER_API_KEY"],
  ])("rejects %j and reports %s", async (settings, name) => {
    await using api = await openTestApi(backend);
    expect((await rejectionOf(api.api.bootstrap(settings))).message).toContain(name);
  });
});
