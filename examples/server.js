import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../apps/server/dist/main.js", import.meta.url));
const latency = fileURLToPath(new URL("latency.js", import.meta.url));
const recorder = fileURLToPath(new URL("recorder.js", import.meta.url));

/**
 * Starts the built server without users on a free port; `environment` configures an example to use it. With
 * `latencyMs`, its responses arrive that much later. With `record`, `recorded` configures an example to use it through
 * a proxy that appends each exchange to that file.
 */
export async function startServer({ latencyMs = 0, record } = {}) {
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
  const proxies = [
    latencyMs > 0 ? fork(latency, [hostname, port, String(latencyMs)]) : undefined,
    record ? fork(recorder, [url, String(latencyMs), record]) : undefined,
  ];
  const urls = await Promise.all(
    proxies.map(async (proxy) => (proxy ? (await once(proxy, "message"))[0] : url)),
  );
  const [environment, recorded] = urls.map((address) => ({
    ROSTER_URL: address,
    ROSTER_API_KEY: apiKey,
    ROSTER_API_SECRET: apiSecret,
  }));
  return {
    environment,
    recorded,
    async stop() {
      for (const proxy of proxies) proxy?.kill();
      child.kill("SIGTERM");
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
