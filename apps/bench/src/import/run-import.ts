import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { residentMegabytes } from "../cases/resident-memory.js";
import { environmentWith } from "../env.js";
import { credentials } from "../subjects/roster.js";
import type { Subject } from "../subjects/subject.js";
import type { UserFiles } from "./user-files.js";

const program = fileURLToPath(
  new URL("dist/main.js", import.meta.resolve("@roster/cli/package.json")),
);

/** How often memory is read, in milliseconds. */
const EVERY = 50;

const Report = z.object({ created: z.int() });

export interface ImportRun {
  /** From starting the CLI to its exit. */
  readonly milliseconds: number;
  /** Peak resident memory in MB: of the CLI, and of the server's processes together. */
  readonly cli: number;
  readonly server: number;
}

/** `roster users import`, as a user would run it. */
export async function runImport(
  server: Pick<Subject, "pid" | "port">,
  { ndjson, users }: UserFiles,
  execArgv: readonly string[],
): Promise<ImportRun> {
  const peaks = { cli: 0, server: 0 };
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    [...execArgv, program, "--json", "users", "import", ndjson],
    {
      env: environmentWith({
        ROSTER_URL: `http://127.0.0.1:${server.port}`,
        ROSTER_API_KEY: credentials.apiKey,
        ROSTER_API_SECRET: credentials.apiSecret,
      }),
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const timer = setInterval(() => {
    peaks.cli = Math.max(peaks.cli, residentMegabytes(child.pid ?? 0));
    peaks.server = Math.max(peaks.server, residentMegabytes(server.pid));
  }, EVERY);
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  try {
    await once(child, "close");
    const milliseconds = performance.now() - begun;
    const { created } = Report.parse(JSON.parse(said));
    if (created !== users) throw new Error(`${created} of ${users} imported`);
    return { milliseconds, ...peaks };
  } finally {
    clearInterval(timer);
  }
}
