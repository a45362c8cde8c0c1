import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openFolder, type RunResult, run, start } from "./run-cli.js";
import { z } from "zod";
import { openServer } from "./server.js";

/** The summary of an import; empty if it failed before it read a line. */
const Summary = z.looseObject({ seconds: z.number().optional() });

/** Starts a server, and creates a folder to run the CLI in. */
export async function openWorkspace() {
  const server = await openServer();
  const folder = await openFolder();
  const env = { ROSTER_CONFIG: server.configFile };
  const runUsers = (args: readonly string[], input?: string | Uint8Array): Promise<RunResult> =>
    run(["users", ...args], { env, folder: folder.path, ...(input !== undefined && { input }) });
  return {
    client: server.client,
    configFile: server.configFile,
    crash: server.crash,
    path: (name: string) => join(folder.path, name),
    write: (name: string, content: string | Uint8Array) =>
      writeFile(join(folder.path, name), content),
    users: runUsers,
    /** Runs `users import --json`: its counts, and the JSON lines on stderr. */
    importJson: async (args: readonly string[], input?: string | Uint8Array) => {
      const { code, stdout, stderr } = await runUsers(["import", ...args, "--json"], input);
      const { seconds: _, ...counts } = Summary.parse(JSON.parse(stdout || "{}"));
      const lines = stderr.split("\n").filter((line) => line !== "");
      return { code, counts, errors: lines.map((line): unknown => JSON.parse(line)) };
    },
    start: (args: readonly string[]) => start(args, { env, folder: folder.path }),
    /** The id and data of each user, sorted by id. */
    async stored(): Promise<string[]> {
      const stored: string[] = [];
      const users = server.client.users.iterate({ sort: [{ path: "id" }], pageSize: 1000 });
      for await (const { id, data } of users) stored.push(JSON.stringify({ id, data }));
      return stored;
    },
    async clear() {
      const ids: string[] = [];
      for await (const { id } of server.client.users.iterate({ pageSize: 1000 })) ids.push(id);
      for (let from = 0; from < ids.length; from += 5000) {
        await server.client.users.removeMany(ids.slice(from, from + 5000));
      }
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}
