import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createApi, openMasterKeyFile } from "@roster/api";
import { adminActor, openTestSession } from "@roster/api/testing";
import { openDatabase } from "@roster/db";
import { backends, createTestDatabaseUrl, dumpDatabase } from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import {
  createDataFolder,
  type ServerProcess,
  serverToken,
  startServerProcess,
} from "../testing/server.js";

const password = "a password that nobody guesses";
const metricsToken = "a token only for the metrics";

/** The secret itself, and its bytes in common encodings. */
const formsOf = (secret: string) => [
  secret,
  ...(["base64", "base64url", "hex"] as const).map((as) => Buffer.from(secret).toString(as)),
];

describe.each(backends)("on %s", (backend) => {
  test("no secret appears in logs, responses, metrics, process arguments or the database", async () => {
    using folder = createDataFolder();
    const testDatabase = await createTestDatabaseUrl(backend);
    const server = await startServerProcess(folder.path, {
      DATABASE_URL: testDatabase.url,
      ROSTER_WORKERS: backend === "postgresql" ? "2" : "1",
      ROSTER_ADMIN_PASSWORD: password,
      ROSTER_LOG_LEVEL: "debug",
      ROSTER_METRICS_PORT: "0",
      ROSTER_METRICS_TOKEN: metricsToken,
    });
    const masterKey = openMasterKeyFile(join(folder.path, "master.key"));
    const made = await makeSecrets(testDatabase.url, masterKey);
    const tokens = [server.credentials.apiSecret, made.secret].map(serverToken);
    const caller = createCaller(server);

    await caller.use(tokens);
    caller.responses.push(await readMetrics(server));
    const database = await dumpDatabase(testDatabase.url);
    const processes = [server.process.pid, ...server.ready.processIds].map(describeProcess);
    await testDatabase[Symbol.asyncDispose](); // from here on the database does not exist
    await caller.use(tokens.slice(1));
    await server[Symbol.asyncDispose]();

    const log = server.log();
    expect(log).toContain('"level":50'); // there are failures to search
    expect(database).toContain(server.credentials.apiKey);
    const secrets = [
      server.credentials.apiSecret,
      made.secret,
      made.session,
      made.deviceCookie,
      masterKey(),
      Buffer.from(masterKey(), "base64").toString("hex"),
      password,
      metricsToken,
      ...tokens,
    ];
    for (const secret of secrets.flatMap(formsOf)) {
      const sources = {
        log,
        database,
        responses: caller.responses.join("\n"),
        processes: processes.join("\n"),
      };
      for (const [name, text] of Object.entries(sources)) {
        expect(text.includes(secret), `${secret} in ${name}`).toBe(false);
      }
    }
  }, 90_000);
});

/** Creates a second key and a session as the dashboard does, and a key whose secret cannot be decrypted. */
async function makeSecrets(url: string, masterKey: () => string) {
  const database = await openDatabase({ url });
  const api = createApi({ database, masterKey, maxDataBytes: 65536, log: { error() {} } });
  const admin = api.createCaller(api.createContext({ actor: adminActor("main") }));
  const { secret } = await admin.apiKeys.add({ name: "second" });
  const { token: session, deviceCookie = "" } = await openTestSession({ api, database });
  await database.apiKeys.add({ key: "broken", appId: "main", name: "broken", secret: "AAAA" });
  await database.close();
  return { secret, session, deviceCookie };
}

function createCaller({ ready, credentials }: ServerProcess) {
  const responses: string[] = [];
  const send = async (path: string, init: RequestInit) => {
    const response = await fetch(`${ready.apiUrl}${path}`, init);
    responses.push(JSON.stringify([...response.headers]), await response.text());
  };
  return {
    responses,
    /** Calls on both surfaces: successful ones, rejected ones, and ones that fail in the server. */
    async use(tokens: readonly string[]) {
      for (const token of tokens) {
        for (const key of [credentials.apiKey, "broken"]) {
          for (const authorization of [token, `Bearer ${token}x`, "x".repeat(9000)]) {
            const headers = { "x-api-key": key, authorization, "content-type": "application/json" };
            const post = (body: string) => ({ method: "POST", headers, body });
            await Promise.all([
              send("/trpc/users.add", post('{"id":"a","getOrCreate":true}')),
              send("/trpc/users.add", post(`{"id":"${token}"`)),
              send("/trpc/users.update", post('{"id":"nobody","data":[]}')),
              send("/trpc/nothing", post("{}")),
              send(`/api/v1.0/user/a/?api_key=${key}&authorization=${token}`, { headers }),
              send(`/api/v1.0/user/?api_key=${key}`, post('{"id":')),
              send(`/nowhere?secret=${credentials.apiSecret}`, { headers }),
            ]);
          }
        }
      }
    },
  };
}

async function readMetrics({ ready }: ServerProcess): Promise<string> {
  const rejected = await fetch(ready.metricsUrl ?? "");
  const headers = { authorization: `Bearer ${metricsToken}` };
  return `${await rejected.text()}${await (await fetch(ready.metricsUrl ?? "", { headers })).text()}`;
}

/** The parts of a process that other accounts on the machine can see. */
function describeProcess(pid = 0): string {
  const read = (file: string) => readFileSync(`/proc/${pid}/${file}`, "utf8");
  return process.platform === "linux" ? `${read("cmdline")} ${read("comm")}` : "";
}
