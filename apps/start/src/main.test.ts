import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
const launcher = join(repository, "apps/start/dist/main.js");

/** Runs a command that starts Roster on free ports, with its own data folder. */
function start(command: string, args: readonly string[], environment: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "roster-start-"));
  const child = spawn(command, args, {
    cwd: repository,
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      NODE_ENV: "production",
      PORT: "0",
      WEB_PORT: "0",
      ROSTER_DATA_DIR: folder,
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const append = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on("data", append);
  child.stderr.on("data", append);
  return {
    child,
    output: () => output,
    ready: () => untilPrinted(child, () => output.includes("Roster is ready")),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function untilPrinted(child: ChildProcess, isPrinted: () => boolean): Promise<void> {
  while (!isPrinted())
    await Promise.race([once(child.stdout ?? child, "data"), once(child, "exit")]);
}

const addresses = (output: string) => [...output.matchAll(/http:\/\/\S+/g)].map(([url]) => url);

const isUp = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

/** Resolves when the address is no longer reachable. */
async function closes(url: string): Promise<true> {
  while (await isUp(url)) await new Promise(setImmediate);
  return true;
}

test("starts server and dashboard, prints their addresses, and stops both with exit code 0", async () => {
  using roster = start(process.execPath, [launcher]);
  await roster.ready();
  const [api = "", dashboard = ""] = addresses(roster.output());
  expect((await fetch(`${api}/healthz`)).status).toBe(200);
  const page = await fetch(dashboard);
  expect([page.status, new URL(page.url).pathname]).toEqual([200, "/sign-in"]);
  expect(roster.output()).toContain("Password");

  roster.child.kill("SIGTERM");
  expect(await once(roster.child, "close")).toEqual([0, null]);
  await Promise.all([closes(api), closes(dashboard)]);
});

test("a second signal ends the processes at once instead of letting them finish", async () => {
  using roster = start(process.execPath, [launcher], { ROSTER_STOP_DELAY: "3600" });
  await roster.ready();
  const [api = "", dashboard = ""] = addresses(roster.output());
  const ended = once(roster.child, "close");
  roster.child.kill("SIGTERM");
  await closes(dashboard);
  while (await isUp(api)) roster.child.kill("SIGTERM");
  expect(await ended).toEqual([1, null]);
});

test("stops server and dashboard when npx is killed, which forwards no signal", async () => {
  using roster = start("npx", ["-y", "pnpm@10", "exec", "node", launcher]);
  await roster.ready();
  const [api = "", dashboard = ""] = addresses(roster.output());
  roster.child.kill("SIGTERM");
  expect(await Promise.all([closes(api), closes(dashboard)])).toEqual([true, true]);
});

test("reports a dashboard port in use on one line, stops the server too, and exits with code 1", async () => {
  const occupant = createServer().listen(0, "127.0.0.1");
  await once(occupant, "listening");
  const address = occupant.address();
  const port = typeof address === "object" && address ? address.port : 0;
  using roster = start(process.execPath, [launcher], { WEB_PORT: String(port) });
  const [code] = (await once(roster.child, "close")) as [number];
  occupant.close();
  expect(code).toBe(1);
  expect(roster.output()).toContain(`Port ${port} is in use`);
  expect(roster.output().trim().split("\n")).toHaveLength(1);
});
