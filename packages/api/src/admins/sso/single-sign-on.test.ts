import { describe, expect, test } from "vitest";
import { backends, openTestApi } from "../../testing.js";
import { WebAuthn } from "../factors/web-authn.js";
import { IdentityProvider } from "./identity-provider.js";
import type { OidcSettings } from "./oidc-settings.js";
import { openTestIssuer, type TestIssuer } from "./testing/test-issuer.js";

const client = { address: "192.0.2.1", userAgent: "Browser" };
const newAdmin = { apps: null, role: "editor", name: "" } as const;

type Settings = Partial<Pick<OidcSettings, "allowed" | "roleClaim">>;

/** An API whose administrators sign in with this provider. */
async function openApi(
  backend: (typeof backends)[number],
  issuer: TestIssuer,
  more: Settings = {},
) {
  const settings = { ...issuer.settings, roleClaim: undefined, ...more };
  const opened = await openTestApi(backend, {
    signIn: {
      webAuthn: new WebAuthn("http://localhost:3000"),
      sso: { provider: new IdentityProvider(settings), settings },
      allowsPasswords: false,
    },
  });
  const { api, database } = opened;
  const { singleSignOn: sso } = api;
  if (!sso) throw new Error("single sign-on is configured");

  async function begin() {
    const started = await sso?.start(client);
    if (!started || "failure" in started) throw new Error("the provider is there");
    return { query: issuer.signIn(started.url), flowCookie: started.flowCookie };
  }
  return {
    ...opened,
    sso,
    begin,
    invite: (email: string) =>
      database.admins.add({
        ...newAdmin,
        id: `id of ${email}`,
        email,
        invitation: { hash: `invitation of ${email}`, lifetimeSeconds: 60 },
      }),
    /** The administrator's e-mail address and role, or the failure. */
    async signIn(claims: TestIssuer["claims"] = {}) {
      issuer.claims = claims;
      issuer.userInfo = typeof claims.sub === "string" ? { sub: claims.sub } : {};
      const finished = await sso.finish(await begin(), client);
      if ("failure" in finished) return finished.failure;
      const session = await api.adminSessions.use(finished.token);
      return `${session?.admin.email} ${session?.admin.role}`;
    },
    async failures() {
      const actor = {
        kind: "admin",
        appId: "main",
        adminId: "admin",
        role: "owner",
        apps: null,
      } as const;
      const { entries } = await opened.as(actor).audit.list({ types: ["admin.signInFailed"] });
      return entries.map((entry) => new Map(Object.entries(entry.details ?? {})).get("reason"));
    },
  };
}

describe.each(backends)("single sign-on on %s", (backend) => {
  test("links a verified e-mail address to an invited administrator once; then only the subject counts", async () => {
    await using issuer = await openTestIssuer();
    await using api = await openApi(backend, issuer);
    expect(await api.signIn()).toBe("notAllowed");
    await api.invite("ada@example.com");
    await api.invite("grace@example.com");
    expect(await api.signIn({ email_verified: false })).toBe("emailUnverified");
    expect(await api.signIn({ email_verified: "true" })).toBe("emailUnverified");
    expect(await api.signIn({ email: "Ada@Example.com" })).toBe("ada@example.com editor");
    expect(await api.database.admins.findInvited("invitation of ada@example.com")).toBeNull();
    // Another account with her address; her account with another's address.
    expect(await api.signIn({ sub: "mallory" })).toBe("otherAccount");
    expect(await api.signIn({ email: "grace@example.com" })).toBe("ada@example.com editor");
    expect(await api.failures()).toEqual([
      "otherAccount",
      "emailUnverified",
      "emailUnverified",
      "notAllowed",
    ]);
  });

  test("adds people who are allowed, with the role that the claim names", async () => {
    await using issuer = await openTestIssuer();
    const allowed = ["@example.com", "alan@example.org"];
    await using api = await openApi(backend, issuer, { allowed, roleClaim: "groups.roster" });
    const person = (name: string, role?: unknown) => ({
      sub: name,
      email: name,
      groups: { roster: role },
    });
    expect(await api.signIn(person("ada@example.com"))).toBe("noRole");
    expect(await api.signIn(person("ada@example.com", "editor"))).toBe("ada@example.com editor");
    expect(await api.signIn(person("ada@example.com", ["viewer"]))).toBe("ada@example.com viewer");
    expect(await api.signIn(person("alan@example.org", ["owner"]))).toBe("alan@example.org owner");
    expect(await api.signIn(person("eve@notexample.com", "owner"))).toBe("notAllowed");
    expect(await api.signIn(person("eve@example.com.evil.org", "owner"))).toBe("notAllowed");
  });

  test("finishes a sign-in only once, and only in the browser that started it", async () => {
    await using issuer = await openTestIssuer();
    await using api = await openApi(backend, issuer, { allowed: ["ada@example.com"] });
    const begun = await api.begin();
    const failing = { ...begun, flowCookie: undefined };
    expect(await api.sso.finish(failing, client)).toEqual({ failure: "expired" });
    const other = await api.begin();
    const mixed = { ...begun, flowCookie: other.flowCookie };
    expect(await api.sso.finish(mixed, client)).toEqual({ failure: "expired" });
    const forged = { ...begun, flowCookie: begun.flowCookie.slice(0, -4) };
    expect(await api.sso.finish(forged, client)).toEqual({ failure: "expired" });
    expect(await api.sso.finish(begun, client)).toHaveProperty("token");
    expect(await api.sso.finish(begun, client)).toEqual({ failure: "invalid" });
    expect(await api.failures()).toEqual(["invalid", "expired", "expired", "expired"]);
  });

  test("limits failures per address, and does not call the provider then", async () => {
    await using issuer = await openTestIssuer();
    await using api = await openApi(backend, issuer);
    for (let n = 0; n < 6; n++) expect(await api.signIn()).toBe("notAllowed");
    expect(await api.signIn()).toBe("rateLimited");
    const begun = await api.begin();
    const elsewhere = await api.sso.finish(begun, { ...client, address: "192.0.2.2" });
    expect(elsewhere).toEqual({ failure: "notAllowed" });
  });
});
