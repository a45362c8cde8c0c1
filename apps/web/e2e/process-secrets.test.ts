import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { openTestApi, type TestApi } from "@roster/api/testing";
import { expect, test } from "vitest";
import { dashboardProgram } from "./start-dashboard";
import { openContext, PASSWORD, signIn, useBrowser } from "./testing";

useBrowser();

/** The secret as it is and in common encodings. */
const encodingsOf = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  ...(["base64", "base64url", "hex"] as const).map((as) => Buffer.from(secret).toString(as)),
];

/** Collects what the process writes to stdout and stderr. */
function captureOutput({ stdout, stderr }: ChildProcess): () => string {
  let output = "";
  for (const stream of [stdout, stderr]) {
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  }
  return () => output;
}

/** What other accounts on the machine can see of the process. */
function describeProcess(pid = 0): string {
  const read = (file: string) => readFileSync(`/proc/${pid}/${file}`, "utf8");
  return process.platform === "linux" ? `${read("cmdline")} ${read("comm")}` : "";
}

const spawnDashboard = (directory: TestApi) =>
  spawn(process.execPath, [dashboardProgram], {
    env: {
      NODE_ENV: "test",
      PATH: process.env["PATH"],
      WEB_PORT: "0",
      DATABASE_URL: directory.databaseUrl,
      ROSTER_MASTER_KEY: directory.masterKey,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });

/** Signs in with the form and returns the session cookie. */
async function openSession(url: string): Promise<string> {
  const context = await openContext({ baseURL: url });
  const page = await context.newPage();
  await signIn(page);
  const cookies = await context.cookies();
  await context.close();
  return cookies.find(({ name }) => name === "roster_session")?.value ?? "";
}

/** Sends requests and records their responses. */
function createRecorder(url: string, secrets: readonly string[]) {
  const responses: string[] = [];
  const containsSecret = (path: string) =>
    secrets.some((secret) => path.includes(encodeURIComponent(secret)));
  const send = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}${path}`, { redirect: "manual", ...init });
    const text = await response.text();
    // A page contains its own URL, and so the secret that the caller put there.
    if (!containsSecret(path)) responses.push(JSON.stringify([...response.headers]), text);
  };
  return { send, responses };
}

/** Sends each secret wherever a request can carry one, with a valid, an invalid and no session. */
async function sendSecrets(
  { url, session, secrets }: { url: string; session: string; secrets: readonly string[] },
  send: ReturnType<typeof createRecorder>["send"],
): Promise<void> {
  for (const cookie of [`roster_session=${session}`, `roster_session=${session}x`, ""]) {
    for (const secret of secrets) {
      const headers = { cookie, origin: url, "content-type": "application/json" };
      const post = (body: string, more = {}) => ({
        method: "POST",
        headers: { ...headers, ...more },
        body,
      });
      await Promise.all([
        send(`/users?secret=${encodeURIComponent(secret)}`, { headers }),
        send("/api-keys", { headers }),
        send("/api/trpc/users.add", post(JSON.stringify({ id: secret.slice(0, 5), data: [] }))),
        send("/api/trpc/users.list", post('{"limit":1}', { authorization: secret })),
        send("/api/trpc/users.get", post(`{"id":"${secret}`)),
        send("/sign-in", post(`["${secret}"]`, { "next-action": "0".repeat(42) })),
        send(`/nowhere/${encodeURIComponent(secret)}`),
      ]);
    }
  }
}

test("logs, responses and process arguments contain no secret, even when requests fail", async () => {
  const directory = await openTestApi("postgresql");
  const child = spawnDashboard(directory);
  const output = captureOutput(child);
  const exited = once(child, "exit");
  const [{ url }] = (await once(child, "message")) as [{ url: string }];
  const session = await openSession(url);
  expect(session.length).toBeGreaterThan(20);

  const secrets = [directory.masterKey, directory.apiSecret, PASSWORD, session];
  const { send, responses } = createRecorder(url, secrets);
  await sendSecrets({ url, session, secrets }, send);
  const description = describeProcess(child.pid);
  await directory[Symbol.asyncDispose](); // from here on, the database does not exist
  await send("/users", { headers: { cookie: `roster_session=${session}` } });
  await send("/api/readyz");
  child.kill("SIGTERM");
  await exited;

  const outputs = { log: output(), responses: responses.join("\n"), arguments: description };
  expect(outputs.log).not.toBe(""); // the failures were logged
  for (const secret of secrets.flatMap(encodingsOf)) {
    for (const [name, text] of Object.entries(outputs)) {
      expect(text.includes(secret), `${secret} in ${name}`).toBe(false);
    }
  }
});
