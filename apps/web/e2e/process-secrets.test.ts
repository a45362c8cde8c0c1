import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { openTestApi } from "@roster/api/testing";
import { expect, test } from "vitest";
import { openContext, PASSWORD, dashboardProgram, signIn, useBrowser } from "./testing";

useBrowser();

/** As it is, and as bytes that somebody has encoded. */
const encodingsOf = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  ...(["base64", "base64url", "hex"] as const).map((as) => Buffer.from(secret).toString(as)),
];

/** What it writes to the terminal or to a log. */
function captureOutput({ stdout, stderr }: ChildProcess): () => string {
  let said = "";
  for (const stream of [stdout, stderr]) {
    stream?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  }
  return () => said;
}

/** What other accounts of the machine see of it. */
function describeProcess(pid = 0): string {
  const read = (file: string) => readFileSync(`/proc/${pid}/${file}`, "utf8");
  return process.platform === "linux" ? `${read("cmdline")} ${read("comm")}` : "";
}

test("no secret is in what the dashboard's process says, answers or shows, also where it fails", async () => {
  const directory = await openTestApi("postgresql");
  const child = spawn(process.execPath, [dashboardProgram], {
    env: {
      NODE_ENV: "test",
      PATH: process.env["PATH"],
      WEB_PORT: "0",
      DATABASE_URL: directory.databaseUrl,
      ROSTER_MASTER_KEY: directory.masterKey,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const said = captureOutput(child);
  const exited = once(child, "exit");
  const [{ url }] = (await once(child, "message")) as [{ url: string }];
  const answers: string[] = [];
  const secrets: string[] = [];
  const isAddressed = (path: string) =>
    secrets.some((secret) => path.includes(encodeURIComponent(secret)));
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}${path}`, { redirect: "manual", ...init });
    const text = await response.text();
    // A page knows its own address: whoever wrote a secret there reads it again.
    if (!isAddressed(path)) answers.push(JSON.stringify([...response.headers]), text);
  };

  const context = await openContext({ baseURL: url });
  const page = await context.newPage();
  await signIn(page);
  const cookies = await context.cookies();
  const session = cookies.find(({ name }) => name === "roster_session")?.value ?? "";
  await context.close();
  expect(session.length).toBeGreaterThan(20);

  secrets.push(directory.masterKey, directory.apiSecret, PASSWORD, session);
  const use = async () => {
    for (const cookie of [`roster_session=${session}`, `roster_session=${session}x`, ""]) {
      for (const secret of secrets) {
        const headers = { cookie, origin: url, "content-type": "application/json" };
        const post = (body: string, more = {}) => ({
          method: "POST",
          headers: { ...headers, ...more },
          body,
        });
        await Promise.all([
          ask(`/users?secret=${encodeURIComponent(secret)}`, { headers }),
          ask("/api-keys", { headers }),
          ask("/api/trpc/users.add", post(JSON.stringify({ id: secret.slice(0, 5), data: [] }))),
          ask("/api/trpc/users.list", post('{"limit":1}', { authorization: secret })),
          ask("/api/trpc/users.get", post(`{"id":"${secret}`)),
          ask("/sign-in", post(`["${secret}"]`, { "next-action": "0".repeat(42) })),
          ask(`/nowhere/${encodeURIComponent(secret)}`),
        ]);
      }
    }
  };
  await use();
  const shown = describeProcess(child.pid);
  await directory[Symbol.asyncDispose](); // from here on there is no such database
  await ask("/users", { headers: { cookie: `roster_session=${session}` } });
  await ask("/api/readyz");
  child.kill("SIGTERM");
  await exited;

  const places = { log: said(), answers: answers.join("\n"), "its arguments": shown };
  expect(places.log).not.toBe(""); // failures are there to be looked at
  for (const secret of secrets.flatMap(encodingsOf)) {
    for (const [place, text] of Object.entries(places)) {
      expect(text.includes(secret), `${secret} in ${place}`).toBe(false);
    }
  }
});
