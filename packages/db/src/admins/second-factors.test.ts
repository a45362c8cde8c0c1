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

describe.each(backends)("second factors on %s", (backend) => {
  test("a code, a recovery code and a challenge work once, even if they are sent together", async () => {
    await using database = await openTestDatabase(backend);
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
    await using database = await openTestDatabase(backend);
    const { passkeys } = database;
    await passkeys.add(passkey, 10);
    expect(await passkeys.recordUse("credential", 0n)).toBe(true);
    expect(await passkeys.recordUse("credential", 7n)).toBe(true);
    expect(await passkeys.recordUse("credential", 7n)).toBe(false);
    expect(await passkeys.recordUse("credential", 0n)).toBe(false);
  });

  test("a credential belongs to one administrator, and nobody has too many", async () => {
    await using database = await openTestDatabase(backend);
    const { passkeys } = database;
    expect(await passkeys.add(passkey, 1)).toBe(true);
    expect(await passkeys.add({ ...passkey, adminId: "grace" }, 1)).toBe(false);
    expect(await passkeys.add({ ...passkey, id: "another" }, 1)).toBe(false);
    expect(await passkeys.remove("grace", "credential")).toBeNull();
    expect(await passkeys.remove("ada", "credential")).toMatchObject({ name: "Laptop" });
  });

  test("of concurrent sign-ins, one links an account to an administrator", async () => {
    await using database = await openTestDatabase(backend);
    const { identities } = database;
    const subjects = ["1", "2", "3"];
    const added = await Promise.all(
      subjects.map((subject) => identities.add("ada", { issuer: "https://issuer", subject })),
    );
    expect(added.filter(Boolean)).toHaveLength(1);
    const linked = subjects[added.indexOf(true)] ?? "";
    expect(await identities.find({ issuer: "https://issuer", subject: linked })).toBe("ada");
    expect(await identities.add("grace", { issuer: "https://issuer", subject: linked })).toBe(
      false,
    );
  });
});
