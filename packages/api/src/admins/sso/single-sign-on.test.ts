import type { AuditType } from "@roster/contract";
import { describe, expect, test, vi } from "vitest";
import { adminActor, backends, openTestApi } from "../../testing.js";
import { WebAuthn } from "../factors/web-authn.js";
import { IdentityProvider } from "./identity-provider.js";
import type { OidcSettings } from "./oidc-settings.js";
import { openTestIssuer, type TestIssuer } from "./testing/test-issuer.js";

const client = { address: "192.0.2.1", userAgent: "Browser" };
const newAdmin = { apps: null, role: "editor", name: "" } as const;

const ada = { email: "ada@example.com", email_verified: true };

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
  async function events(type: AuditType): Promise<Record<string, unknown>[]> {
    const { entries } = await opened.as(adminActor("main")).audit.list({ types: [type] });
    return entries.map(({ details }) => ({ ...details }));
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
    events,
    async failures() {
      return (await events("admin.signInFailed")).map(({ reason }) => reason);
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
    expect(await api.signIn({ sub: "mallory" })).toBe("invitationNeeded");
    expect(await api.signIn({ email: "grace@example.com" })).toBe("ada@example.com editor");
    expect(await api.failures()).toEqual([
      "invitationNeeded",
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
    // More than are free: neither counted nor recorded.
    for (let n = 0; n < 7; n++) {
      expect(await api.sso.finish(failing, client)).toEqual({ failure: "expired" });
    }
    const other = await api.begin();
    const mixed = { ...begun, flowCookie: other.flowCookie };
    expect(await api.sso.finish(mixed, client)).toEqual({ failure: "expired" });
    const forged = { ...begun, flowCookie: begun.flowCookie.slice(0, -4) };
    expect(await api.sso.finish(forged, client)).toEqual({ failure: "expired" });
    expect(await api.sso.finish(begun, client)).toHaveProperty("token");
    expect(await api.sso.finish(begun, client)).toEqual({ failure: "invalid" });
    expect(await api.failures()).toEqual(["invalid"]);
  });

  test("finishes a sign-in only once, even if the provider accepts its code twice", async () => {
    await using issuer = await openTestIssuer();
    await using api = await openApi(backend, issuer, { allowed: ["ada@example.com"] });
    const identity = { issuer: issuer.url, subject: "ada", claims: ada };
    vi.spyOn(IdentityProvider.prototype, "finish").mockResolvedValue(identity);
    const begun = await api.begin();
    expect(await api.sso.finish(begun, client)).toHaveProperty("token");
    expect(await api.sso.finish(begun, client)).toEqual({ failure: "expired" });
    vi.restoreAllMocks();
  });

  test("links nobody to an administrator who has other ways to sign in, until an owner invites again", async () => {
    await using issuer = await openTestIssuer();
    await using api = await openApi(backend, issuer, { allowed: ["@example.com"] });
    await api.invite("ada@example.com");
    const hash = "invitation of ada@example.com";
    await api.database.admins.acceptInvitation(hash, { name: "Ada", passwordHash: "hash" });
    expect(await api.signIn()).toBe("invitationNeeded");
    const invitation = { hash: "again", lifetimeSeconds: 60 };
    await api.database.admins.invite("id of ada@example.com", invitation);
    expect(await api.signIn()).toBe("ada@example.com editor");
    expect(await api.events("admin.identityLinked")).toEqual([
      expect.objectContaining({ issuer: issuer.url, subject: "ada" }),
    ]);
  });

  test("rejects who was removed, or is no longer allowed, until an owner invites again", async () => {
    await using issuer = await openTestIssuer();
    const allowed = ["@example.com"];
    await using api = await openApi(backend, issuer, { allowed });
    expect(await api.signIn()).toBe("ada@example.com viewer");
    expect(await api.events("admin.joined")).toEqual([
      expect.objectContaining({ issuer: issuer.url, subject: "ada", role: "viewer" }),
    ]);
    const admins = await api.database.admins.list();
    const { id = "" } = admins.find(({ email }) => email === "ada@example.com") ?? {};
    await api.database.admins.updatePassword("admin", { passwordHash: "hash" });
    await api.database.admins.remove(id);
    expect(await api.signIn()).toBe("notAllowed");
    await api.invite("ada@example.com");
    expect(await api.signIn()).toBe("ada@example.com editor");
    expect(await api.signIn({ sub: "grace", email: "grace@example.com" })).toContain("viewer");
    allowed.length = 0;
    expect(await api.signIn({ sub: "grace", email: "grace@example.com" })).toBe("notAllowed");
    expect(await api.signIn()).toBe("ada@example.com editor");
  });

  test("takes no name that cannot be stored, and no address that only looks like another", async () => {
    await using issuer = await openTestIssuer();
    await using api = await openApi(backend, issuer, { allowed: ["kim@example.com"] });
    expect(await api.signIn({ email: "\u212aim@example.com" })).toBe("emailUnverified");
    const claims = { email: "kim@example.com", name: "K\0im" };
    expect(await api.signIn(claims)).toBe("kim@example.com viewer");
  });

  test("the claim changes roles, except the last owner's", async () => {
    await using issuer = await openTestIssuer();
    const more = { allowed: ["ada@example.com"], roleClaim: "role" };
    await using api = await openApi(backend, issuer, more);
    expect(await api.signIn({ role: "owner" })).toBe("ada@example.com owner");
    const ways = { passwords: false, issuer: issuer.url, passkeys: false };
    await api.database.admins.remove("admin", ways);
    expect(await api.signIn({ role: "viewer" })).toBe("ada@example.com owner");
  });

  test("limits failures per address, and does not call the provider then", async () => {
    await using issuer = await openTestIssuer();
    await using api = await openApi(backend, issuer);
    await api.invite("grace@example.com");
    const grace = { sub: "grace", email: "grace@example.com" };
    issuer.claims = grace;
    issuer.userInfo = { sub: "grace" };
    const opened = await api.sso.finish(await api.begin(), client);
    const browserCookie = "browserCookie" in opened ? opened.browserCookie : undefined;
    const [first, second] = [await api.begin(), await api.begin()];
    for (let n = 0; n < 6; n++) expect(await api.signIn()).toBe("notAllowed");
    expect(await api.sso.start(client)).toEqual({ failure: "rateLimited" });
    const elsewhere = await api.sso.finish(first, { ...client, address: "192.0.2.2" });
    expect(elsewhere).toEqual({ failure: "notAllowed" });
    // A browser that has signed in before is not locked out by others at its address.
    issuer.claims = grace;
    issuer.userInfo = { sub: "grace" };
    expect(await api.sso.finish(second, client)).toEqual({ failure: "rateLimited" });
    expect(await api.sso.finish(second, { ...client, browserCookie })).toHaveProperty("token");
  });

  test("simultaneous sign-ins at one address do not count", async () => {
    await using issuer = await openTestIssuer();
    await using api = await openApi(backend, issuer, { allowed: ["ada@example.com"] });
    await api.signIn();
    const begun = await Promise.all(Array.from({ length: 7 }, () => api.begin()));
    const finished = await Promise.all(begun.map((one) => api.sso.finish(one, client)));
    for (const one of finished) expect(one).toHaveProperty("token");
  });
});
