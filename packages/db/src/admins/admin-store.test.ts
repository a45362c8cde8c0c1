import { describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../database.js";
import { EmailTaken } from "./admin-change.js";
import { backends, openTestDatabase } from "../testing.js";

const invitation = (hash: string) => ({ hash, lifetimeSeconds: 3600 });
const owner = { role: "owner", apps: null } as const;

/** Adds owners who can sign in. */
async function addOwners({ admins }: Database, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await admins.add({ id, email: `${id}@example.com`, ...owner, invitation: invitation(id) });
    await admins.acceptInvitation(id, { name: id, passwordHash: "hash" });
  }
}

describe.each(backends)("the administrators on %s", (backend) => {
  test("get exactly one first password from 20 starts", async () => {
    await using one = await openTestDatabase(backend);
    await using two = await openDatabase({ url: one.url });
    expect(await one.admins.getFirst()).toBeNull();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? one : two).admins.addFirst(`hash ${n}`)),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await two.admins.getFirst()).toMatchObject({
      passwordHash: `hash ${results.indexOf(true)}`,
      settingHash: null,
      role: "owner",
      apps: null,
      email: null,
    });
  });

  test("let exactly one of 20 concurrent changes of a password succeed", async () => {
    await using one = await openTestDatabase(backend);
    await using two = await openDatabase({ url: one.url });
    await one.admins.addFirst("first");
    const ifCredentialsAt = (await one.admins.getFirst())?.credentialsAt ?? 0n;
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) => {
        const change = { passwordHash: `hash ${n}`, ifCredentialsAt };
        return (n % 2 ? one : two).admins.updatePassword("admin", change);
      }),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect((await two.admins.getFirst())?.passwordHash).toBe(`hash ${results.indexOf(true)}`);
  });

  test("remember the setting that the first password came from, even after it changes", async () => {
    await using database = await openTestDatabase(backend);
    const { admins } = database;
    await admins.addFirst("first", "setting 1");
    await admins.updatePassword("admin", { passwordHash: "second" });
    expect(await admins.getFirst()).toMatchObject({
      passwordHash: "second",
      settingHash: "setting 1",
    });
    await admins.updateSettingHash("setting 2");
    expect(await admins.getFirst()).toMatchObject({ settingHash: "setting 2" });
    await admins.updatePassword("admin", { passwordHash: "third", settingHash: "setting 3" });
    expect(await admins.getFirst()).toMatchObject({
      passwordHash: "third",
      settingHash: "setting 3",
    });
  });

  test("have different e-mail addresses, also when they are added and changed concurrently", async () => {
    await using one = await openTestDatabase(backend);
    await using two = await openDatabase({ url: one.url });
    const added = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        (n % 2 ? one : two).admins.add({
          id: `a${n}`,
          email: "ann@example.com",
          role: "viewer",
          apps: ["main"],
          invitation: invitation(`hash ${n}`),
        }),
      ),
    );
    expect(added.filter(Boolean)).toMatchObject([{ role: "viewer", apps: ["main"], name: "" }]);
    await addOwners(one, ["bob", "cy"]);
    const email = "new@example.com";
    const changed = await Promise.allSettled([
      one.admins.update("bob", { email }),
      two.admins.update("cy", { email }),
    ]);
    const failed = changed.filter((result) => result.status === "rejected");
    expect(failed).toMatchObject([{ reason: new EmailTaken(email) }]);
    expect(await one.admins.update("nobody", { email: "nobody@example.com" })).toBeNull();
  });

  test("keep what concurrent changes do not name", async () => {
    await using one = await openTestDatabase(backend);
    await using two = await openDatabase({ url: one.url });
    await one.admins.addFirst("hash");
    await addOwners(one, ["bob"]);
    await Promise.all([
      one.admins.update("bob", { role: "viewer" }),
      two.admins.update("bob", { apps: ["main"] }),
      one.admins.update("bob", { name: "Bob B." }),
      two.admins.update("bob", { email: "new@example.com" }),
    ]);
    expect(await one.admins.update("bob", {})).toMatchObject({
      role: "viewer",
      apps: ["main"],
      name: "Bob B.",
      email: "new@example.com",
    });
  });

  test("count as owners only if they can sign in as it is set up", async () => {
    await using database = await openTestDatabase(backend);
    const { admins, identities } = database;
    await admins.addFirst("hash");
    await addOwners(database, ["bob"]);
    const issuer = "https://issuer.example.com";
    const ways = { passwords: false, issuer, passkeys: false };
    await identities.add(
      { adminId: "bob", admittedBy: "invitation" },
      { issuer: "https://old.example.com", subject: "bob" },
    );
    expect(await admins.remove("admin", ways)).toBeNull();
    await identities.add(
      { adminId: "admin", admittedBy: "invitation" },
      { issuer, subject: "ada" },
    );
    expect(await admins.update("admin", { role: "viewer" }, ways)).toBeNull();
    expect(await admins.remove("bob", ways)).toMatchObject({ id: "bob" });
  });

  test("have no link, session or other way to sign in after a reset", async () => {
    await using database = await openTestDatabase(backend);
    const { admins, adminSessions, identities, secondFactors } = database;
    await addOwners(database, ["bob"]);
    const bob = await admins.invite("bob", invitation("link"));
    if (!bob) throw new Error("bob was added");
    const key = { issuer: "https://issuer.example.com", subject: "bob" };
    await identities.add({ adminId: "bob", admittedBy: "invitation" }, key);
    await secondFactors.setTotp({ adminId: "bob", secret: "secret" }, 1n);
    await adminSessions.add({ tokenHash: "s", lifetimeSeconds: 9, admin: bob, userAgent: "" });
    expect(await admins.reset("bob", "new")).toBe(true);
    expect(await admins.findInvited("link")).toBeNull();
    expect(await identities.find(key)).toBeNull();
    expect(await secondFactors.count("bob")).toMatchObject({ hasTotp: false });
    expect(await adminSessions.list("bob")).toEqual([]);
    expect(await admins.reset("nobody", "new")).toBe(false);
    await admins.invite("bob", invitation("link"));
    await admins.updatePassword("bob", { passwordHash: "newer" });
    expect(await admins.findInvited("link")).toBeNull();
  });

  test("accept an invitation once, and only before it expires", async () => {
    let now = 1_000n;
    await using database = await openTestDatabase(backend, { clock: () => now });
    const { admins } = database;
    const ann = { id: "ann", email: "ann@example.com", ...owner };
    await admins.add({ ...ann, invitation: { hash: "first", lifetimeSeconds: 1 } });
    await admins.invite("ann", { hash: "second", lifetimeSeconds: 1 });
    expect(await admins.findInvited("first")).toBeNull();
    const accept = () => admins.acceptInvitation("second", { name: "Ann", passwordHash: "hash" });
    now = 1_001_000n;
    expect([await admins.findInvited("second"), await accept()]).toEqual([null, null]);
    now = 1_000_999n;
    expect(await admins.findInvited("second")).toMatchObject({ id: "ann" });
    const accepted = await Promise.all([accept(), accept(), accept()]);
    expect(accepted.filter(Boolean)).toMatchObject([{ name: "Ann", passwordHash: "hash" }]);
    expect(await admins.findInvited("second")).toBeNull();
  });

  test("always include an owner of all apps who can sign in, whatever is removed or changed at once", async () => {
    await using one = await openTestDatabase(backend);
    await using two = await openDatabase({ url: one.url });
    await one.admins.addFirst("hash");
    const email = "invited@example.com";
    await one.admins.add({ id: "invited", email, ...owner, invitation: invitation("invited") });
    const viewer = { role: "viewer", apps: null } as const;
    expect(await one.admins.update("admin", viewer)).toBeNull();
    expect(await one.admins.update("admin", { role: "owner", apps: ["main"] })).toBeNull();
    expect(await one.admins.remove("admin")).toBeNull();
    expect(await one.admins.update("admin", owner)).toMatchObject(owner);
    for (let round = 0; round < 5; round++) {
      const ids = ["a", "b", "c", "d"].map((id) => `${id}${round}`);
      await addOwners(one, ids);
      const present = (await one.admins.list()).filter(({ passwordHash }) => passwordHash);
      const ended = await Promise.all(
        present.map(({ id }, n) => {
          const { admins } = n % 2 ? one : two;
          return n % 3 ? admins.remove(id) : admins.update(id, viewer);
        }),
      );
      expect(ended.filter((result) => result === null)).toHaveLength(1);
      const owners = (await one.admins.list()).filter(
        ({ role, apps, passwordHash }) => role === "owner" && apps === null && passwordHash,
      );
      expect(owners).toHaveLength(1);
      for (const { id, role } of await one.admins.list()) {
        if (role === "viewer") await one.admins.remove(id);
      }
    }
    expect(await one.admins.remove("nobody")).toBeNull();
  });
});
