import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createDataFolder, startServerProcess } from "../src/testing/server.js";
import { choosePort } from "./choose-port.js";
import { findDebianPrograms, openDebianPostgresql } from "./debian-postgresql.js";

const bin = findDebianPrograms();
const isInCi = Boolean(process.env["CI"]);
if (!bin) console.error("NOT TESTED: pg_dump and pg_restore (apt-get install postgresql)");

test.skipIf(!bin && !isInCi)(
  "pg_restore restores a pg_dump made under load, with every user acknowledged before it",
  async () => {
    using postgresql = openDebianPostgresql(bin ?? "", await choosePort());
    using folder = createDataFolder();
    using other = createDataFolder();
    const from = postgresql.createDatabase("roster");
    await using server = await startServerProcess(folder.path, { DATABASE_URL: from });
    const before = Array.from({ length: 50 }, (_, n) => `before-${n}`);
    await Promise.all(before.map((id) => server.call("users.add", { id, data: { id } })));
    const over = new AbortController();
    const load = (async () => {
      for (let n = 0; !over.signal.aborted; n += 1) await server.call("users.add", { id: `n${n}` });
    })();
    postgresql.run("pg_dump", ["--format=custom", "--file=roster.dump", from]);
    over.abort();
    await load;

    const to = postgresql.createDatabase("restored");
    postgresql.run("pg_restore", [
      "--no-owner",
      "--exit-on-error",
      `--dbname=${to}`,
      "roster.dump",
    ]);
    copyFileSync(join(folder.path, "master.key"), join(other.path, "master.key"));
    await using restored = await startServerProcess(other.path, { DATABASE_URL: to });
    expect(restored.credentials.apiSecret).toBe(server.credentials.apiSecret);
    const users = await Promise.all(before.map((id) => restored.call("users.add", { id })));
    expect(new Set(users.map(({ status }) => status))).toEqual(new Set([409]));
    expect((await restored.call("users.add", { id: "new" })).status).toBe(200);
  },
);
