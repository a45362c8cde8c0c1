import { expect, test } from "vitest";
import { openTestServer } from "../test-support/server.js";
import { createClient } from "../index.js";
import { exportUsers } from "./export-users.js";

test("an export with a user token has what the user may list", async () => {
  await using server = await openTestServer();
  const { users } = server.server;
  await users.addMany({ users: [{ id: "ada" }, { id: "bob" }] });
  await users.deactivate({ id: "bob" });
  const token = await server.connect().createUserToken("ada");
  const own = createClient({ url: server.url, apiKey: server.apiKey, token });
  const exported = async (options: Parameters<typeof exportUsers>[1]) => {
    const lines = (await new Response(exportUsers(own, options)).text()).trim().split("\n");
    return lines.map((line): unknown => JSON.parse(line));
  };
  expect(await exported({ status: ["active"] })).toMatchObject([{ id: "ada" }]);
  await expect(exported({ status: ["deleted"] })).rejects.toThrow("use a server token");
});
