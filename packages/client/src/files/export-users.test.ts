import { backends } from "@roster/api/testing";
import { describe, expect, test } from "vitest";
import { openTestServer } from "../test-support/server.js";
import { createClient } from "../index.js";
import { exportUsers } from "./export-users.js";
import type { ImportedLine } from "./imported-line.js";
import { importUsers } from "./import-users.js";

test("an export with a user token has what the user may list", async () => {
  await using server = await openTestServer({ userReads: "all" });
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

describe.each(backends)("an export on %s", (backend) => {
  test("is the same after an import, with all states", async () => {
    await using server = await openTestServer({ backend });
    const { users } = server.server;
    const client = server.connect();
    const ids = ["plain", "off", "banned", "over", "revoked", "all"];
    await users.addMany({ users: ids.map((id) => ({ id, data: { of: id } })) });
    await users.deactivateMany({ ids: ["off", "all"] });
    await users.ban({ id: "banned", reason: 'said "no",\nand more' });
    await users.banMany({ ids: ["all", "over"], until: "2199-01-01T00:00:00.000000Z" });
    await users.unban({ id: "over" });
    await users.revokeTokensMany({ ids: ["all", "revoked"] });
    const before = await users.getMany({ ids });
    for (const format of ["ndjson", "csv"] as const) {
      const file = () => new Response(exportUsers(client, { format })).blob();
      const first = await file();
      await users.removeMany({ ids });
      const counts = await importUsers(client, first.stream(), { format });
      expect(counts).toMatchObject({ created: ids.length, conflict: 0, invalid: 0 });
      expect(await (await file()).text()).toBe(await first.text());
      const after = await users.getMany({ ids });
      expect(after.users).toEqual(before.users.map((user) => ({ ...user, version: 1 })));
      const again = await importUsers(client, first.stream(), { format, update: true });
      expect(again.updated).toBe(ids.length);
      expect(await users.getMany({ ids })).toEqual(after);
    }
    await users.removeMany({ ids, mode: "soft" });
    for (const format of ["ndjson", "csv"] as const) {
      const trash = await new Response(exportUsers(client, { format, status: ["deleted"] })).blob();
      const lines: ImportedLine[] = [];
      const onLines = (some: readonly ImportedLine[]) => void lines.push(...some);
      const counts = await importUsers(client, trash.stream(), { format, onLines });
      expect(counts).toMatchObject({ created: 0, invalid: ids.length });
      expect(lines[0]?.issues).toMatchObject([{ path: ["status"] }]);
    }
  });
});
