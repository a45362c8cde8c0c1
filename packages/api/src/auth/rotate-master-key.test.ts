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

/** A database, a master key in a file, and a process that has read it. */
async function openKept(backend: (typeof backends)[number]) {
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
        const { row, secret } = await by.add("main", "made");
        secrets.set(row.key, secret);
      }
    },
    /** A process that starts now, and the one that has run all the while, open every secret. */
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
  test("seals every secret with a new key, and processes that run go on, with old keys and new", async () => {
    await using kept = await openKept(backend);
    await kept.addKeys(120);
    const [old = ""] = kept.keysInFile();
    const { resealed, unopened } = await rotateMasterKeyFile(kept.database, kept.path);
    expect({ resealed, unopened }).toEqual({ resealed: 120, unopened: [] });
    expect(kept.keysInFile()).toHaveLength(1);
    expect(kept.keysInFile()).not.toContain(old);
    await kept.expectAllOpen();
    await kept.addKeys(1);
    const newBox = new SecretBox(kept.keysInFile()[0] ?? "");
    const oldBox = new SecretBox(old);
    for (const { key, secret } of await kept.database.apiKeys.listAll("", 1000)) {
      expect(newBox.isCurrent(secret)).toBe(true);
      expect(oldBox.tryOpen(key, secret)).toBeUndefined();
    }
  });

  test("that was broken off has lost nothing, and goes on with the key that it had made", async () => {
    await using kept = await openKept(backend);
    await kept.addKeys(6);
    const [old = ""] = kept.keysInFile();
    const made = generateMasterKey();
    replaceMasterKeyFile(kept.path, [made, old]);
    await kept.expectAllOpen();
    const box = new SecretBox(openMasterKeyFile(kept.path));
    for (const { key, secret: from } of await kept.database.apiKeys.listAll("", 3)) {
      await kept.database.apiKeys.replaceSecret(key, {
        from,
        to: box.seal(key, box.open(key, from)),
      });
    }
    await kept.expectAllOpen();
    expect((await rotateMasterKeyFile(kept.database, kept.path)).resealed).toBe(3);
    expect(kept.keysInFile()).toEqual([made]);
    await kept.expectAllOpen();
  });

  test("catches a secret that was sealed before it and is written after it", async () => {
    await using kept = await openKept(backend);
    const [old, made] = [generateMasterKey(), generateMasterKey()];
    const texts = [old, old]; // as it starts, and as it seals; then the key has been replaced
    const box = new SecretBox(() => texts.pop() ?? made);
    const late = new Keyring(kept.database.apiKeys, box);
    const { row, secret } = await late.add("main", "late");
    const stored = await kept.database.apiKeys.get(row.key);
    expect(new SecretBox(made).open(row.key, stored?.secret ?? "")).toBe(secret);
  });

  test("leaves what no master key opens as it is, and names it", async () => {
    await using kept = await openKept(backend);
    await kept.addKeys(2);
    const secret = new SecretBox(generateMasterKey()).seal("foreign", "secret");
    await kept.database.apiKeys.add({ key: "foreign", appId: "main", name: "foreign", secret });
    const { resealed, unopened } = await rotateMasterKeyFile(kept.database, kept.path);
    expect({ resealed, unopened }).toEqual({ resealed: 2, unopened: ["foreign"] });
    expect((await kept.database.apiKeys.get("foreign"))?.secret).toBe(secret);
  });

  test("of the settings seals with the first of the keys what the others have sealed", async () => {
    await using kept = await openKept(backend);
    await kept.addKeys(3);
    const [old] = kept.keysInFile();
    const made = generateMasterKey();
    expect((await resealSecrets(kept.database, `${made},${old}`)).resealed).toBe(3);
    expect((await resealSecrets(kept.database, `${made},${old}`)).resealed).toBe(0);
    replaceMasterKeyFile(kept.path, [made]);
    await kept.expectAllOpen();
  });
});
