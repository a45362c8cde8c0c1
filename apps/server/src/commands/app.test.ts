import { serverClaims, signToken } from "@roster/api/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { runCommand } from "../testing/run-command.js";
import { createDataFolder, startServerProcess } from "../testing/server.js";

const Added = z.object({
  app: z.object({ id: z.string() }),
  apiKey: z.string(),
  apiSecret: z.string(),
});

test("adds an app with a key that works on a running server, and lists it", async () => {
  using folder = createDataFolder();
  await using server = await startServerProcess(folder.path);
  const environment = { ROSTER_DATA_DIR: folder.path };
  const run = (...args: string[]) => runCommand(["app", ...args], { environment });
  const { stdout } = await run("add", "Shop", "--scopes", "users:read,keys:write", "--json");
  const { app, apiKey, apiSecret } = Added.parse(JSON.parse(stdout));
  const call = async (path: string) => {
    const authorization = await signToken(serverClaims, apiSecret);
    const headers = { "x-api-key": apiKey, authorization };
    return (await fetch(`${server.ready.apiUrl}/trpc/${path}`, { headers })).status;
  };
  expect(await call("apiKeys.list")).toBe(200);
  expect(await call("stats.history")).toBe(403);
  const list = await run("list");
  expect(list.stdout).toMatch(new RegExp(`^main  .*  "Main"\n${app.id}  .*  "Shop"\n$`));
  await expect(run("add", "Shop", "--scopes", "all")).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("scopes: must be scopes separated by commas") as string,
  });
  await expect(run("add", " ")).rejects.toMatchObject({ code: 1 });
});
