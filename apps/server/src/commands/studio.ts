import { fork } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { extendEnvironment, readSettings, type Settings } from "../env.js";
import { reportFailure } from "./report-failure.js";

/** `roster-server studio`: opens Prisma Studio on the configured database, with these `options`. */
export const studio = (options: readonly string[]) =>
  reportFailure("Studio cannot start", async () => {
    const { dialect, url } = studioTarget(readSettings());
    const require = createRequire(import.meta.url);
    const prisma = join(dirname(require.resolve("prisma/package.json")), "build/index.js");
    const folder = fileURLToPath(new URL(`../../../prisma/${dialect}/`, import.meta.url));
    const child = fork(prisma, ["studio", ...options], {
      cwd: folder,
      env: extendEnvironment({ DATABASE_URL: url }),
    });
    // Ctrl-C reaches Studio too; a signal sent only to this process must be passed on.
    process.on("SIGINT", () => {});
    process.on("SIGTERM", () => child.kill("SIGTERM"));
    child.once("exit", (code) => (process.exitCode = code ?? 0));
  });

/** Studio needs the absolute URL of a SQLite file. */
function studioTarget({ databaseUrl }: Settings): { dialect: string; url: string } {
  if (!databaseUrl.startsWith("file:")) return { dialect: "postgresql", url: databaseUrl };
  const path = databaseUrl.slice("file:".length).replace(/^\/\/(?=\/)/, "");
  return { dialect: "sqlite", url: pathToFileURL(path).href };
}
