import { describe, expect, test } from "vitest";
import { backends, openTestApi, refusalOf } from "./testing.js";

const chosen = { apiKey: "mykey", apiSecret: "s".repeat(32) };

describe.each(backends)("the first start on %s", (backend) => {
  test("makes a key that later starts find again and do not announce", async () => {
    await using api = await openTestApi(backend);
    const again = await api.api.bootstrap({});
    expect(again).toEqual({
      apiKey: api.apiKey,
      apiSecret: api.apiSecret,
      isNewKey: false,
      newAdminPassword: undefined,
    });
  });

  test("makes one password among starts at once, and it opens the dashboard", async () => {
    await using api = await openTestApi(backend, { isBootstrapped: false });
    const starts = await Promise.all(Array.from({ length: 5 }, () => api.api.bootstrap({})));
    const made = starts.map((start) => start.newAdminPassword).filter((p) => p !== undefined);
    expect(made).toHaveLength(1);
    const token = await api.api.adminSessions.signIn(made[0] ?? "");
    expect(await api.api.adminSessions.isOpen(token)).toBe(true);
  });

  test("takes the operator's key, and a changed secret with it", async () => {
    await using api = await openTestApi(backend);
    await api.api.bootstrap(chosen);
    const apiSecret = "t".repeat(32);
    const again = await api.api.bootstrap({ ...chosen, apiSecret });
    expect(again).toMatchObject({ apiKey: "mykey", apiSecret, isNewKey: false });
  });

  test("takes the operator's password, and ends the sessions of the old one", async () => {
    await using api = await openTestApi(backend);
    const { adminSessions } = api.api;
    const token = await adminSessions.signIn("a password for tests");
    await api.api.bootstrap({ adminPassword: "a password for tests" });
    expect(await adminSessions.isOpen(token)).toBe(true);
    await api.api.bootstrap({ adminPassword: "another password" });
    expect(await adminSessions.isOpen(token)).toBe(false);
    expect((await refusalOf(adminSessions.signIn("a password for tests"))).code).toBe(
      "UNAUTHENTICATED",
    );
  });

  test.each([
    [{ apiKey: "mykey" }, "ROSTER_API_SECRET"],
    [{ apiSecret: chosen.apiSecret }, "ROSTER_API_KEY"],
    [{ ...chosen, apiSecret: "s".repeat(31) }, "ROSTER_API_SECRET"],
    [{ ...chosen, apiSecret: `${"s".repeat(32)}.` }, "ROSTER_API_SECRET"],
    [{ ...chosen, apiKey: "my key" }, "ROSTER_API_KEY"],
  ])("refuses %j and names %s", async (settings, name) => {
    await using api = await openTestApi(backend);
    expect((await refusalOf(api.api.bootstrap(settings))).message).toContain(name);
  });
});
