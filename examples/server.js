import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../apps/server/dist/main.js", import.meta.url));
const latency = fileURLToPath(new URL("latency.js", import.meta.url));

/**
 * Starts the built server without users on a free port; `environment` configures an example to use it. With
 * `latencyMs`, its responses arrive that much later.
 */
export async function startServer({ latencyMs = 0 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "roster-examples-"));
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, PORT: "0", ROSTER_DATA_DIR: folder },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  const first = await Promise.race([once(child, "message"), exited]);
  if (child.exitCode !== null)
    throw new Error(`the server exited before it was ready: ${first[0]}`);
  const { url, apiKey, apiSecret } = JSON.parse(readFileSync(join(folder, "roster.json"), "utf8"));
  const { hostname, port } = new URL(url);
  const proxy = latencyMs > 0 ? fork(latency, [hostname, port, String(latencyMs)]) : undefined;
  const [proxyUrl] = proxy ? await once(proxy, "message") : [undefined];
  return {
    environment: {
      ROSTER_URL: proxyUrl ?? url,
      ROSTER_API_KEY: apiKey,
      ROSTER_API_SECRET: apiSecret,
    },
    async stop() {
      proxy?.kill();
      child.kill("SIGTERM");
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
