import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../../apps/server/dist/main.js", import.meta.url));

/** The built server in its own process, with an empty database. */
export interface ServerProcess extends AsyncDisposable {
  /** ROSTER_URL, ROSTER_API_KEY and ROSTER_API_SECRET, for programs that use the client. */
  readonly environment: Readonly<Record<string, string>>;
}

export async function startServerProcess(): Promise<ServerProcess> {
  const dataFolder = mkdtempSync(join(tmpdir(), "roster-pack-"));
  const credentials = { ROSTER_API_KEY: "pack-test", ROSTER_API_SECRET: "s".repeat(64) };
  const child = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      ...credentials,
      PORT: "0",
      DATABASE_URL: "",
      ROSTER_DATA_DIR: dataFolder,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const url = await Promise.race([findUrl(child.stdout), exited.then(() => undefined)]);
  if (url === undefined) throw new Error(`${program} exited before it was ready; is it built?`);
  return {
    environment: { ...credentials, ROSTER_URL: url },
    async [Symbol.asyncDispose]() {
      child.kill();
      await exited;
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** The URL in the line `API  http://localhost:…` of the server's output. */
async function findUrl(output: NodeJS.ReadableStream): Promise<string | undefined> {
  for await (const line of createInterface({ input: output })) {
    const [, url] = /^\s*API\s+(http\S+)/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  return undefined;
}
