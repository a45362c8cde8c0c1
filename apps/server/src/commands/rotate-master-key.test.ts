import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createApi, openMasterKeyFile } from "@roster/api";
import { SecretBox } from "@roster/api/testing";
import { openDatabase } from "@roster/db";
import { backends, createTestDatabaseUrl } from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import { createDataFolder, serverToken, startServerProcess } from "../testing/server.js";

const command = fileURLToPath(new URL("../../dist/rotate-master-key.js", import.meta.url));
const KEYS = 120;

const turn = <Value>(value?: Value) =>
  new Promise<Value | undefined>((resolve) => setImmediate(resolve, value));

/** A server that runs on a database of its own, and many API keys of which it remembers none. */
async function startKept(backend: (typeof backends)[number]) {
  const folder = createDataFolder();
  const place = await createTestDatabaseUrl(backend);
  const environment = { DATABASE_URL: place.url, ROSTER_WORKERS: "1" };
  const server = await startServerProcess(folder.path, environment);
  const database = await openDatabase({ url: place.url });
  const path = join(folder.path, "master.key");
  const api = createApi({
    database,
    masterKey: openMasterKeyFile(path),
    maxDataBytes: 65536,
    log: { error() {} },
  });
  const admin = api.createCaller(api.createContext({ actor: { kind: "admin", appId: "main" } }));
  const keys: { key: string; secret: string }[] = [];
  const addKey = async () => {
    const { apiKey, secret } = await admin.apiKeys.add({ name: "made" });
    keys.push({ key: apiKey.key, secret });
  };
  for (let n = 0; n < KEYS; n += 1) await addKey();
  const sealedRows = async () =>
    (await database.apiKeys.listAll("", 1000)).map(({ key, secret }) => [key, secret] as const);
  const processEnvironment = {
    PATH: process.env["PATH"],
    ROSTER_DATA_DIR: folder.path,
    ...environment,
  };
  return {
    server,
    databaseUrl: place.url,
    keysInFile: () => readFileSync(path, "utf8").trim().split("\n"),
    begin: () => spawn(process.execPath, [command], { env: processEnvironment, stdio: "ignore" }),
    run: () => promisify(execFile)(process.execPath, [command], { env: processEnvironment }),
    restart: () => startServerProcess(folder.path, environment),
    async [Symbol.asyncDispose]() {
      await database.close();
      if (server.process.exitCode === null) await server[Symbol.asyncDispose]();
      await place[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
    async addKeysUntil(done: Promise<unknown>) {
      const isDone = done.then(() => true);
      while (!(await Promise.race([isDone, turn(false)]))) await addKey();
    },
    sealed: async () => new Map(await sealedRows()),
    /** With what is in the file now. */
    async expectAllOpen() {
      const box = new SecretBox(openMasterKeyFile(path));
      const sealed = new Map(await sealedRows());
      for (const { key, secret } of keys) expect(box.open(key, sealed.get(key) ?? "")).toBe(secret);
    },
    /** Each key is taken by the server at this address. */
    async expectAllTaken({ ready } = server) {
      const statusOf = async ({ key, secret }: (typeof keys)[number]) => {
        const headers = { "x-api-key": key, authorization: serverToken(secret) };
        return (await fetch(`${ready.apiUrl}/trpc/users.list?input={}`, { headers })).status;
      };
      // So many at once a server works on however slow it is.
      for (let at = 0; at < keys.length; at += 50) {
        const statuses = await Promise.all(keys.slice(at, at + 50).map(statusOf));
        expect(new Set(statuses)).toEqual(new Set([200]));
      }
    },
  };
}

type Sealed = ReadonlyMap<string, string>;

function countChanged(before: Sealed, now: Sealed): number {
  return [...now].filter(([key, secret]) => before.get(key) !== secret).length;
}

describe.each(backends)("pnpm rotate-master-key on %s", (backend) => {
  test("killed at any moment has lost nothing: servers that run or start take every key, and the next run ends it", async () => {
    await using kept = await startKept(backend);
    for (const changed of [0, 1, KEYS / 2]) {
      const before = await kept.sealed();
      const rotating = kept.begin();
      const exited = once(rotating, "exit");
      const isUnderWay = async () =>
        kept.keysInFile().length > 1 && countChanged(before, await kept.sealed()) >= changed;
      while (rotating.exitCode === null && !(await isUnderWay())) await turn();
      rotating.kill("SIGKILL");
      await exited;
      await kept.expectAllOpen();
    }
    await kept.expectAllTaken();
    const { stdout } = await kept.run();
    expect(stdout).toContain("API secrets were sealed anew. The new master key is in ");
    expect(kept.keysInFile()).toHaveLength(1);
    await kept.server[Symbol.asyncDispose]();
    await using restarted = await kept.restart();
    await kept.expectAllTaken(restarted);
  });
});

test.each(backends)(
  "several at once on %s, while keys are made, end with one key that opens all",
  async (backend) => {
    await using kept = await startKept(backend);
    const rotations = Array.from({ length: 4 }, kept.run);
    await kept.addKeysUntil(Promise.allSettled(rotations));
    await Promise.all(rotations);
    expect(kept.keysInFile()).toHaveLength(1);
    await kept.expectAllTaken();
  },
);

test("with the keys in the settings, the command wants both and says what comes next", async () => {
  await using kept = await startKept("sqlite");
  const run = (masterKey: string) =>
    promisify(execFile)(process.execPath, [command], {
      env: { DATABASE_URL: kept.databaseUrl, ROSTER_MASTER_KEY: masterKey },
    });
  const [old = ""] = kept.keysInFile();
  const made = Buffer.alloc(32, 7).toString("base64");
  await expect(run(old)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("ROSTER_MASTER_KEY: must hold the new key and") as string,
  });
  const { stdout } = await run(`${made},${old}`);
  expect(stdout).toBe(
    `${KEYS + 1} API secrets were sealed anew. Now take the old key out of ROSTER_MASTER_KEY.\n`,
  );
  await expect(run(`${old},${old}`)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining(
      "No master key opens the secrets of these API keys: ",
    ) as string,
  });
});
