import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openFolder, type Outcome, run, start } from "./roster.js";
import { openServer } from "./run-cli.js";

/** A server of its own, and a folder in which the command line app is run. */
export async function openFiles() {
  const server = await openServer();
  const folder = await openFolder();
  const env = { ROSTER_CONFIG: server.configFile };
  return {
    client: server.client,
    configFile: server.configFile,
    crash: server.crash,
    path: (name: string) => join(folder.path, name),
    write: (name: string, content: string | Uint8Array) =>
      writeFile(join(folder.path, name), content),
    users: (args: readonly string[], input?: string | Uint8Array): Promise<Outcome> =>
      run(["users", ...args], { env, folder: folder.path, ...(input !== undefined && { input }) }),
    start: (args: readonly string[]) => start(args, { env, folder: folder.path }),
    /** Id and data of each user, by id. */
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
