import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { backends, openTestApi } from "../testing.js";
import { Keyring } from "./keyring.js";
import { openMasterKeyFile, replaceMasterKeyFile } from "./master-key-file.js";
import { generateMasterKey } from "./master-keys.js";
import { resealSecrets, rotateMasterKeyFile } from "./rotate-master-key.js";
import { SecretBox } from "./secret-box.js";

/** A database, a master key file, and a running process that has read it. */
async function openVault(backend: (typeof backends)[number]) {
  const { database, ...api } = await openTestApi(backend, { isBootstrapped: false });
  const folder = mkdtempSync(join(tmpdir(), "roster-key-"));
  const path = join(folder, "master.key");
  const openKeyring = () => new Keyring(database.apiKeys, new SecretBox(openMasterKeyFile(path)));
  const keyring = openKeyring();
  const secrets = new Map<string, string>();
  return {
    path,
    database,
    keyring,
    async addKeys(count: number, by = keyring) {
      for (let n = 0; n < count; n += 1) {
        const { row, secret } = await by.add("main", { name: "made" });
        secrets.set(row.key, secret);
      }
    },
    /** Checks that both a new process and the running one can open every secret. */
    async expectAllOpen() {
      for (const by of [openKeyring(), keyring]) {
        for (const row of await database.apiKeys.listAll("", 10_000)) {
          expect(by.reveal(row)).toBe(secrets.get(row.key));
        }
      }
    },
    keysInFile: () => readFileSync(path, "utf8").trim().split("\n"),
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
}

describe.each(backends)("rotating the master key on %s", (backend) => {
  test("reseals every secret with a new key, while running processes keep working", async () => {
    await using vault = await openVault(backend);
    await vault.addKeys(120);
    const [old = ""] = vault.keysInFile();
    const { resealed, unopened } = await rotateMasterKeyFile(vault.database, vault.path);
    expect({ resealed, unopened }).toEqual({ resealed: 120, unopened: [] });
    expect(vault.keysInFile()).toHaveLength(1);
    expect(vault.keysInFile()).not.toContain(old);
    await vault.expectAllOpen();
    await vault.addKeys(1);
    const newBox = new SecretBox(vault.keysInFile()[0] ?? "");
    const oldBox = new SecretBox(old);
    for (const { key, secret } of await vault.database.apiKeys.listAll("", 1000)) {
      expect(newBox.isCurrent(secret)).toBe(true);
      expect(oldBox.tryOpen(key, secret)).toBeUndefined();
    }
  });

  test("loses nothing when interrupted, and resumes with the key that it had created", async () => {
    await using vault = await openVault(backend);
    await vault.addKeys(6);
    const [old = ""] = vault.keysInFile();
    const made = generateMasterKey();
    replaceMasterKeyFile(vault.path, [made, old]);
    await vault.expectAllOpen();
    const box = new SecretBox(openMasterKeyFile(vault.path));
    for (const { key, secret: from } of await vault.database.apiKeys.listAll("", 3)) {
      await vault.database.apiKeys.replaceSecret(key, {
        from,
        to: box.seal(key, box.open(key, from)),
      });
    }
    await vault.expectAllOpen();
    expect((await rotateMasterKeyFile(vault.database, vault.path)).resealed).toBe(3);
    expect(vault.keysInFile()).toEqual([made]);
    await vault.expectAllOpen();
  });

  test("also covers a secret that was sealed before it and written after it", async () => {
    await using vault = await openVault(backend);
    const [old, made] = [generateMasterKey(), generateMasterKey()];
    const keys = [old, old]; // read at the start and when sealing; afterwards, the key has been replaced
    const box = new SecretBox(() => keys.pop() ?? made);
    const late = new Keyring(vault.database.apiKeys, box);
    const { row, secret } = await late.add("main", { name: "late" });
    const stored = await vault.database.apiKeys.get(row.key);
    expect(new SecretBox(made).open(row.key, stored?.secret ?? "")).toBe(secret);
  });

  test("leaves secrets that no master key opens unchanged, and reports them", async () => {
    await using vault = await openVault(backend);
    await vault.addKeys(2);
    const secret = new SecretBox(generateMasterKey()).seal("foreign", "secret");
    await vault.database.apiKeys.add({ key: "foreign", appId: "main", name: "foreign", secret });
    const { resealed, unopened } = await rotateMasterKeyFile(vault.database, vault.path);
    expect({ resealed, unopened }).toEqual({ resealed: 2, unopened: ["foreign"] });
    expect((await vault.database.apiKeys.get("foreign"))?.secret).toBe(secret);
  });

  test("with keys from the settings reseals with the first key all secrets that the others sealed", async () => {
    await using vault = await openVault(backend);
    await vault.addKeys(3);
    const [old] = vault.keysInFile();
    const made = generateMasterKey();
    expect((await resealSecrets(vault.database, `${made},${old}`)).resealed).toBe(3);
    expect((await resealSecrets(vault.database, `${made},${old}`)).resealed).toBe(0);
    replaceMasterKeyFile(vault.path, [made]);
    await vault.expectAllOpen();
  });
});
