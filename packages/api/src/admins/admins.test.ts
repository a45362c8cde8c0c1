import type { InviteAdminInput } from "@roster/contract";
import { describe, expect, test } from "vitest";
import { adminActor, backends, openTestApi, rejectionOf, type TestApi } from "../testing.js";
import { enterApp } from "./enter-app.js";

const client = { address: "192.0.2.1", userAgent: "" };
const PASSWORD = "the password of Ann";
const owner = adminActor("main");

/** Invites an administrator, who accepts. */
async function join(
  api: TestApi,
  { email = "Ann@Example.com", ...rights }: Partial<InviteAdminInput>,
) {
  const given = { role: "editor", apps: null, ...rights } as const;
  const { admin, invitation } = await api.as(owner).admins.invite({ email, ...given });
  const accepted = { token: invitation.token, name: "Ann", password: PASSWORD };
  const { token } = await api.api.invitations.accept(accepted, client);
  const use = async () => {
    const session = await api.api.adminSessions.use(token);
    if (!session) throw new Error("the session has ended");
    const { actor } = await enterApp(api.database, session, "main");
    return api.as(actor);
  };
  return { id: admin.id, token, link: invitation.token, use };
}

describe.each(backends)("administrators on %s", (backend) => {
  test("are invited by a link that works once, and sign in with e-mail and password", async () => {
    await using api = await openTestApi(backend);
    const { admins } = api.as(owner);
    const { admin, invitation } = await admins.invite({
      email: " Ann@Example.com",
      role: "viewer",
    });
    expect(admin).toMatchObject({ email: "ann@example.com", role: "viewer", apps: null, name: "" });
    expect(admin.invitedUntil).toBe(invitation.expiresAt);
    const { invitations, adminSessions } = api.api;
    expect(await invitations.find(invitation.token)).toMatchObject({ email: "ann@example.com" });
    const given = { token: invitation.token, name: "Ann", password: PASSWORD };
    const results = await Promise.allSettled(
      [1, 2, 3].map(() => invitations.accept(given, client)),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await rejectionOf(invitations.find(invitation.token))).code).toBe("NOT_FOUND");
    const signIn = (email: string | undefined, password: string) =>
      adminSessions.signIn({ email, password }, client);
    expect(await signIn(" ANN@example.com ", PASSWORD)).toHaveProperty("token");
    const wrong = [
      signIn("ann@example.com", "wrong"),
      signIn("bob@example.com", PASSWORD),
      signIn("not an address", PASSWORD),
    ];
    const rejections = await Promise.all(wrong.map(rejectionOf));
    expect(new Set(rejections.map(({ code, message }) => `${code}: ${message}`))).toEqual(
      new Set(["UNAUTHENTICATED: Wrong e-mail address or password"]),
    );
    expect((await rejectionOf(signIn(undefined, PASSWORD))).message).toBe("Wrong password");
    const again = await rejectionOf(admins.invite({ email: "ANN@example.com", role: "owner" }));
    expect(again).toMatchObject({ code: "CONFLICT", details: { path: ["email"] } });
    const unknownApp = await rejectionOf(
      admins.invite({ email: "bob@example.com", role: "owner", apps: ["main", "none"] }),
    );
    expect(unknownApp).toMatchObject({
      code: "INVALID",
      details: { issues: [{ path: ["apps", 1], message: "there is no app none" }] },
    });
  });

  test("have their new role and apps, or none, from the next call on", async () => {
    await using api = await openTestApi(backend);
    const ann = await join(api, {});
    await (await ann.use()).apiKeys.add({ name: "Ann's" });
    const { admins } = api.as(owner);
    await admins.update({ id: ann.id, role: "viewer" });
    const rejected = await rejectionOf((await ann.use()).apiKeys.add({ name: "Ann's" }));
    expect(rejected).toMatchObject({
      code: "FORBIDDEN",
      message: "This call requires an administrator with the role editor",
    });
    expect((await (await ann.use()).apiKeys.list()).apiKeys).toHaveLength(2);
    const { id: shop } = await api.as(owner).apps.add({ name: "Shop" });
    expect(await admins.update({ id: ann.id, apps: [shop] })).toMatchObject({ role: "viewer" });
    expect((await rejectionOf(ann.use())).code).toBe("NOT_FOUND");
    await admins.update({ id: ann.id, role: "owner", apps: ["main"] });
    const limited = (await ann.use()).admins;
    expect((await rejectionOf(limited.list())).message).toBe(
      "This call requires an administrator of all apps",
    );
    await admins.remove({ id: ann.id });
    expect(await api.api.adminSessions.use(ann.token)).toBeUndefined();
    expect((await rejectionOf(admins.remove({ id: ann.id }))).code).toBe("NOT_FOUND");
  });

  test("always include an owner", async () => {
    await using api = await openTestApi(backend);
    const { admins } = api.as(owner);
    await admins.invite({ email: "ann@example.com", role: "owner" });
    const calls = [
      admins.remove({ id: "admin" }),
      admins.update({ id: "admin", role: "editor" }),
      admins.update({ id: "admin", apps: ["main"] }),
    ];
    for (const rejection of await Promise.all(calls.map(rejectionOf))) {
      expect(rejection).toMatchObject({ code: "CONFLICT", details: { id: "admin" } });
    }
  });

  test("change their own name; only owners of all apps change e-mail addresses", async () => {
    await using api = await openTestApi(backend);
    const ann = await join(api, { role: "owner", apps: ["main"] });
    const { account, admins: limited } = await ann.use();
    const email = "ann@example.org";
    expect(await account.update({ name: "Ann B." })).toMatchObject({ name: "Ann B." });
    const attempts = [
      account.update({ name: "Ann", email } as never), // an earlier input
      limited.update({ id: ann.id, email, password: PASSWORD }),
    ];
    const codes = await Promise.all(attempts.map(async (call) => (await rejectionOf(call)).code));
    expect(codes).toEqual(["INVALID", "FORBIDDEN"]);
    const bob = await join(api, { email: "bob@example.com", role: "owner" });
    const elsewhere = await api.database.adminSessions.list(ann.id);
    expect(elsewhere).toHaveLength(1);
    const { admins, account: own } = await bob.use();
    for (const password of [undefined, "wrong"]) {
      expect(await rejectionOf(admins.update({ id: ann.id, email, password }))).toMatchObject({
        code: "INVALID",
        details: { issues: [{ path: ["password"], message: "is not your password" }] },
      });
    }
    const taken = admins.update({ id: ann.id, email: "bob@example.com", password: PASSWORD });
    expect((await rejectionOf(taken)).code).toBe("CONFLICT");
    expect(await admins.update({ id: ann.id, email, password: PASSWORD })).toMatchObject({
      email,
      apps: ["main"],
    });
    expect(await api.database.adminSessions.list(ann.id)).toEqual([]);
    await admins.update({ id: bob.id, email: "bob@example.org", password: PASSWORD });
    expect(await own.get()).toMatchObject({ email: "bob@example.org", hasPassword: true });
  });

  test("have ids, names and addresses that every database can store", async () => {
    await using api = await openTestApi(backend);
    const ann = await join(api, {});
    const { account } = await ann.use();
    const { admins } = api.as(owner);
    for (const call of [
      account.update({ name: "A\0" }),
      admins.remove({ id: "\0" }),
      admins.update({ id: "\0", role: "viewer" }),
      admins.renewInvitation({ id: "a\0" }),
      admins.invite({ email: "\u212Aate@example.com", role: "viewer" }), // the Kelvin sign, k in lower case
    ]) {
      expect((await rejectionOf(call)).code).toBe("INVALID");
    }
  });

  test("set a new password with a new link, which ends their sessions and factors, not those of others", async () => {
    await using api = await openTestApi(backend);
    const ann = await join(api, {});
    const bob = await join(api, { email: "bob@example.com" });
    const { secondFactors } = api.database;
    for (const adminId of [ann.id, bob.id]) {
      await secondFactors.setTotp({ adminId, secret: "sealed" }, 0n);
      await secondFactors.setRecoveryCodes(adminId, ["hash"]);
    }
    const { invitation } = await api.as(owner).admins.renewInvitation({ id: ann.id });
    await ann.use();
    const both = { passkeys: 0, hasTotp: true, recoveryCodes: 1 };
    expect(await secondFactors.count(ann.id)).toEqual(both);
    const given = { token: invitation.token, name: "Ann", password: "another password" };
    await api.api.invitations.accept(given, client);
    await expect(ann.use()).rejects.toThrow();
    const none = { passkeys: 0, hasTotp: false, recoveryCodes: 0 };
    expect(await secondFactors.count(ann.id)).toEqual(none);
    expect(await secondFactors.count(bob.id)).toEqual(both);
    const { account } = await bob.use();
    expect((await account.listSessions()).sessions).toHaveLength(1);
    const [session] = await api.database.adminSessions.list(ann.id);
    const end = account.endSession({ id: session?.tokenHash ?? "" });
    expect((await rejectionOf(end)).code).toBe("NOT_FOUND");
    expect(await account.endAllSessions()).toEqual({ ended: 1 });
    expect(await api.database.adminSessions.list(ann.id)).toHaveLength(1);
  });

  test("are named in the audit log, which has no links", async () => {
    await using api = await openTestApi(backend);
    const ann = await join(api, { role: "owner" });
    const { users, admins } = await ann.use();
    await users.add({ id: "a" });
    await admins.update({ id: ann.id, role: "viewer" });
    await api.as(owner).admins.remove({ id: ann.id });
    const { entries } = await api.as(owner).audit.list({ actor: ann.id });
    const actor = { kind: "admin", id: ann.id, name: "ann@example.com" };
    expect(entries.map(({ type, actor: by }) => [type, by])).toEqual([
      ["admin.updated", actor],
      ["user.created", actor],
      ["admin.signedIn", actor],
      ["admin.joined", actor],
    ]);
    const all = await api.as(owner).audit.list({});
    expect(all.entries[0]).toMatchObject({
      type: "admin.removed",
      details: { adminId: ann.id, email: "ann@example.com", role: "viewer", apps: null },
    });
    expect(JSON.stringify(all)).not.toContain(ann.link);
  });
});
