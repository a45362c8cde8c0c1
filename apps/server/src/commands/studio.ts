import { fork } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isAppError } from "@roster/contract";
import { extendEnvironment, readSettings, type Settings } from "../env.js";

// Opens the official Prisma Studio on the configured database: `pnpm studio [--port n] [--browser none]`.
try {
  const { dialect, url } = studioTarget(readSettings());
  const require = createRequire(import.meta.url);
  const prisma = join(dirname(require.resolve("prisma/package.json")), "build/index.js");
  const folder = fileURLToPath(new URL(`../../../prisma/${dialect}/`, import.meta.url));
  const studio = fork(prisma, ["studio", ...process.argv.slice(2)], {
    cwd: folder,
    env: extendEnvironment({ DATABASE_URL: url }),
  });
  // Ctrl-C reaches Studio as well; whoever ends this process by its id ends Studio too.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => studio.kill("SIGTERM"));
  studio.once("exit", (code) => (process.exitCode = code ?? 0));
} catch (error) {
  if (!isAppError(error)) throw error;
  console.error(`Studio cannot start. ${error.message}`);
  process.exitCode = 1;
}

/** Studio takes a SQLite file by its absolute URL alone. */
function studioTarget({ databaseUrl }: Settings): { dialect: string; url: string } {
  if (!databaseUrl.startsWith("file:")) return { dialect: "postgresql", url: databaseUrl };
  const path = databaseUrl.slice("file:".length).replace(/^\/\/(?=\/)/, "");
  return { dialect: "sqlite", url: pathToFileURL(path).href };
}
