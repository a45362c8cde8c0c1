import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createApi, openMasterKeyFile } from "@roster/api";
import { adminActor, SecretBox } from "@roster/api/testing";
import { openDatabase } from "@roster/db";
import { backends, createTestDatabaseUrl } from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import { rosterServer, runCommand } from "../testing/run-command.js";
import { createDataFolder, serverToken, startServerProcess } from "../testing/server.js";

const KEYS = 120;

const turn = <Value>(value?: Value) =>
  new Promise<Value | undefined>((resolve) => setImmediate(resolve, value));

/** A running server with its own database, and many API keys that are not in its cache. */
async function openInstallation(backend: (typeof backends)[number]) {
  const folder = createDataFolder();
  const testDatabase = await createTestDatabaseUrl(backend);
  const environment = { DATABASE_URL: testDatabase.url, ROSTER_WORKERS: "1" };
  const server = await startServerProcess(folder.path, environment);
  const database = await openDatabase({ url: testDatabase.url });
  const path = join(folder.path, "master.key");
  const api = createApi({
    database,
    masterKey: openMasterKeyFile(path),
    maxDataBytes: 65536,
    log: { error() {} },
  });
  const admin = api.createCaller(api.createContext({ actor: adminActor("main") }));
  const keys: { key: string; secret: string }[] = [];
  const addKey = async () => {
    const { apiKey, secret } = await admin.apiKeys.add({ name: "made" });
    keys.push({ key: apiKey.key, secret });
  };
  for (let n = 0; n < KEYS; n += 1) await addKey();
  const encryptedRows = async () =>
    (await database.apiKeys.listAll("", 1000)).map(({ key, secret }) => [key, secret] as const);
  const commandEnvironment = { ROSTER_DATA_DIR: folder.path, ...environment };
  return {
    server,
    databaseUrl: testDatabase.url,
    keysInFile: () => readFileSync(path, "utf8").trim().split("\n"),
    begin: () =>
      spawn(process.execPath, [rosterServer, "rotate-master-key"], {
        env: { PATH: process.env["PATH"], ...commandEnvironment },
        stdio: "ignore",
      }),
    run: () => runCommand(["rotate-master-key"], { environment: commandEnvironment }),
    restart: () => startServerProcess(folder.path, environment),
    async [Symbol.asyncDispose]() {
      await database.close();
      if (server.process.exitCode === null) await server[Symbol.asyncDispose]();
      await testDatabase[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
    async addKeysUntil(done: Promise<unknown>) {
      const isDone = done.then(() => true);
      while (!(await Promise.race([isDone, turn(false)]))) await addKey();
    },
    encryptedSecrets: async () => new Map(await encryptedRows()),
    /** The keys that are now in the file decrypt every secret. */
    async expectAllDecrypt() {
      const box = new SecretBox(openMasterKeyFile(path));
      const secrets = new Map(await encryptedRows());
      for (const { key, secret } of keys)
        expect(box.open(key, secrets.get(key) ?? "")).toBe(secret);
    },
    /** The server accepts every API key. */
    async expectAllAccepted({ ready } = server) {
      const statusOf = async ({ key, secret }: (typeof keys)[number]) => {
        const headers = { "x-api-key": key, authorization: serverToken(secret) };
        return (await fetch(`${ready.apiUrl}/trpc/users.list?input={}`, { headers })).status;
      };
      // The concurrency limit never falls below this, however slow the server is.
      for (let at = 0; at < keys.length; at += 50) {
        const statuses = await Promise.all(keys.slice(at, at + 50).map(statusOf));
        expect(new Set(statuses)).toEqual(new Set([200]));
      }
    },
  };
}

type EncryptedSecrets = ReadonlyMap<string, string>;

function countChanged(before: EncryptedSecrets, now: EncryptedSecrets): number {
  return [...now].filter(([key, secret]) => before.get(key) !== secret).length;
}

describe.each(backends)("on %s", (backend) => {
  test("loses nothing if killed at any moment: servers accept every key, and the next run completes the rotation", async () => {
    await using installation = await openInstallation(backend);
    for (const changed of [0, 1, KEYS / 2]) {
      const before = await installation.encryptedSecrets();
      const rotating = installation.begin();
      const exited = once(rotating, "exit");
      const isInProgress = async () =>
        installation.keysInFile().length > 1 &&
        countChanged(before, await installation.encryptedSecrets()) >= changed;
      while (rotating.exitCode === null && !(await isInProgress())) await turn();
      rotating.kill("SIGKILL");
      await exited;
      await installation.expectAllDecrypt();
    }
    await installation.expectAllAccepted();
    const { stdout } = await installation.run();
    expect(stdout).toContain("API secrets. The new master key is in ");
    expect(installation.keysInFile()).toHaveLength(1);
    await installation.server[Symbol.asyncDispose]();
    await using restarted = await installation.restart();
    await installation.expectAllAccepted(restarted);
  });
});

test.each(backends)(
  "concurrent rotations on %s while keys are added end with one master key that decrypts all secrets",
  async (backend) => {
    await using installation = await openInstallation(backend);
    const rotations = Array.from({ length: 4 }, installation.run);
    await installation.addKeysUntil(Promise.allSettled(rotations));
    await Promise.all(rotations);
    expect(installation.keysInFile()).toHaveLength(1);
    await installation.expectAllAccepted();
  },
);

test("with ROSTER_MASTER_KEY it requires both keys and prints the next step", async () => {
  await using installation = await openInstallation("sqlite");
  const run = (masterKey: string) =>
    runCommand(["rotate-master-key"], {
      environment: { DATABASE_URL: installation.databaseUrl, ROSTER_MASTER_KEY: masterKey },
    });
  const [old = ""] = installation.keysInFile();
  const newKey = Buffer.alloc(32, 7).toString("base64");
  await expect(run(old)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("ROSTER_MASTER_KEY: must contain the new key") as string,
  });
  const { stdout } = await run(`${newKey},${old}`);
  expect(stdout).toBe(
    `Re-encrypted ${KEYS + 1} API secrets. Now remove the old key from ROSTER_MASTER_KEY.\n`,
  );
  await expect(run(`${old},${old}`)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining(
      "No master key decrypts the secrets of these API keys: ",
    ) as string,
  });
});
