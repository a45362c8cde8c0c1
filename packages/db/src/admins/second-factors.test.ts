import { describe, expect, test } from "vitest";
import { backends, openTestDatabase } from "../testing.js";

const passkey = {
  id: "credential",
  adminId: "ada",
  name: "Laptop",
  publicKey: "key",
  counter: 0n,
  transports: "[]",
};

const byInvitation = (adminId: string) => ({ adminId, admittedBy: "invitation" }) as const;

/** With the administrators that the rows below belong to. */
async function openWithAdmins(backend: (typeof backends)[number]) {
  const database = await openTestDatabase(backend);
  for (const id of ["ada", "grace"]) {
    const invitation = { hash: id, lifetimeSeconds: 60 };
    await database.admins.add({ id, email: id, role: "owner", apps: null, invitation });
  }
  return database;
}

describe.each(backends)("second factors on %s", (backend) => {
  test("a code, a recovery code and a challenge work once, even if they are sent together", async () => {
    await using database = await openWithAdmins(backend);
    const { secondFactors } = database;
    await secondFactors.setTotp({ adminId: "ada", secret: "sealed" }, 5n);
    await secondFactors.setRecoveryCodes("ada", ["a", "b"]);
    const together = async (use: () => Promise<boolean>) => {
      const uses = await Promise.all(Array.from({ length: 5 }, use));
      return uses.filter(Boolean).length;
    };
    expect(await together(() => secondFactors.useTotpStep("ada", 6n))).toBe(1);
    expect(await together(() => secondFactors.useRecoveryCode("ada", "a"))).toBe(1);
    expect(await together(() => secondFactors.useChallenge("random", 60))).toBe(1);
    expect(await secondFactors.useTotpStep("ada", 5n)).toBe(false);
    expect(await secondFactors.useRecoveryCode("grace", "b")).toBe(false);
    expect(await secondFactors.count("ada")).toEqual({
      passkeys: 0,
      hasTotp: true,
      recoveryCodes: 1,
    });
  });

  test("a passkey's counter must grow, unless it does not count", async () => {
    await using database = await openWithAdmins(backend);
    const { passkeys } = database;
    await passkeys.add(passkey, 10);
    expect(await passkeys.recordUse("credential", 0n)).toBe(true);
    expect(await passkeys.recordUse("credential", 7n)).toBe(true);
    expect(await passkeys.recordUse("credential", 7n)).toBe(false);
    expect(await passkeys.recordUse("credential", 0n)).toBe(false);
  });

  test("a credential belongs to one administrator, and nobody has too many", async () => {
    await using database = await openWithAdmins(backend);
    const { passkeys } = database;
    expect(await passkeys.add(passkey, 1)).toBe(true);
    expect(await passkeys.add({ ...passkey, adminId: "grace" }, 1)).toBe(false);
    expect(await passkeys.add({ ...passkey, id: "another" }, 1)).toBe(false);
    expect(await passkeys.remove("grace", "credential")).toBeNull();
    expect(await passkeys.remove("ada", "credential")).toMatchObject({ name: "Laptop" });
  });

  test("of concurrent sign-ins, one links an account to an administrator", async () => {
    await using database = await openWithAdmins(backend);
    const { identities } = database;
    const subjects = ["1", "2", "3"];
    const added = await Promise.all(
      subjects.map((subject) =>
        identities.add(byInvitation("ada"), { issuer: "https://issuer", subject }),
      ),
    );
    expect(added.filter(Boolean)).toHaveLength(1);
    const linked = subjects[added.indexOf(true)] ?? "";
    const key = { issuer: "https://issuer", subject: linked };
    expect(await identities.find(key)).toEqual(byInvitation("ada"));
    expect(await identities.add(byInvitation("grace"), key)).toBe(false);
  });

  test("what belongs to an administrator goes with it, except that its account stays rejected", async () => {
    await using database = await openWithAdmins(backend);
    const { admins, identities, passkeys, secondFactors } = database;
    await admins.addFirst("hash");
    await admins.updatePassword("grace", { passwordHash: "hash" });
    const key = { issuer: "https://issuer", subject: "1" };
    await passkeys.add(passkey, 10);
    await secondFactors.setTotp({ adminId: "ada", secret: "sealed" }, 5n);
    await secondFactors.setRecoveryCodes("ada", ["a"]);
    await identities.add({ adminId: "ada", admittedBy: "setting" }, key);
    await admins.remove("ada");
    const none = { passkeys: 0, hasTotp: false, recoveryCodes: 0 };
    expect(await secondFactors.count("ada")).toEqual(none);
    // A call that has begun before the removal.
    await expect(passkeys.add(passkey, 10)).rejects.toThrow();
    await expect(secondFactors.setTotp({ adminId: "ada", secret: "s" }, 5n)).rejects.toThrow();
    expect(await secondFactors.count("ada")).toEqual(none);
    expect(await identities.find(key)).toMatchObject({ adminId: null });
    expect(await identities.add({ adminId: "grace", admittedBy: "setting" }, key)).toBe(false);
    expect(await identities.add(byInvitation("grace"), key)).toBe(true);
  });
});
